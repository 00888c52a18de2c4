import type { Account, OperationKind, StoredResource } from "./account";
import { findKeptName, makeAutoName } from "./auto-name";
import type { Difference } from "./differences";
import { compare } from "./differences";
import { describeChanged, describeNew, describeUnknown, readBack } from "./outputs";
import type { Properties } from "./properties";
import { pick } from "./properties";
import type { KnownResource, ResourceType, RunContext } from "./resource-type";
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

/** Shows a line beside a resource, as long as it is worked on. */
export type Say = RunContext["say"];

const saysNothing: Say = () => Promise.resolve();

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
    const { token, autoName } = findType(urn);
    if (autoName === undefined || news[autoName.property] !== undefined) {
      return news;
    }
    const logicalName = logicalNameOf(urn);
    const kept = findKeptName(olds, logicalName, autoName, this.account);
    const name = kept ?? makeAutoName(token, logicalName, autoName, this.account);
    return { ...news, [autoName.property]: name };
  }

  /** What differs between the state and the program. */
  diff(urn: string, state: Properties, oldInputs: Properties, inputs: Properties): Difference {
    const wanted = { logicalName: logicalNameOf(urn), inputs };
    return compare(findType(urn), { state, inputs: oldInputs }, wanted, this.account);
  }

  /** What a preview says of a resource to be made. */
  previewCreate(urn: string, inputs: Properties): Properties {
    return this.account.follows("unknown-until-created")
      ? { ...inputs, ...describeUnknown(Object.keys(findType(urn).outputs)) }
      : inputs;
  }

  /** What a preview says of a resource to be changed: what AWS decided stays. */
  previewUpdate(urn: string, state: Properties, inputs: Properties): Properties {
    const unknown = findType(urn).unknownInUpdates?.(this.account) ?? [];
    return this.account.follows("known-while-updated")
      ? { ...state, ...inputs, ...describeUnknown(unknown) }
      : this.previewCreate(urn, inputs);
  }

  async create(urn: string, inputs: Properties, say = saysNothing): Promise<StoredResource> {
    const type = findType(urn);
    const subject = { logicalName: logicalNameOf(urn), inputs, account: this.account };
    this.begin("create", type, subject.logicalName, type.refuseCreate?.(subject));
    await this.account.passHold("create", type.token);
    const id = type.identify(subject);
    const ran = await this.run("create", type, inputs, { state: {}, say });
    const resource = describeNew(type, { ...subject, id });
    resource.outputs = { ...resource.outputs, ...ran };
    this.account.put(resource);
    this.end("create", type, this.withoutDecided(resource, type));
    return resource;
  }

  async update(
    urn: string,
    { id, inputs: oldInputs, state }: KnownResource,
    inputs: Properties,
    say = saysNothing,
  ): Promise<StoredResource> {
    const type = findType(urn);
    const before = this.isInState(type)
      ? describeKnown(urn, { id, inputs: oldInputs, state })
      : this.get(urn, id, state);
    const sent = this.isInState(type) ? inputs : this.pickSent(urn, before, state, inputs);
    const refusal = type.refuseUpdate?.(before, sent, this.account);
    this.begin("update", type, before.logicalName, refusal);
    await this.account.passHold("update", type.token);
    const ran = await this.run("update", type, sent, { state, say });
    const resource = describeChanged(type, before, sent, this.account);
    resource.outputs = { ...resource.outputs, ...ran };
    this.end("update", type, resource, "rolled-back");
    this.account.put(resource);
    this.end("update", type, resource);
    return resource;
  }

  /**
   * The resource as it is, or undefined where it is gone.
   *
   * @param known What the state says of it: no inputs where it is to be imported.
   */
  read(urn: string, { id, inputs, state }: KnownResource): Omit<KnownResource, "id"> | undefined {
    const type = findType(urn);
    const isImport = Object.keys(inputs).length === 0;
    if (this.isInState(type)) {
      return isImport ? undefined : { inputs, state };
    }
    const scope = isImport ? undefined : scopeOf(urn, state);
    const resource = this.account.find(type.token, id, scope);
    if (resource === undefined) {
      return undefined;
    }
    const { readImported = (properties: Properties) => properties, readAgain } = type;
    if (isImport) {
      const [imported, outputs] = [resource.inputs, resource.outputs].map((properties) =>
        readImported(properties, this.account),
      );
      return imported && outputs && { inputs: imported, state: outputs };
    }
    const outputs = readAgain?.(resource.outputs, state, this.account) ?? resource.outputs;
    return { inputs: pick(outputs, Object.keys(inputs)), state: outputs };
  }

  async delete(urn: string, id: string, state: Properties, say = saysNothing): Promise<void> {
    const type = findType(urn);
    const scope = scopeOf(urn, state);
    const resource = this.account.find(type.token, id, scope);
    if (resource === undefined && !this.isInState(type)) {
      return;
    }
    const refusal = resource && type.refuseDelete?.(resource, this.account);
    this.begin("delete", type, logicalNameOf(urn), refusal);
    await this.account.passHold("delete", type.token);
    await this.run("delete", type, state, { state, say });
    if (resource === undefined || type.outlivesDeletion?.(resource, this.account)) {
      return;
    }
    for (const part of type.takesAlong?.(resource, this.account) ?? []) {
      this.account.remove(part.type, part.id, part.scope);
    }
    this.account.remove(type.token, id, scope);
  }

  /** What Ctrl+C does: it gives up waiting. */
  cancel(): void {
    this.account.cancel();
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
    return { ...Object.fromEntries(kept), ...pick(inputs, changed), ...ignored };
  }

  /** What stays as it was, whatever the program says. */
  private pickIgnored({ ignoredInput }: ResourceType, before: StoredResource): Properties {
    return ignoredInput !== undefined && this.account.follows(ignoredInput.rule)
      ? pick(before.inputs, [ignoredInput.name])
      : {};
  }

  private get(urn: string, id: string, state: Properties): StoredResource {
    const { token } = findType(urn);
    const resource = this.account.find(token, id, scopeOf(urn, state));
    if (resource === undefined) {
      throw new Error(`${token} "${id}" does not exist`);
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

  private async run(
    kind: OperationKind,
    type: ResourceType,
    inputs: Properties,
    context: Pick<RunContext, "state" | "say">,
  ): Promise<Properties> {
    const { account, environment } = this;
    return (await type.run?.(kind, inputs, { ...context, account, environment })) ?? {};
  }

  private end(
    kind: "create" | "update",
    { canFailHalfWay }: ResourceType,
    { type, id, outputs }: StoredResource,
    moment: "half-way" | "rolled-back" = "half-way",
  ): void {
    const fault = this.account.takeFault(kind, type, moment);
    if (fault === undefined) {
      return;
    }
    if (!canFailHalfWay) {
      throw new Error(`${type} fails as a whole or not at all: use the moment "refused"`);
    }
    throw this.account.follows("half-way-error")
      ? new HalfWayError(fault.message, id, outputs)
      : new Error(fault.message);
  }

  /** A new resource that failed, of which the provider only has what it was to be. */
  private withoutDecided(resource: StoredResource, type: ResourceType): StoredResource {
    return this.account.follows("half-way-creation")
      ? { ...resource, outputs: readBack(type, resource.inputs, this.account) }
      : resource;
  }

  private isInState(type: ResourceType): boolean {
    return type.isInState === true && this.account.follows("state-alone");
  }
}

/** A resource as the state has it. */
function describeKnown(urn: string, { id, inputs, state }: KnownResource): StoredResource {
  const scope = scopeOf(urn, state);
  const [{ token }, logicalName] = [findType(urn), logicalNameOf(urn)];
  return { type: token, id, scope, logicalName, inputs, outputs: state };
}

function scopeOf(urn: string, state: Properties): string | undefined {
  return findType(urn).scope?.(state, logicalNameOf(urn));
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
