import { formatProblem, type Problem } from "./problems";

/**
 * Thrown when a simulator is made from a configuration that it can't follow. It holds every
 * problem of that configuration, not only the first; the message is one line for each.
 */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";

  constructor(readonly problems: readonly Problem[]) {
    const lines = problems.map(formatProblem);
    super(
      lines.length === 1
        ? `EdgeSimulator: ${lines[0]}`
        : `EdgeSimulator: ${lines.length} problems:\n${lines.map((line) => `  - ${line}`).join("\n")}`,
    );
  }
}
