import type { RecordedResource, RecordedStack } from "../../../local-stage/recorded-stack";

/** A resource at the top of its stack. */
export function describeResource(
  type: string,
  name: string,
  inputs: RecordedResource["inputs"] = {},
  others: Partial<RecordedResource> = {},
): RecordedResource {
  return { type, name, custom: true, inputs, parent: null, provider: null, ...others };
}

/** A stack of these resources, without outputs. */
export function describeStack(...resources: RecordedResource[]): RecordedStack {
  return { project: "shop", stack: "dev", resources, outputs: {} };
}
