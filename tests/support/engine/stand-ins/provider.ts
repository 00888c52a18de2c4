import type { Account, OperationKind, StoredResource } from "./account";
import type { Properties, ValueDifference } from "./properties";
import { listDifferences, listValueDifferences, textOf, UNKNOWN } from "./properties";
import type { ResourceType } from "./resource-type";
import { RESOURCE_TYPES } from "./resource-types";

/** A change that was made and then reported as failed: the engine keeps the resource. */
export class HalfWayError extends Error {
  constructor(
    message: string,
    readonly id: string,
    readonly outputs: Properties,
  ) {
    super(message);
  }
}

export interface Difference {
  /** Top-level inputs. */
  changed: string[];
  /** Those of them that replace the resource. */
  replacing: string[];
  /** The same at any depth. */
  values: ValueDifference[];
  deleteBeforeReplace: boolean;
}

/**
 * The part of a provider that the engine asks of every resource, over one account and the table of
 * resource types.
 */
export class StandInProvider {
  /** @param environment The variables with which commands run. */
  constructor(
    private readonly account: Account,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  /** The inputs with what the provider fills in: a name, which stays as long as the resource. */
  check(urn: string, olds: Properties, news: Properties): Properties {
    const { autoName } = findType(urn);
    if (autoName === undefined || news[autoName.property] !== undefined) {
      return news;
    }
    const { property, maxLength } = autoName;
    const kept = this.keepsName(urn, olds, autoName) ? textOf(olds, property) : "";
    return { ...news, [property]: kept || this.makeName(logicalNameOf(urn), maxLength) };
  }

  /** What differs between the state and the program. */
  diff(urn: string, state: Properties, oldInputs: Properties, inputs: Properties): Difference {
    const type = findType(urn);
    const normalize = type.normalize ?? ((properties: Properties) => properties);
    const keys = new Set([...Object.keys(oldInputs), ...Object.keys(inputs)]);
    const [before, after] = [normalize(pick(state, keys)), normalize(inputs)];
    const changed = listDifferences(before, after);
    const values = changed.flatMap((key) => listValueDifferences(key, before[key], after[key]));
    const replacing = changed.filter(
      (key) => this.account.follows("replacing-input") && type.replacedBy.includes(key),
    );
    const hasOwnName = type.autoName !== undefined && !this.isAutoName(urn, state, type.autoName);
    const deleteBeforeReplace = hasOwnName && this.account.follows("own-name-deletes-first");
    return { changed, replacing, values, deleteBeforeReplace };
  }

  /** What a preview says of a resource to be made. */
  previewCreate(urn: string, inputs: Properties): Properties {
    const unknown = Object.keys(findType(urn).outputs).map((key) => [key, UNKNOWN]);
    return this.account.follows("unknown-until-created")
      ? { ...inputs, ...Object.fromEntries(unknown) }
      : inputs;
  }

  /** What a preview says of a resource to be changed: what AWS decided stays. */
  previewUpdate(urn: string, state: Properties, inputs: Properties): Properties {
    return this.account.follows("known-while-updated")
      ? { ...state, ...inputs }
      : this.previewCreate(urn, inputs);
  }

  async create(urn: string, inputs: Properties): Promise<StoredResource> {
    const type = findType(urn);
    const subject = { logicalName: logicalNameOf(urn), inputs, account: this.account };
    this.begin("create", type, subject.logicalName, type.refuseCreate?.(subject));
    await this.account.passHold("create", type.token);
    const id = type.identify(subject);
    const ran = await type.run?.("create", inputs, this.environment);
    const resource = this.store(type, { ...subject, id }, ran);
    this.end("create", resource);
    return resource;
  }

  /** @param state What the state says of it, which can be wrong after a failure. */
  async update(
    urn: string,
    id: string,
    state: Properties,
    inputs: Properties,
  ): Promise<StoredResource> {
    const type = findType(urn);
    const before = this.get(type, id);
    const sent = this.pickSent(urn, before, state, inputs);
    const refusal = type.refuseUpdate?.(before, sent, this.account);
    this.begin("update", type, before.logicalName, refusal);
    await this.account.passHold("update", type.token);
    const ran = await type.run?.("update", sent, this.environment);
    const outputs = {
      ...before.outputs,
      ...dropRemoved(before.inputs, sent),
      ...this.readBack(type, sent),
      ...ran,
    };
    const resource = { ...before, inputs: sent, outputs };
    this.end("update", resource, "rolled-back");
    this.account.put(resource);
    this.end("update", resource);
    return resource;
  }

  /** The resource as it is, or undefined where it is gone. */
  read(urn: string, id: string): StoredResource | undefined {
    return this.account.find(findType(urn).token, id);
  }

  /** The inputs of what is read: those that the state knows, or what an import brings back. */
  readInputs(urn: string, resource: StoredResource, known: Properties | undefined): Properties {
    return known === undefined
      ? (findType(urn).importInputs?.(resource, this.account) ?? resource.inputs)
      : pick(resource.outputs, new Set(Object.keys(known)));
  }

  /** What Ctrl+C does: it gives up waiting. */
  cancel(): void {
    this.account.cancel();
  }

  async delete(urn: string, id: string): Promise<void> {
    const type = findType(urn);
    const resource = this.account.find(type.token, id);
    if (resource === undefined) {
      return;
    }
    const refusal = type.refuseDelete?.(resource, this.account);
    this.begin("delete", type, resource.logicalName, refusal);
    await this.account.passHold("delete", type.token);
    if (type.outlivesDeletion?.(resource, this.account) !== true) {
      this.account.remove(type.token, id);
      const takenAlong = type.takesAlong?.(resource, this.account) ?? [];
      takenAlong.forEach((other) => this.account.remove(other.type, other.id));
    }
  }

  /** What AWS has after an update: the provider sends what differs from the state, and nothing else. */
  private pickSent(
    urn: string,
    before: StoredResource,
    state: Properties,
    inputs: Properties,
  ): Properties {
    const ignored = this.pickIgnored(findType(urn), before);
    if (!this.account.follows("update-sends-differences")) {
      return { ...inputs, ...ignored };
    }
    const { changed } = this.diff(urn, state, before.inputs, inputs);
    const kept = Object.entries(before.inputs).filter(([key]) => !changed.includes(key));
    return { ...Object.fromEntries(kept), ...pick(inputs, new Set(changed)), ...ignored };
  }

  /** What stays as it was, whatever the program says. */
  private pickIgnored({ ignoredInput }: ResourceType, before: StoredResource): Properties {
    return ignoredInput !== undefined && this.account.follows(ignoredInput.rule)
      ? pick(before.inputs, new Set([ignoredInput.name]))
      : {};
  }

  private get(type: ResourceType, id: string): StoredResource {
    const resource = this.account.find(type.token, id);
    if (resource === undefined) {
      throw new Error(`${type.token} "${id}" does not exist`);
    }
    return resource;
  }

  private begin(
    kind: OperationKind,
    { token }: ResourceType,
    logicalName: string,
    refusal: string | undefined,
  ): void {
    const message = this.account.takeFault(kind, token, "refused")?.message ?? refusal;
    if (message !== undefined) {
      throw new Error(message);
    }
    this.account.record({ kind, type: token, logicalName });
  }

  private end(
    kind: "create" | "update",
    { type, id, outputs }: StoredResource,
    moment: "half-way" | "rolled-back" = "half-way",
  ): void {
    const fault = this.account.takeFault(kind, type, moment);
    if (fault !== undefined) {
      throw this.account.follows("half-way-error")
        ? new HalfWayError(fault.message, id, outputs)
        : new Error(fault.message);
    }
  }

  private store(
    type: ResourceType,
    subject: { id: string; logicalName: string; inputs: Properties },
    ran: Properties = {},
  ): StoredResource {
    const creation = { ...subject, account: this.account };
    const computed = Object.entries(type.outputs).map(([key, compute]) => [key, compute(creation)]);
    const resource = {
      type: type.token,
      ...subject,
      outputs: {
        ...this.readBack(type, subject.inputs),
        ...(Object.fromEntries(computed) as Properties),
        ...ran,
      },
    };
    this.account.put(resource);
    return resource;
  }

  private readBack(type: ResourceType, inputs: Properties): Properties {
    return type.readBack?.(inputs, this.account) ?? inputs;
  }

  private makeName(logicalName: string, maxLength: number): string {
    const suffix = this.account.nextNumber().toString(16).padStart(7, "0");
    return `${logicalName.slice(0, maxLength - suffix.length - 1)}-${suffix}`;
  }

  /** Whether a resource that the program doesn't name stays what it is called. */
  private keepsName(
    urn: string,
    state: Properties,
    autoName: { property: string; maxLength: number },
  ): boolean {
    const isImported = !this.isAutoName(urn, state, autoName);
    return (
      this.account.follows("kept-auto-name") &&
      !(isImported && this.account.follows("imported-name"))
    );
  }

  private isAutoName(
    urn: string,
    state: Properties,
    { property, maxLength }: { property: string; maxLength: number },
  ): boolean {
    const start = logicalNameOf(urn).slice(0, maxLength - 8);
    const name = textOf(state, property);
    return name.startsWith(`${start}-`) && /^[0-9a-f]{7}$/.test(name.slice(start.length + 1));
  }
}

function findType(urn: string): ResourceType {
  const token = urn.split("::")[2]?.split("$").pop() ?? "";
  const type = RESOURCE_TYPES.get(token);
  if (type === undefined) {
    throw new Error(`There is no stand-in for ${token}: add it to resource-types.ts`);
  }
  return type;
}

function logicalNameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

function pick(properties: Properties, keys: Set<string>): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => keys.has(key)));
}

/** Inputs that the program no longer gives. */
function dropRemoved(before: Properties, inputs: Properties): Properties {
  const removed = Object.keys(before).filter((key) => !(key in inputs));
  return Object.fromEntries(removed.map((key) => [key, undefined]));
}
