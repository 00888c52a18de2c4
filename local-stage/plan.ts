import * as path from "node:path";
import { Command, Option } from "commander";
import { print, report, runCommand } from "./command-line";
import { evaluateStack } from "./evaluate/evaluate";
import { splitBehaviors } from "./plan/behavior-changes";
import {
  listDifferences,
  renderDifferences,
  renderDifferencesMarkdown,
} from "./plan/compare-stages";
import { diffStacks } from "./plan/diff-stacks";
import { evaluateBase, findBase } from "./plan/evaluate-base";
import { fenceBlock } from "./plan/markdown";
import { renderChanges, renderChangesMarkdown } from "./plan/render-diff";
import { describePlan, renderMarkdown, renderTree } from "./plan/render-plan";
import type { RecordedStack } from "./recorded-stack";
import { maskSecrets } from "./recorded-stack";
import { UserError } from "./user-error";

interface PlanOptions {
  stack: string;
  compare?: string[];
  base?: string;
  json?: boolean;
  markdown?: boolean;
}

const PROJECT = path.resolve(__dirname, "..");

const command = new Command("npm run plan --")
  .description("Shows what `pulumi up` would create, without an AWS account")
  .option("--stack <name>", "the stack; its configuration is in Pulumi.<name>.yaml", "dev")
  .addOption(
    new Option(
      "--compare <names...>",
      "show what differs between two stacks, as in: dev prod",
    ).conflicts(["base", "stack"]),
  )
  .option(
    "--base <directory>",
    "show what changes since another checkout, such as a worktree of the main branch",
  )
  .addOption(new Option("--json", "print data").conflicts("markdown"))
  .option("--markdown", "print tables for a pull request, at most 60,000 bytes")
  .addHelpText(
    "after",
    `
Examples:
  npm run plan -- --stack dev
  npm run plan -- --compare dev prod
  npm run plan -- --stack prod --base ../main --markdown`,
  )
  .action(plan);

void runCommand(command);

async function plan(options: PlanOptions): Promise<void> {
  if (options.compare !== undefined) {
    return compareStages(options.compare, options);
  }
  if (options.base !== undefined) {
    return compareWithBase(options.base, options);
  }
  const recorded = maskSecrets(await evaluate(options.stack));
  show(options, {
    text: () => renderTree(recorded),
    markdown: () => renderMarkdown(recorded),
    data: () => describePlan(recorded),
  });
}

async function compareStages(names: string[], options: PlanOptions): Promise<void> {
  const [first, second, ...others] = names;
  if (first === undefined || second === undefined || others.length > 0) {
    throw new UserError(
      `--compare takes two stacks, got ${names.length}: ${names.join(" ")}. ` +
        "Give it two names, as in: --compare dev prod.",
    );
  }
  const stages = await Promise.all([evaluate(first), evaluate(second)]);
  const diff = diffStacks(...stages);
  show(options, {
    text: () => renderDifferences([first, second], diff, process.stdout.columns),
    markdown: () => renderDifferencesMarkdown([first, second], diff),
    data: () => listDifferences(diff),
  });
}

async function compareWithBase(directory: string, options: PlanOptions): Promise<void> {
  const { stack } = options;
  const projectDirectory = findBase(directory);
  const [head, base] = await Promise.all([
    evaluate(stack),
    evaluateBase({ projectDirectory, stack, report }),
  ]);
  if ("failure" in base) {
    return showWithoutBase(maskSecrets(head), base.failure, options);
  }
  const isNewStack = base.recorded === undefined;
  const diff = diffStacks(base.recorded ?? { ...head, resources: [] }, head);
  const changes = { project: head.project, stack, isNewStack, diff };
  show(options, {
    text: () => renderChanges(changes),
    markdown: () => renderChangesMarkdown(changes),
    data: () => ({
      project: head.project,
      stack,
      isNewStack,
      ...diff,
      behaviors: splitBehaviors(diff).behaviors,
    }),
  });
}

/** A base that no longer evaluates, or not here, is no reason to show nothing. */
function showWithoutBase(head: RecordedStack, failure: string, options: PlanOptions): void {
  const sentence = "The base could not be evaluated, so this is the whole plan.";
  show(options, {
    text: () => `${sentence} Its error:\n${failure}\n\n${renderTree(head)}`,
    markdown: () =>
      renderMarkdown(head, [`**${sentence}** Its error:`, fenceBlock(dropTrace(failure))]),
    data: () => ({ ...describePlan(head), baseError: failure }),
  });
}

/** The places in the sources say nothing to whoever reads a pull request. */
function dropTrace(failure: string): string {
  return failure.replace(/^ +at .*\n?/gm, "").trimEnd();
}

function evaluate(stack: string): Promise<RecordedStack> {
  return evaluateStack({ projectDirectory: PROJECT, stack, report });
}

/** One result in each form that a user can ask for. */
interface Result {
  text: () => string;
  markdown: () => string;
  data: () => unknown;
}

function show({ json, markdown }: PlanOptions, result: Result): void {
  if (json) {
    print(JSON.stringify(result.data(), null, 2));
  } else {
    print(markdown ? result.markdown() : result.text());
  }
}
