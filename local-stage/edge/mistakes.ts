import { UserError } from "../user-error";

/** @throws UserError with all mistakes, a sentence or two each, unless there are none */
export function refuseMistakes(mistakes: readonly string[]): void {
  const [first, ...others] = mistakes;
  if (first === undefined) {
    return;
  }
  throw new UserError(
    others.length === 0
      ? first
      : `${mistakes.length} mistakes:\n${mistakes.map((mistake) => `  - ${mistake}`).join("\n")}`,
  );
}
