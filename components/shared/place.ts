import { isPlain } from "./inputs";
import type { Problem } from "./problems";

/** Where a value stands in the arguments, and the list into which its problems go. */
export interface Place {
  /** Whose arguments these are, as an error begins: `BeanstalkApp "web"`. */
  subject: string;
  /** `""` at the top. */
  path: string;
  problems: Problem[];
}

/** The place of a part of it: `.name` or `[0]`. */
export function below(place: Place, step: string): Place {
  return { ...place, path: place.path === "" ? step.replace(/^\./, "") : `${place.path}${step}` };
}

export function addProblem(place: Place, must: string, remedy: string, value?: unknown): void {
  place.problems.push({ path: place.path, must, value, remedy });
}

/** Adds a problem, and answers what to read on with. */
export function refuse<S>(
  place: Place,
  given: unknown,
  must: string,
  remedy: string,
  settled: S,
): S {
  if (given === undefined) {
    addProblem(place, "must be given", `It ${must}.`);
  } else if (!isPlain(given)) {
    addProblem(place, "must be known before the deployment", "Give a plain value, not an output.");
  } else {
    addProblem(place, must, given === null ? "Give a value, or leave it out." : remedy, given);
  }
  return settled;
}
