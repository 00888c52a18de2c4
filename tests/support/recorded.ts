import { computeOutputs } from "../../local-stage/evaluate/computed-outputs";
import type { RecordedStack, RecordedValue } from "../../local-stage/recorded-stack";
import { keyOf } from "../../local-stage/recorded-stack";

/** What stands in a recording for a value that is not known at preview. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A computed output of a resource: what the mocks answer for its type and name. */
export function compute(type: string, name: string, output: string): string {
  const region = "eu-central-1";
  return String(computeOutputs({ type, name, inputs: {} }, { region })[output]);
}

/** The tree, a line for each resource: `parent > type::name`, with the parent's key. */
export function listTree({ resources }: RecordedStack): string[] {
  return resources.map((resource) =>
    resource.parent === null ? keyOf(resource) : `${resource.parent} > ${keyOf(resource)}`,
  );
}

/** The inputs of the resource with that key; fails where there is none, or more than one. */
export function inputsOf({ resources }: RecordedStack, key: string): Record<string, RecordedValue> {
  const [found, ...others] = resources.filter((resource) => keyOf(resource) === key);
  if (found === undefined || others.length > 0) {
    throw new Error(`Expected one ${key} among:\n${resources.map(keyOf).join("\n")}`);
  }
  return found.inputs;
}

/** The inputs of each resource by its key, without those of components, which have none. */
export function listInputs({ resources }: RecordedStack): Record<string, unknown> {
  const custom = resources.filter((resource) => resource.custom);
  return Object.fromEntries(custom.map((resource) => [keyOf(resource), resource.inputs]));
}

/** A recording's data with `UNKNOWN` wherever the other recording, a preview's, has it. */
export function forget(known: RecordedValue, preview: RecordedValue | undefined): RecordedValue {
  if (preview === UNKNOWN) {
    return UNKNOWN;
  }
  if (Array.isArray(known)) {
    const items = Array.isArray(preview) ? preview : [];
    return known.map((item, index) => forget(item, items[index]));
  }
  if (known === null || typeof known !== "object") {
    return known;
  }
  const object = Object(preview) as Record<string, RecordedValue>;
  return Object.fromEntries(
    Object.entries(known).map(([key, item]) => [key, forget(item, object[key])]),
  );
}

/** The paths of what is unknown, such as `origins.0.domainName`. */
export function listUnknown(value: RecordedValue, path: string[] = []): string[] {
  if (value === UNKNOWN) {
    return [path.join(".")];
  }
  return value === null || typeof value !== "object"
    ? []
    : Object.entries(value).flatMap(([key, item]) => listUnknown(item, [...path, key]));
}
