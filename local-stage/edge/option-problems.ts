import type { Problem } from "../../edge-simulator";
import { formatProblem } from "../../edge-simulator";

/** A problem of the simulator's, under the name of the option that it comes from. */
export function formatForOptions(problem: Problem): string {
  const path = problem.path
    .replace(/^origins\.origin$/, "--origin")
    .replace(/^origins\b/, "--origin-override")
    .replace(/^country$/, "--country")
    .replace(/^ignore\b.*/, "--ignore");
  const remedy = problem.remedy.replace(/\bignore "(.*?)"/, "use --ignore $1");
  return formatProblem({ ...problem, path, remedy });
}
