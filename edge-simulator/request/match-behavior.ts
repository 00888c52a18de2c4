import type { Behavior, CompiledDistribution } from "../configuration/compiled-distribution";
import { matchesPath, normalizePath } from "./path-pattern";

/** The path that is served: the default root object for exactly `/` (CF-RT-04), else the path. */
export function resolveRootPath(distribution: CompiledDistribution, path: string): string {
  return path === "/" ? (distribution.defaultRootPath ?? path) : path;
}

/** The behavior of a path: the first that matches, in listed order (CF-RT-02). */
export function matchBehavior(distribution: CompiledDistribution, path: string): Behavior {
  const normalized = normalizePath(path);
  const behavior = distribution.behaviors.find(({ pathPattern }) =>
    matchesPath(pathPattern, normalized),
  );
  if (behavior === undefined) {
    throw new Error("A distribution has a default behavior.");
  }
  return behavior;
}
