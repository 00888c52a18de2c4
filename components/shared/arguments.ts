import type { Field } from "./fields";
import type { Place } from "./place";
import type { Problem } from "./problems";
import { formatProblem, throwOnProblems } from "./problems";
import type { Rule } from "./rules";
import { findBrokenRules } from "./rules";

/** What is known of a component's arguments. */
export interface Definition<Args, Settings> {
  /** The type's name, as an error begins. */
  component: string;
  name: Field<string, string>;
  args: Field<Args, Settings>;
  rules: Rule<Settings>[];
}

/** Arguments that were read: with every default in place, and everything that is wrong with them. */
export interface ReadArguments<Settings> {
  settings: Settings;
  errors: Problem[];
  /** What a user should know of before deploying, though it may be meant. */
  warnings: Problem[];
}

/** Reads a component's name and arguments in one go. Pure but for what rules look up on disk. */
export function readArguments<Args, Settings>(
  definition: Definition<Args, Settings>,
  name: string,
  args: Args,
): ReadArguments<Settings> {
  const errors: Problem[] = [];
  const place: Place = { subject: describe(definition, name), path: "", problems: errors };
  definition.name.read(name, { ...place, path: "name" });
  const settings = definition.args.read(args, place);
  const broken = findBrokenRules(definition.rules, settings, errors);
  return {
    settings,
    errors: [...errors, ...broken.errors],
    warnings: broken.warnings,
  };
}

/**
 * The settings of a component, and its warnings as sentences.
 *
 * @throws pulumi.RunError that names every problem
 */
export function settle<Args, Settings>(
  definition: Definition<Args, Settings>,
  name: string,
  args: Args,
): { settings: Settings; warnings: string[] } {
  const { settings, errors, warnings } = readArguments(definition, name, args);
  const subject = describe(definition, name);
  throwOnProblems(subject, errors);
  return { settings, warnings: warnings.map((warning) => `${subject}: ${formatProblem(warning)}`) };
}

function describe({ component }: { component: string }, name: string): string {
  return `${component} "${name}"`;
}

/** The settings that have one of these fields. */
export function pick<Settings extends object, Key extends keyof Settings>(
  settings: Settings,
  fields: Record<Key, unknown>,
): Pick<Settings, Key> {
  const keys = Object.keys(fields) as Key[];
  return Object.fromEntries(keys.map((key) => [key, settings[key]])) as Pick<Settings, Key>;
}
