import type { ValueSelectionSettings } from "./value-selections";
import { ValueBehavior } from "./value-selections";

/** These values and no others. */
export function selectNames(names: string[]): ValueSelectionSettings {
  return { behavior: names.length > 0 ? ValueBehavior.Whitelist : ValueBehavior.None, names };
}

/** Whether a value of this name is meant. */
export function isSelected({ behavior, names }: ValueSelectionSettings, name: string): boolean {
  switch (behavior) {
    case ValueBehavior.None:
      return false;
    case ValueBehavior.All:
      return true;
    case ValueBehavior.Whitelist:
      return names.includes(name);
    case ValueBehavior.AllExcept:
      return !names.includes(name);
  }
}

/** What the one selection has and the other has not. */
export function subtract(
  selection: ValueSelectionSettings,
  taken: ValueSelectionSettings,
): ValueSelectionSettings {
  if (!isEndless(selection)) {
    return selectNames(listNames(selection).filter((name) => !isSelected(taken, name)));
  }
  if (isEndless(taken)) {
    return selectNames(listNames(taken).filter((name) => isSelected(selection, name)));
  }
  const names = [...new Set([...listNames(selection), ...listNames(taken)])];
  return { behavior: names.length > 0 ? ValueBehavior.AllExcept : ValueBehavior.All, names };
}

function isEndless({ behavior }: ValueSelectionSettings): boolean {
  return behavior === ValueBehavior.All || behavior === ValueBehavior.AllExcept;
}

/** The names that count. */
function listNames({ behavior, names }: ValueSelectionSettings): string[] {
  return behavior === ValueBehavior.Whitelist || behavior === ValueBehavior.AllExcept ? names : [];
}

/** A selection in words, `all cookies but a, b`; nothing for none. */
export function describeSet(
  what: string,
  { behavior, names }: ValueSelectionSettings,
): string | undefined {
  switch (behavior) {
    case ValueBehavior.None:
      return undefined;
    case ValueBehavior.Whitelist:
      return `the ${what} ${names.join(", ")}`;
    case ValueBehavior.AllExcept:
      return `all ${what} but ${names.join(", ")}`;
    case ValueBehavior.All:
      return `all ${what}`;
  }
}
