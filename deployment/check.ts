import { UserError } from "../local-stage/user-error";

export type Verdict = "pass" | "warning" | "fail";

/** What came of looking at one thing. */
export interface Finding {
  verdict: Verdict;
  /** What was found; for a failure also what to do. */
  detail: string;
}

/** One thing that was looked at. */
export interface Check extends Finding {
  name: string;
}

const MARKS: Record<Verdict, string> = { pass: "✓", warning: "!", fail: "✗" };

/** Looks at one thing: a text passes, and what the user can put right is a failure of the check. */
export async function check(name: string, look: () => Promise<string | Finding>): Promise<Check> {
  try {
    const found = await look();
    return typeof found === "string"
      ? { name, verdict: "pass", detail: found }
      : { name, ...found };
  } catch (error) {
    if (error instanceof UserError) {
      return { name, verdict: "fail", detail: error.message };
    }
    throw error;
  }
}

/** Whether nothing failed; warnings may be. */
export function isOk(checks: Check[]): boolean {
  return checks.every(({ verdict }) => verdict !== "fail");
}

/** One line a check; what a detail has beyond its first line stands below. */
export function renderChecks(checks: Check[]): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  return checks
    .map(({ name, verdict, detail }) => {
      const indented = detail.replaceAll("\n", `\n${" ".repeat(4)}`);
      return `${MARKS[verdict]} ${name.padEnd(width)}  ${indented}`;
    })
    .join("\n");
}
