import { Command, Option } from "commander";
import suites from "http-cache-tests/tests/index.mjs";
import type { Suite } from "http-cache-tests/tests/index.mjs";
import { print, report, runCommand } from "../../local-stage/command-line";
import { UserError } from "../../local-stage/user-error";
import { readDifferences } from "./differences";
import { describeProblems, judgeResults } from "./judge-results";
import { renderCounts, renderDifferences } from "./render-tests";
import { runSuites } from "./run-suites";

interface ConformanceOptions {
  json?: boolean;
  id?: string;
}

const command = new Command("npm run test:conformance --")
  .description(
    "Holds the edge simulator against http-cache-tests, a public suite of what RFC 9111 asks of caches",
  )
  .option("--json", "print data: each test, what it wants and what it has come to")
  .addOption(
    new Option("--id <test>", "run one test, and print its requests and responses").conflicts(
      "json",
    ),
  )
  .addHelpText(
    "after",
    `
Differs: CloudFront is documented not to do what the suite requires (tests/conformance/differences.json).
Undecided: passes, but a test that it depends on doesn't.
Optimal, checks: what a cache may do, and what it does; how many are answered with yes.

Exit code 1: a required test fails that no difference names, or a difference names one that passes.`,
  )
  .action(({ json, id }: ConformanceOptions) => (id === undefined ? runAll(json) : runOne(id)));

void runCommand(command);

async function runAll(json: boolean | undefined): Promise<void> {
  const applicable = selectTests(({ browser_only }) => browser_only !== true);
  report("Running the suite…");
  const results = await runSuites(applicable);
  const differences = readDifferences();
  const tests = judgeResults(applicable, results, differences);
  if (json) {
    print(JSON.stringify({ tests, differences }, null, 2));
  } else {
    print(`${renderDifferences(tests, differences)}\n\n${renderCounts(tests)}`);
  }
  const problems = describeProblems(tests, differences);
  problems.forEach(report);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

async function runOne(id: string): Promise<void> {
  const chosen = selectTests((test) => test.id === id);
  const test = chosen[0]?.tests[0];
  if (test === undefined) {
    throw new UserError(`The suite has no test "${id}". See all of them with --json.`);
  }
  test.dump = true;
  const results = await runSuites(chosen);
  for (const { wants, outcome, found } of judgeResults(chosen, results, readDifferences())) {
    print(found === undefined ? `${wants}\n${outcome}` : `${wants}\n${outcome}: ${found}`);
    process.exitCode = outcome === "failed" ? 1 : 0;
  }
}

function selectTests(isMeant: (test: Suite["tests"][number]) => boolean): Suite[] {
  return suites
    .map((suite) => ({ ...suite, tests: suite.tests.filter(isMeant) }))
    .filter(({ tests }) => tests.length > 0);
}
