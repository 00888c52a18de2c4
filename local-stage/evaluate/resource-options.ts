import type { RecordedValue, ResourceOptions } from "../recorded-stack";
import { keyOf } from "../recorded-stack";

/** The options in a registration's request, as far as they are recorded. */
export interface OptionsRequest {
  getParent(): string;
  getAliasesList(): AliasMessage[];
  getAdditionalsecretoutputsList(): string[];
  getCustomtimeouts(): TimeoutsMessage | undefined;
  getDeletebeforereplace(): boolean;
  getDeletebeforereplacedefined(): boolean;
  getDependenciesList(): string[];
  getPropertydependenciesMap(): { values(): Iterable<DependenciesMessage> };
  getIgnorechangesList(): string[];
  getProtect(): boolean;
  getReplaceonchangesList(): string[];
  getReplacementTrigger(): { toJavaScript(): RecordedValue } | undefined;
  getRetainondelete(): boolean;
}
interface DependenciesMessage {
  getUrnsList(): string[];
}
interface AliasMessage {
  getUrn(): string;
  getSpec(): AliasSpecMessage | undefined;
}
interface AliasSpecMessage {
  getName(): string;
  getType(): string;
  getStack(): string;
  getProject(): string;
  getNoparent(): boolean;
  getParenturn(): string;
}
interface TimeoutsMessage {
  getCreate(): string;
  getRead(): string;
  getUpdate(): string;
  getDelete(): string;
}

/** The options that are set; undefined where none is. */
export function readOptions(request: OptionsRequest): ResourceOptions | undefined {
  const options: Record<keyof ResourceOptions, unknown> = {
    aliases: unlessEmpty(listAliases(request)),
    additionalSecretOutputs: unlessEmpty(request.getAdditionalsecretoutputsList()),
    customTimeouts: describeTimeouts(request.getCustomtimeouts()),
    // False differs from unset here: then the provider decides.
    deleteBeforeReplace: request.getDeletebeforereplacedefined()
      ? request.getDeletebeforereplace()
      : undefined,
    dependencies: unlessEmpty(request.getDependenciesList().map(parseKey).sort()),
    dependsOn: unlessEmpty(listDependsOn(request)),
    ignoreChanges: unlessEmpty(request.getIgnorechangesList()),
    protect: request.getProtect() || undefined,
    replaceOnChanges: unlessEmpty(request.getReplaceonchangesList()),
    replacementTrigger: request.getReplacementTrigger()?.toJavaScript() ?? undefined,
    retainOnDelete: request.getRetainondelete() || undefined,
  };
  const set = Object.entries(options).filter(([, value]) => value !== undefined);
  return set.length > 0 ? (Object.fromEntries(set) as ResourceOptions) : undefined;
}

/** `urn:pulumi:dev::web::outer$inner::name` to `inner::name`. */
export function parseKey(urn: string): string {
  const [, , types = "", name = ""] = urn.split("::");
  return keyOf({ type: types.split("$").pop() ?? "", name });
}

function unlessEmpty<Item>(list: Item[]): Item[] | undefined {
  return list.length > 0 ? list : undefined;
}

function listDependsOn(request: OptionsRequest): string[] {
  const shown = [...request.getPropertydependenciesMap().values()].flatMap((urns) =>
    urns.getUrnsList(),
  );
  const others = request.getDependenciesList().filter((urn) => !shown.includes(urn));
  return others.map(parseKey).sort();
}

/** The message is there although nothing of it is set. */
function describeTimeouts(timeouts?: TimeoutsMessage): Record<string, string> | undefined {
  const times = Object.entries({
    create: timeouts?.getCreate() ?? "",
    read: timeouts?.getRead() ?? "",
    update: timeouts?.getUpdate() ?? "",
    delete: timeouts?.getDelete() ?? "",
  }).filter(([, time]) => time !== "");
  return times.length > 0 ? Object.fromEntries(times) : undefined;
}

/** Each once: the SDK adds a provider's own aliases again at every registration. */
function listAliases(request: OptionsRequest): RecordedValue[] {
  const aliases = request.getAliasesList().map((alias) => describeAlias(alias, request));
  return [...new Map(aliases.map((alias) => [JSON.stringify(alias), alias])).values()];
}

function describeAlias(alias: AliasMessage, request: OptionsRequest): RecordedValue {
  const spec = alias.getSpec();
  if (spec === undefined) {
    return alias.getUrn();
  }
  // The SDK fills in the resource's own parent where the alias names none.
  const parent = spec.getParenturn();
  return {
    ...(spec.getName() && { name: spec.getName() }),
    ...(spec.getType() && { type: spec.getType() }),
    ...(spec.getProject() && { project: spec.getProject() }),
    ...(spec.getStack() && { stack: spec.getStack() }),
    ...(spec.getNoparent() && { noParent: true }),
    ...(!["", request.getParent()].includes(parent) && { parent: parseKey(parent) }),
  };
}
