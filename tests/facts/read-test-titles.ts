import * as fs from "node:fs";
import * as path from "node:path";
import { runMocha } from "./run-mocha";

/**
 * The full titles of all tests that may show facts: those of the edge simulator, and of other specs
 * whose text has an id. No test is run; those that are skipped don't count.
 *
 * @param project the project's folder
 */
export async function readTestTitles(project: string): Promise<string[]> {
  const { passes } = await runMocha(project, ["--dry-run", ...listSpecs(project)]);
  return passes.map(({ fullTitle }) => fullTitle);
}

// Rows of the edge simulator's tests may come from files beside their specs. Loading all specs of
// the project would take its AWS SDK too.
function listSpecs(project: string): string[] {
  const tests = path.join(project, "tests");
  return fs
    .readdirSync(tests, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".spec.ts") && !file.startsWith(`facts${path.sep}`))
    .filter(
      (file) =>
        file.startsWith(`edge-simulator${path.sep}`) ||
        /\b(CF|RFC|AMB)-[A-Z\d]/.test(fs.readFileSync(path.join(tests, file), "utf8")),
    )
    .map((file) => path.join(tests, file));
}
