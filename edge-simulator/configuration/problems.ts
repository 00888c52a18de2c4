import type { z } from "zod";

/** One thing wrong with a configuration, with everything its author needs to put it right. */
export interface Problem {
  /** Where, in CloudFront's own names: `DistributionConfig.CacheBehaviors.Items[0].PathPattern`. */
  readonly path: string;
  /** What is asked of the value, as the end of a sentence: `must be one of "a", "b"`. */
  readonly rule: string;
  /** What was given; `undefined` when nothing was. */
  readonly value: unknown;
  /** What to do about it, as a sentence. */
  readonly remedy: string;
  /**
   * Where all that is wrong is that a field isn't simulated: the keys that lead to it. Naming it
   * under `ignore` passes it over.
   */
  readonly unsimulatedField?: readonly PropertyKey[];
}

const longestShownValue = 80;

/** Turns what zod found wrong in `input` into problems whose paths start with `root`. */
export function describeIssues(
  root: string,
  input: unknown,
  issues: readonly z.core.$ZodIssue[],
): Problem[] {
  return issues.flatMap((issue) => describeIssue(root, input, issue));
}

/** Writes one problem as a line. */
export function formatProblem({ path, rule, value, remedy }: Problem): string {
  const given = value === undefined ? "" : `, got ${formatValue(value)}`;
  return `${path} ${rule}${given}. ${remedy}`;
}

function describeIssue(root: string, input: unknown, issue: z.core.$ZodIssue): Problem[] {
  const path = formatPath(root, issue.path);
  const value = valueAt(input, issue.path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: formatPath(path, [key]),
      rule: "is not a field that the edge simulator knows",
      value: valueAt(value, [key]),
      ...letIgnore([...issue.path, key], "Correct its spelling or remove it."),
    }));
  }
  if (issue.code === "custom") {
    const remedy = typeof issue.params?.remedy === "string" ? issue.params.remedy : "Correct it.";
    const isUnsimulated = issue.params?.isUnsimulated === true;
    const way = isUnsimulated ? letIgnore(issue.path, remedy) : { remedy };
    return [{ path, rule: issue.message, value, ...way }];
  }
  if (value === undefined) {
    return [{ path, rule: "is required", value, remedy: "Add it." }];
  }
  return [{ path, rule: describeRule(issue), value, remedy: "Correct it." }];
}

function letIgnore(
  field: readonly PropertyKey[],
  remedy: string,
): Pick<Problem, "remedy" | "unsimulatedField"> {
  const name = JSON.stringify(String(field.at(-1)));
  return { remedy: `${remedy} To go on without it, ignore ${name}.`, unsimulatedField: field };
}

function describeRule(issue: z.core.$ZodIssue): string {
  // The schemas write their own rules as the end of a sentence; the rest is said here.
  if (issue.message.startsWith("must ")) {
    return issue.message;
  }
  switch (issue.code) {
    case "invalid_type":
      return `must be of type ${issue.expected}`;
    case "invalid_value":
      return `must be one of ${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
    case "too_small":
      return `must be at least ${issue.minimum}${unitOf(issue.origin)}`;
    case "too_big":
      return `must be at most ${issue.maximum}${unitOf(issue.origin)}`;
    default:
      return `is not valid (${issue.message})`;
  }
}

function unitOf(origin: string): string {
  if (origin === "string") {
    return " characters long";
  }
  return origin === "array" ? " items long" : "";
}

function formatPath(root: string, keys: readonly PropertyKey[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === "number") {
      return `${path}[${key}]`;
    }
    const name = String(key);
    return /^\w+$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
  }, root);
}

function valueAt(input: unknown, keys: readonly PropertyKey[]): unknown {
  return keys.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined,
    input,
  );
}

function formatValue(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= longestShownValue ? text : `${text.slice(0, longestShownValue)}…`;
}
