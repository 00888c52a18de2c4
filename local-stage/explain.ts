import * as path from "node:path";
import { Command, Option } from "commander";
import type {
  CompiledDistribution,
  DistributionConfig,
  ExplainedExchange,
  Policies,
} from "../edge-simulator";
import {
  addManagedPolicies,
  compileDistribution,
  explainRequest,
  findProblems,
  formatProblem,
  renderExplanation,
} from "../edge-simulator";
import { print, report, runCommand } from "./command-line";
import { refuseMistakes } from "./edge/mistakes";
import { readStageFile } from "./edge/stage-file";
import { evaluateStack } from "./evaluate/evaluate";
import { readHeaders, readRequest } from "./explain/read-request";
import type { RecordedStack } from "./recorded-stack";
import { maskSecrets } from "./recorded-stack";
import type { EdgeParts } from "./stage-parts";
import { findEdgeParts } from "./stage-parts";

const PROJECT = path.resolve(__dirname, "..");

interface ExplainOptions {
  stack: string;
  stage?: string;
  header: string[];
  responseHeader: string[];
  responseStatus: string;
  scheme: "http" | "https";
  country?: string;
  json?: boolean;
}

const command = new Command("npm run explain --")
  .description(
    "Says what CloudFront would do with a request to a stage, and why, without sending any: " +
      "behavior, cache key, what the origin gets, what is kept, for how long and by which rule.",
  )
  .argument("<request>", 'such as "GET /search?q=a"')
  .option("--stack <name>", "the stack; its configuration is in Pulumi.<name>.yaml", "dev")
  .addOption(
    new Option(
      "--stage <file>",
      "what npm -s run plan -- --json printed, instead; - reads it here",
    ).conflicts("stack"),
  )
  .option("-H, --header <header>", "a header of the request; may be repeated", addTo, [])
  .option("--response-status <status>", "what the origin answers", "200")
  .option("--response-header <header>", "a header of its answer; may be repeated", addTo, [])
  .addOption(
    new Option("--scheme <scheme>", "how the viewer asks")
      .choices(["http", "https"])
      .default("https"),
  )
  .option("--country <code>", "where the viewer is, such as DE (default: nobody knows)")
  .option("--json", "print data")
  .addHelpText(
    "after",
    `
A behavior's functions are run, with what the stack itself puts into their key value stores.

Examples:
  npm run explain -- "GET /"
  npm run explain -- --stack prod "GET /search?q=a" -H "Cookie: id=1" \\
    --response-header "Cache-Control: max-age=60"`,
  )
  .action(explain);

void runCommand(command);

async function explain(line: string, options: ExplainOptions): Promise<void> {
  const mistakes: string[] = [];
  const exchange = readExchange(line, options, mistakes);
  const { stack, stage } = options;
  const recorded = stage === undefined ? undefined : readStageFile(stage, mistakes);
  refuseMistakes(mistakes);
  const parts = findEdgeParts(recorded ?? (await evaluate(stack)));
  const distribution = compile(parts, options.country);
  const explanation = await explainRequest(distribution, exchange, parts.functions);
  print(options.json ? JSON.stringify(explanation, null, 2) : renderExplanation(explanation));
}

function readExchange(
  line: string,
  { header, responseHeader, responseStatus, scheme, country }: ExplainOptions,
  mistakes: string[],
): ExplainedExchange {
  const headers = readHeaders("--header", header, mistakes);
  const viewer = { headers, scheme, viewerCountry: country };
  return {
    request: readRequest(line, viewer, mistakes),
    response: {
      status: readStatus(responseStatus, mistakes),
      headers: readHeaders("--response-header", responseHeader, mistakes),
    },
    nowMs: Date.now(),
  };
}

/** @throws UserError with everything that the simulator has against it */
function compile(
  { distribution, policies: own, keyGroups, functions }: EdgeParts,
  country: string | undefined,
): CompiledDistribution {
  const policies = own as Partial<Policies>;
  const problems = findProblems({ distribution, policies, keyGroups, functions, country });
  refuseMistakes(problems.map(formatProblem));
  return compileDistribution(
    distribution as DistributionConfig,
    addManagedPolicies(policies),
    {},
    keyGroups,
  );
}

/** Secrets are shown as such. */
async function evaluate(stack: string): Promise<RecordedStack> {
  return maskSecrets(await evaluateStack({ projectDirectory: PROJECT, stack, report }));
}

function readStatus(text: string, mistakes: string[]): number {
  if (!/^[2-5]\d\d$/.test(text)) {
    mistakes.push(
      `--response-status must be a final status from 200 to 599, got "${text}". Correct it.`,
    );
  }
  return Number(text);
}

function addTo(text: string, previous: string[]): string[] {
  return [...previous, text];
}
