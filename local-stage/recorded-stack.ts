/** A value as a program hands it to the engine: JSON, with secrets and assets marked. */
export type RecordedValue =
  string | number | boolean | null | RecordedValue[] | { [key: string]: RecordedValue };

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
}

/** What a stack's program asked for: plain data that goes through JSON unchanged. */
export interface RecordedStack {
  project: string;
  stack: string;
  /** Parents before their children, siblings by type and name. */
  resources: RecordedResource[];
  outputs: Record<string, RecordedValue>;
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
  const visit = (value: RecordedValue): RecordedValue => {
    if (Array.isArray(value)) {
      return value.map(visit);
    }
    if (value === null || typeof value !== "object") {
      return value;
    }
    return SECRET_KEY in value ? replace(visit(value[SECRET_KEY] ?? null)) : visitObject(value);
  };
  const visitObject = (object: Record<string, RecordedValue>) =>
    Object.fromEntries(Object.entries(object).map(([key, value]) => [key, visit(value)]));
  return {
    ...stack,
    resources: stack.resources.map((resource) => ({
      ...resource,
      inputs: visitObject(resource.inputs),
    })),
    outputs: visitObject(stack.outputs),
  };
}

/** Type and name in one string, as `RecordedResource.parent` has them. */
export function keyOf({ type, name }: Pick<RecordedResource, "type" | "name">): string {
  return `${type}::${name}`;
}

/** The resources of one type, in order. */
export function findByType(stack: RecordedStack, type: string): RecordedResource[] {
  return stack.resources.filter((resource) => resource.type === type);
}
