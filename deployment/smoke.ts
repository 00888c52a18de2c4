import * as path from "node:path";
import { setTimeout } from "node:timers/promises";
import { Command, InvalidArgumentError } from "commander";
import { print, report, runCommand } from "../local-stage/command-line";
import { isOk, renderChecks } from "./check";
import { runInterruptible } from "./interruptible";
import { readOutputs, readVersion } from "./pulumi-cli";
import type { DeployedStage } from "./smoke/deployed-stage";
import { readDeployedStage } from "./smoke/deployed-stage";
import type { Clock } from "./smoke/retry";
import { runSmokeChecks } from "./smoke/run-smoke-checks";
import { REQUEST_LIMITS, sendRequest } from "./smoke/send-request";
import type { SmokeCheck } from "./smoke/smoke-check";

const PROJECT = path.resolve(__dirname, "..");

/** CloudFront deploys within minutes: who waits for an hour waits for something else. */
const MAX_WAIT_SECONDS = 3600;

interface SmokeCommandOptions {
  stack: string;
  json?: boolean;
  path?: string;
  wait: number;
}

const command = new Command("npm run smoke --")
  .description(
    "Asks a deployed stage over HTTP whether it serves, caches, and is closed past CloudFront. " +
      "Its requests take 2 minutes at most, and the time of --wait.",
  )
  .option("--stack <name>", "the stack whose outputs say where it is", "dev")
  .option("--json", "print the checks as one JSON object")
  .option(
    "--path <path>",
    "a path that the stage caches (default: a file under /static/ that the page names)",
    parsePath,
  )
  .option(
    "--wait <seconds>",
    "repeat what fails through CloudFront for so long, while the distribution is deploying",
    parseWait,
    0,
  )
  .action(smoke);

void runCommand(command);

async function smoke(options: SmokeCommandOptions): Promise<void> {
  const { stack, json } = options;
  const { stage, checks } = await runInterruptible((signal) => askStage(options, signal));
  const ok = isOk(checks);
  if (json) {
    print(JSON.stringify({ stack, ...stage, ok, checks }, null, 2));
  } else {
    print(`Stack ${stack}, version ${stage.versionLabel}\n${renderChecks(checks)}`);
  }
  process.exitCode = ok ? 0 : 1;
}

async function askStage(
  { stack, path: cachedPath, wait }: SmokeCommandOptions,
  signal: AbortSignal,
): Promise<{ stage: DeployedStage; checks: SmokeCheck[] }> {
  const cli = { projectDirectory: PROJECT, environment: process.env, signal };
  await readVersion(cli);
  const stage = readDeployedStage(stack, await readOutputs(cli, stack));
  const clock: Clock = {
    nowMs: () => performance.now(),
    sleep: (ms) => setTimeout(ms, undefined, { signal }),
  };
  const checks = await runSmokeChecks({
    stage,
    path: cachedPath,
    send: (url) => sendRequest(url, REQUEST_LIMITS, signal),
    retry: { deadlineMs: clock.nowMs() + wait * 1000, clock, report },
  });
  return { stage, checks };
}

function parsePath(text: string): string {
  if (!/^\/(?![/\\])/.test(text)) {
    throw new InvalidArgumentError("It must begin with one slash.");
  }
  return text;
}

function parseWait(text: string): number {
  const seconds = Number(text);
  if (!/^\d+$/.test(text) || seconds > MAX_WAIT_SECONDS) {
    throw new InvalidArgumentError(
      `It must be a whole number of seconds from 0 to ${MAX_WAIT_SECONDS}.`,
    );
  }
  return seconds;
}
