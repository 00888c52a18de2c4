import * as pulumi from "@pulumi/pulumi";

/** One thing that is wrong with the arguments of a component. */
export interface Problem {
  /** Where in the arguments, as a user would write it: `caching.behaviors[1].pathPattern`. */
  path: string;
  /** What must hold, as the rest of a sentence that begins with the path: `must begin with "/"`. */
  must: string;
  /** The value that was given; left out where there is none to show. */
  value?: unknown;
  /** What to do about it, as a whole sentence. */
  remedy: string;
  /** The rule that is broken, where it is one of a table's; see `Rule`. */
  ruleId?: string;
}

/**
 * Stops with one error that names every problem.
 *
 * @throws pulumi.RunError, which the Pulumi CLI prints as a message without a stack trace
 */
export function throwOnProblems(subject: string, problems: Problem[]): void {
  if (problems.length > 0) {
    const error = new pulumi.RunError(formatProblems(subject, problems));
    // Pulumi shows no stack of it, but colours the one that it has, over which Node 20 takes half a
    // minute where a problem is found late, among the SDK's promises.
    error.stack = "";
    throw error;
  }
}

/** The error text: one sentence for one problem, a list for several. */
export function formatProblems(subject: string, problems: Problem[]): string {
  const sentences = problems.map(formatProblem);
  return sentences.length === 1
    ? `${subject}: ${sentences[0]}`
    : `${subject} has ${sentences.length} problems:\n${sentences.map((s) => `  - ${s}`).join("\n")}`;
}

/** One problem as a sentence, and its remedy as another. */
export function formatProblem({ path, must, value, remedy }: Problem): string {
  const got = value === undefined ? "" : `, got ${formatValue(value)}`;
  return `${path} ${must}${got}. ${remedy}`;
}

/** JSON knows neither NaN nor functions. */
function formatValue(value: unknown): string {
  return typeof value === "number" || typeof value === "function"
    ? String(value)
    : JSON.stringify(value);
}
