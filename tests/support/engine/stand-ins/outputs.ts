import type { Account, StoredResource } from "./account";
import type { Properties } from "./properties";
import { UNKNOWN } from "./properties";
import type { Creation, ResourceType } from "./resource-type";

/** A resource as AWS makes it. */
export function describeNew(type: ResourceType, creation: Creation): StoredResource {
  const { id, logicalName, inputs, account } = creation;
  const outputs = { ...readBack(type, inputs, account), ...decide(type, creation) };
  const scope = type.scope?.(inputs, logicalName);
  return { type: type.token, id, scope, logicalName, inputs, outputs };
}

/** A resource as AWS changes it: most of what AWS decided stays. */
export function describeChanged(
  type: ResourceType,
  before: StoredResource,
  inputs: Properties,
  account: Account,
): StoredResource {
  const removed = Object.keys(before.inputs).filter((key) => !(key in inputs));
  const outputs = {
    ...before.outputs,
    ...Object.fromEntries(removed.map((key) => [key, undefined])),
    ...readBack(type, inputs, account),
    ...decide(type, { ...before, inputs, account }, type.renewed ?? []),
  };
  return { ...before, inputs, outputs };
}

/** The inputs as AWS gives them back. */
export function readBack(type: ResourceType, inputs: Properties, account: Account): Properties {
  return type.readBack?.(inputs, account) ?? inputs;
}

export function describeUnknown(names: string[]): Properties {
  return Object.fromEntries(names.map((name) => [name, UNKNOWN]));
}

function decide(
  { outputs }: ResourceType,
  creation: Creation,
  names = Object.keys(outputs),
): Properties {
  return Object.fromEntries(names.map((name) => [name, outputs[name]?.(creation)]));
}
