import type * as pulumi from "@pulumi/pulumi";
import { isPlain } from "./inputs";
import type { Problem } from "./problems";

/** A value that a rule is about, and where it stands. */
export interface Subject<Value> {
  path: string;
  value: Value;
  /** What the message shows in the value's place; `undefined` shows nothing. Defaults to the value. */
  shown?: unknown;
}

/**
 * A row of a component's table of rules: what must hold between arguments, beyond each one's own
 * type and range.
 */
export interface RuleRow<Settings, Value> {
  /** Unique in the project; tests name it. */
  id: string;
  /** The documentation page, or the pitfall in `docs/provider-pitfalls.md`, that it comes from. */
  source: string;
  /** The values that it is about; none where it does not apply. */
  of: (settings: Settings) => Subject<Value>[];
  holds: (value: Value, settings: Settings) => boolean;
  /** The rest of a sentence that begins with the path. */
  must: string | ((value: Value, settings: Settings) => string);
  /** What to do about it, as a whole sentence. */
  remedy: string | ((value: Value, settings: Settings) => string);
  /** Whether breaking it only warns. Defaults to false. */
  isWarning?: boolean;
}

/** A row whose type of value nobody needs to know any more. */
export interface Rule<Settings> {
  id: string;
  source: string;
  isWarning: boolean;
  find(settings: Settings): Problem[];
}

/** Makes rows of a table of rules over these settings. */
export function rulesOn<Settings>() {
  return <Value>(row: RuleRow<Settings, Value>): Rule<Settings> => ({
    id: row.id,
    source: row.source,
    isWarning: row.isWarning ?? false,
    find: (settings) =>
      row
        .of(settings)
        .filter(({ value }) => !row.holds(value, settings))
        .map((subject) => ({
          path: subject.path,
          must: tell(row.must, subject.value, settings),
          value: "shown" in subject ? subject.shown : subject.value,
          remedy: tell(row.remedy, subject.value, settings),
          ruleId: row.id,
        })),
  });
}

/** The one value of a rule; none where it is left out, or not known yet. */
export function at<Value>(path: string, value: pulumi.Input<Value> | undefined): Subject<Value>[] {
  return value === undefined || !isPlain(value) ? [] : [{ path, value: value as Value }];
}

/** A list as a message shows it: the empty one says nothing. */
export function shownUnlessEmpty<Value>(values: Value[]): Value[] | undefined {
  return values.length === 0 ? undefined : values;
}

/** Each entry of a list, as `list[0]` and so on. */
export function each<Value>(
  path: string,
  values: pulumi.Input<Value>[] | undefined,
): Subject<Value>[] {
  return (values ?? []).flatMap((value, index) => at(`${path}[${index}]`, value));
}

/** Each value of a record, as `record.name`. */
export function eachNamed<Value>(
  path: string,
  values: Record<string, pulumi.Input<Value>> | undefined,
): Subject<Value>[] {
  return Object.entries(values ?? {}).flatMap(([name, value]) => at(`${path}.${name}`, value));
}

/**
 * Each subject with the path of an earlier one of the same value, for what must differ; the message
 * shows the value itself.
 */
export function withEarlier<Value>(subjects: Subject<Value>[]): Subject<string | undefined>[] {
  return subjects.map(({ path, value }, index) => ({
    path,
    value: subjects.slice(0, index).find((other) => other.value === value)?.path,
    shown: value,
  }));
}

/**
 * The problems of all rules. What stands in a place that has a problem already, or in one below or
 * above it, is left out: a value that could not be read is no ground for further complaints.
 */
export function findBrokenRules<Settings>(
  rules: Rule<Settings>[],
  settings: Settings,
  known: Problem[],
): { errors: Problem[]; warnings: Problem[] } {
  const isNew = ({ path }: Problem) => !known.some((other) => overlaps(path, other.path));
  const find = (isWarning: boolean) =>
    rules
      .filter((rule) => rule.isWarning === isWarning)
      .flatMap((rule) => rule.find(settings))
      .filter(isNew);
  return { errors: find(false), warnings: find(true) };
}

function overlaps(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return long === short || (long.startsWith(short) && /^[.[]/.test(long.slice(short.length)));
}

function tell<Value, Settings>(
  message: string | ((value: Value, settings: Settings) => string),
  value: Value,
  settings: Settings,
): string {
  return typeof message === "string" ? message : message(value, settings);
}
