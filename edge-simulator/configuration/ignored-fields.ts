import type { Problem } from "./problems";

/** The parts of a configuration that can have fields which aren't simulated. */
interface Parts {
  readonly distribution: unknown;
  readonly policies?: unknown;
}

/**
 * Whether a problem is only that a field isn't simulated, and the field is named: by its path, or
 * by the end of it, as `WebACLId` or `DefaultCacheBehavior.SmoothStreaming`.
 */
export function isIgnored({ path, unsimulatedField }: Problem, names: readonly string[]): boolean {
  return unsimulatedField !== undefined && names.some((name) => isEndOf(path, name));
}

/** A copy of a configuration without the fields that these problems are about. */
export function dropFields<Whole extends Parts>(whole: Whole, problems: readonly Problem[]): Whole {
  const { distribution, policies } = structuredClone({
    distribution: whole.distribution,
    policies: whole.policies,
  });
  for (const { path, unsimulatedField = [] } of problems) {
    const parents = unsimulatedField.slice(0, -1);
    const parent = parents.reduce<unknown>(
      (value, key) => Reflect.get(value as object, key),
      path.startsWith("policies") ? policies : distribution,
    );
    Reflect.deleteProperty(parent as object, unsimulatedField.at(-1) ?? "");
  }
  return { ...whole, distribution, policies };
}

/** The names that don't mean a field which isn't simulated. */
export function findIdleNames(names: readonly string[], problems: readonly Problem[]): Problem[] {
  const unsimulated = problems.filter((problem) => problem.unsimulatedField !== undefined);
  return names
    .filter((name) => !unsimulated.some(({ path }) => isEndOf(path, name)))
    .map((name) => ({
      path: "ignore",
      rule: "must name a field that is there and isn't simulated",
      value: name,
      remedy: "Leave it out.",
    }));
}

function isEndOf(path: string, name: string): boolean {
  return path === name || path.endsWith(`.${name}`);
}
