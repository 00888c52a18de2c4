import * as path from "node:path";
import { Command } from "commander";
import { print, report, runCommand } from "../local-stage/command-line";
import type { Check } from "./check";
import { isOk, renderChecks } from "./check";
import { runInterruptible } from "./interruptible";
import { checkAws } from "./preflight/check-aws";
import { checkPulumi } from "./preflight/check-pulumi";
import { checkStage } from "./preflight/check-stage";
import { readStageName } from "./pulumi-cli";

const PROJECT = path.resolve(__dirname, "..");

interface PreflightOptions {
  stack: string;
  json?: boolean;
}

const command = new Command("npm run preflight --")
  .description(
    "Checks all that `pulumi up` needs, and says at once what is missing. It creates nothing.",
  )
  .option("--stack <name>", "the stack that is to be deployed", "dev")
  .option("--json", "print the checks as one JSON object")
  .action(preflight);

void runCommand(command);

async function preflight({ stack, json }: PreflightOptions): Promise<void> {
  const checks = await runInterruptible((signal) => runChecks(stack, signal));
  const ok = isOk(checks);
  print(json ? JSON.stringify({ stack, ok, checks }, null, 2) : renderChecks(checks));
  process.exitCode = ok ? 0 : 1;
}

async function runChecks(stack: string, signal: AbortSignal): Promise<Check[]> {
  const projectDirectory = PROJECT;
  const environment = process.env;
  const [pulumi, stage] = await Promise.all([
    checkPulumi({ projectDirectory, environment, signal }, stack),
    checkStage({ projectDirectory, stage: readStageName(stack), report, signal }),
  ]);
  const aws = await checkAws({ ...stage, directory: projectDirectory, environment, signal });
  return [...pulumi, stage.check, ...aws];
}
