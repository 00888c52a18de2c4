import * as path from "node:path";
import { Command } from "commander";
import { readFacts } from "../../docs/fact-tables/facts";
import { print, report, runCommand } from "../../local-stage/command-line";
import { countFacts, describeProblems } from "./count-facts";
import { MUTATIONS } from "./mutations";
import { readTestTitles } from "./read-test-titles";
import { renderCount } from "./render-count";
import type { MutationResult } from "./run-mutations";
import { runMutations } from "./run-mutations";

interface FactsOptions {
  mutate?: boolean;
  json?: boolean;
}

const PROJECT = path.resolve(__dirname, "../..");

const command = new Command("npm run edge:facts --")
  .description(
    "Shows which facts of CloudFront's behaviour the titles of tests name, and which aren't simulated",
  )
  .option("--mutate", "break rules of the edge simulator one by one, and see whether tests notice")
  .option("--json", "print data")
  .addHelpText(
    "after",
    `
Exit code 1: a fact is in neither of the two or in both, a test names an id that
edge-simulator/facts.json doesn't have, or a broken rule goes unnoticed.`,
  )
  .action(({ mutate, json }: FactsOptions) => (mutate ? mutateRules(json) : showCount(json)));

void runCommand(command);

async function showCount(json: boolean | undefined): Promise<void> {
  const count = countFacts(readFacts(), await readTestTitles(PROJECT));
  print(json ? JSON.stringify(count, null, 2) : renderCount(count));
  const problems = describeProblems(count);
  problems.forEach(report);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

async function mutateRules(json: boolean | undefined): Promise<void> {
  report(`Running the specs with nothing broken, then with ${MUTATIONS.length} rules broken…`);
  const results = await runMutations(PROJECT, MUTATIONS, (result) => {
    (json ? report : print)(describeResult(result));
  });
  const noticed = results.filter(({ isNoticed }) => isNoticed);
  print(
    json ? JSON.stringify(results, null, 2) : `${noticed.length} of ${results.length} noticed.`,
  );
  process.exitCode = noticed.length === results.length ? 0 : 1;
}

function describeResult({ mutation, isNoticed, noticedBy, failure }: MutationResult): string {
  const { facts, file } = mutation;
  const [reason = "no test that names it fails"] = failure?.split("\n") ?? [];
  const outcome = isNoticed ? `failing tests: ${noticedBy.length}` : reason;
  const word = isNoticed ? "noticed  " : "UNNOTICED";
  return `${word} ${facts.join(" ").padEnd(20)} edge-simulator/${file}: ${outcome}`;
}
