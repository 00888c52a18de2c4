import { matchesGlob } from "./path-pattern";

/** Which headers, cookies or query strings a policy means; names as the policy compares them. */
export interface ValueSelector {
  readonly kind: "none" | "whitelist" | "allExcept" | "all";
  readonly names: ReadonlySet<string>;
  /** What a whitelist means besides: legacy cookie lists know `*` and `?` (CF-KEY-06). */
  readonly globs: readonly string[];
}

const noNames: ReadonlySet<string> = new Set();

/** Makes a selector; `names` count for `whitelist` and `allExcept` only. */
export function makeSelector(
  kind: ValueSelector["kind"],
  names: Iterable<string> = [],
): ValueSelector {
  const listsNames = kind === "whitelist" || kind === "allExcept";
  return { kind, names: listsNames ? new Set(names) : noNames, globs: [] };
}

/** Makes a whitelist in whose names `*` stands for any characters and `?` for exactly one. */
export function makeGlobSelector(globs: readonly string[]): ValueSelector {
  return { kind: "whitelist", names: noNames, globs };
}

/** Whether a selector means the value of this name. */
export function isSelected(selector: ValueSelector, name: string): boolean {
  switch (selector.kind) {
    case "all":
      return true;
    case "none":
      return false;
    case "whitelist":
      return selector.names.has(name) || selector.globs.some((glob) => matchesGlob(glob, name));
    case "allExcept":
      return !selector.names.has(name);
  }
}

/** What goes to the origin, given what is in the cache key and what the ORP adds (CF-ORP-05). */
export function combineSelectors(inKey: ValueSelector, added: ValueSelector): ValueSelector {
  if (inKey.kind === "none" || added.kind === "none") {
    return inKey.kind === "none" ? added : inKey;
  }
  if (inKey.kind === "all" || added.kind === "all") {
    return makeSelector("all");
  }
  if (inKey.kind === "whitelist") {
    return added.kind === "whitelist"
      ? makeSelector("whitelist", [...inKey.names, ...added.names])
      : makeSelector("allExcept", without(added.names, inKey.names));
  }
  return added.kind === "whitelist"
    ? makeSelector("allExcept", without(inKey.names, added.names))
    : // AMB-03: the guide blocks what either list blocks, though a name that only the ORP blocks
      // is in the key.
      makeSelector("allExcept", [...inKey.names, ...added.names]);
}

function without(names: ReadonlySet<string>, taken: ReadonlySet<string>): string[] {
  return [...names].filter((name) => !taken.has(name));
}
