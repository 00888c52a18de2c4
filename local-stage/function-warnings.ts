import { lintFunctionCode, type EdgeFunction } from "../edge-simulator";

/** What of the functions' code CloudFront might not run: a line each. */
export function listFunctionWarnings(functions: Record<string, EdgeFunction>): string[] {
  return Object.values(functions).flatMap(({ name, code }) =>
    lintFunctionCode(code).map(
      ({ line, message }) => `Function "${name}", line ${line}: ${message}.`,
    ),
  );
}
