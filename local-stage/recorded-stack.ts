/** A value as a program hands it to the engine: JSON, with secrets and assets marked. */
export type RecordedValue =
  string | number | boolean | null | RecordedValue[] | { [key: string]: RecordedValue };

/**
 * What a registration's options say, each only where it is set.
 *
 * Source: https://www.pulumi.com/docs/iac/concepts/resources/options/
 */
export interface ResourceOptions {
  /** Former identities: a URN, or what of the identity was different. */
  aliases?: RecordedValue[];
  additionalSecretOutputs?: string[];
  /** How long the provider may take, such as `{ create: "40m" }`. */
  customTimeouts?: Record<string, string>;
  deleteBeforeReplace?: boolean;
  /** The keys of the resources that must be there first, through inputs or `dependsOn`. */
  dependencies?: string[];
  /** Those among them that no input refers to. */
  dependsOn?: string[];
  ignoreChanges?: string[];
  protect?: boolean;
  replaceOnChanges?: string[];
  /** A change of this value replaces the resource. */
  replacementTrigger?: RecordedValue;
  retainOnDelete?: boolean;
}

/** One resource that `pulumi up` would create. */
export interface RecordedResource {
  /** The type token: `aws:cloudfront/distribution:Distribution`. */
  type: string;
  /** The logical name; with the type it is unique in a stack. */
  name: string;
  /** Whether a provider makes it; false for components. */
  custom: boolean;
  inputs: Record<string, RecordedValue>;
  /** Type and name of the parent, with `::` between them; null at the top. */
  parent: string | null;
  /** The explicit provider's URN and id; null for the default provider. */
  provider: string | null;
  /** Absent where none is set. */
  options?: ResourceOptions;
}

/** What a stack's program asked for: plain data that goes through JSON unchanged. */
export interface RecordedStack {
  project: string;
  stack: string;
  /** Parents before their children, siblings by type and name. */
  resources: RecordedResource[];
  outputs: Record<string, RecordedValue>;
  /**
   * The configuration of the providers, such as `aws:region`: what resources get without its
   * showing in their inputs.
   */
  providerConfig?: Record<string, RecordedValue>;
  /** What the evaluation made up, and the output that it stands for: `Vpc web-vpc.vpcId`. */
  madeUp?: Record<string, string>;
}

/** What stands in for a secret wherever a stack is shown. */
export const SECRET_MASK = "[secret]";

const SECRET_KEY = "$secret";

/** Marks a value as secret. */
export function markSecret(value: RecordedValue): RecordedValue {
  return { [SECRET_KEY]: value };
}

/** The stack as it may be shown and stored: each secret replaced by a mask. */
export function maskSecrets(stack: RecordedStack): RecordedStack {
  return replaceSecrets(stack, () => SECRET_MASK);
}

/** The stack as the local stage runs it. The values are the evaluation's own, not a deployment's. */
export function revealSecrets(stack: RecordedStack): RecordedStack {
  return replaceSecrets(stack, (value) => value);
}

function replaceSecrets(
  stack: RecordedStack,
  replace: (value: RecordedValue) => RecordedValue,
): RecordedStack {
  const visit = (value: RecordedValue): RecordedValue =>
    isSecret(value) ? replace(visit(value[SECRET_KEY])) : mapItems(value, visit);
  return mapValues(stack, visit);
}

/** Whether a value is marked as secret. */
export function isSecret(value: RecordedValue): value is { [SECRET_KEY]: RecordedValue } {
  return isMapping(value) && SECRET_KEY in value;
}

/** One value as it may be shown. */
export function maskValue(value: RecordedValue): RecordedValue {
  return isSecret(value) ? SECRET_MASK : mapItems(value, maskValue);
}

/** The stack with each input, each output and each value of configuration replaced. */
export function mapValues(
  stack: RecordedStack,
  map: (value: RecordedValue) => RecordedValue,
): RecordedStack {
  const mapEach = (values: Record<string, RecordedValue>) =>
    mapItems(values, map) as Record<string, RecordedValue>;
  return {
    ...stack,
    resources: stack.resources.map((resource) => ({
      ...resource,
      inputs: mapEach(resource.inputs),
    })),
    outputs: mapEach(stack.outputs),
    ...(stack.providerConfig && { providerConfig: mapEach(stack.providerConfig) }),
  };
}

/** A list or an object with each of its items replaced; any other value as it is. */
export function mapItems(
  value: RecordedValue,
  map: (item: RecordedValue) => RecordedValue,
): RecordedValue {
  if (Array.isArray(value)) {
    return value.map(map);
  }
  return isMapping(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, map(item)]))
    : value;
}

/** Whether a value is an object, and no list. */
export function isMapping(value: RecordedValue): value is { [key: string]: RecordedValue } {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** Type and name in one string, as `RecordedResource.parent` has them. */
export function keyOf({ type, name }: Pick<RecordedResource, "type" | "name">): string {
  return `${type}::${name}`;
}

/** The resources of one type, in order. */
export function findByType(stack: RecordedStack, type: string): RecordedResource[] {
  return stack.resources.filter((resource) => resource.type === type);
}
