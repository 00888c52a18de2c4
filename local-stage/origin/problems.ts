import { UserError } from "../user-error";

/** Output lines as a block to be put below a sentence; empty when there are none. */
export function quoteLines(lines: readonly string[]): string {
  return lines.map((line) => `\n    ${line}`).join("");
}

/** Resolves when every check did; else rejects with one UserError that holds all problems. */
export async function throwProblems(checks: readonly Promise<unknown>[]): Promise<void> {
  const results = await Promise.allSettled(checks);
  const reasons = results
    .filter((result) => result.status === "rejected")
    .map((result): unknown => result.reason);
  const unexpected = reasons.find((reason) => !(reason instanceof UserError));
  if (unexpected !== undefined) {
    throw unexpected;
  }
  const problems = reasons.filter((reason) => reason instanceof UserError);
  if (problems.length > 0) {
    throw new UserError(problems.map((problem) => problem.message).join("\n"));
  }
}
