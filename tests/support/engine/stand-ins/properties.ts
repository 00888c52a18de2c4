import { isDeepStrictEqual } from "node:util";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";

/** A resource's inputs or outputs, as the engine sends them. */
export type Properties = Record<string, unknown>;

/** What the engine takes for a value that is known after the deployment alone. */
export const UNKNOWN: unknown = unknownValue;

/** The top-level properties in which two sets differ; those left out count as undefined. */
export function listDifferences(before: Properties, after: Properties): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => !isDeepStrictEqual(before[key], after[key]))
    .sort();
}

export function pick(properties: Properties, keys: Iterable<string>): Properties {
  const wanted = new Set(keys);
  return Object.fromEntries(Object.entries(properties).filter(([key]) => wanted.has(key)));
}

export function omit(properties: Properties, keys: string[]): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => !keys.includes(key)));
}

/** A text among the properties; empty where it is none. */
export function textOf(properties: Properties, key: string): string {
  const value = properties[key];
  return typeof value === "string" ? value : "";
}

/** How a value, at some depth, differs. */
export interface ValueDifference {
  /** As the engine writes it: `environment.NAME`, `triggers[0]`. */
  path: string;
  kind: "add" | "delete" | "update";
}

/** Where the values of a property differ, as deep as they have the same shape. */
export function listValueDifferences(
  path: string,
  before: unknown,
  after: unknown,
): ValueDifference[] {
  if (isDeepStrictEqual(before, after)) {
    return [];
  }
  if (before === undefined || after === undefined) {
    return [{ path, kind: before === undefined ? "add" : "delete" }];
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, index) =>
      listValueDifferences(`${path}[${index}]`, before[index], after[index]),
    ).flat();
  }
  if (isMap(before) && isMap(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      listValueDifferences(`${path}.${key}`, before[key], after[key]),
    );
  }
  return [{ path, kind: "update" }];
}

function isMap(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
