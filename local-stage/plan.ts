import * as path from "node:path";
import { Command, Option } from "commander";
import { print, report, runCommand } from "./command-line";
import { evaluateStack } from "./evaluate/evaluate";
import { maskSecrets } from "./recorded-stack";
import { renderMarkdown, renderTree } from "./render-plan";

interface PlanOptions {
  stack: string;
  json?: boolean;
  markdown?: boolean;
}

const command = new Command("npm run plan --")
  .description("Shows what `pulumi up` would create, without an AWS account")
  .option("--stack <name>", "the stack; its configuration is in Pulumi.<name>.yaml", "dev")
  .addOption(new Option("--json", "print the recorded stack as JSON").conflicts("markdown"))
  .option("--markdown", "print a table for a pull request")
  .action(plan);

void runCommand(command);

async function plan({ stack, json, markdown }: PlanOptions): Promise<void> {
  const projectDirectory = path.resolve(__dirname, "..");
  const recorded = maskSecrets(await evaluateStack({ projectDirectory, stack, report }));
  if (json) {
    print(JSON.stringify(recorded, null, 2));
  } else {
    print(markdown ? renderMarkdown(recorded) : renderTree(recorded));
  }
}
