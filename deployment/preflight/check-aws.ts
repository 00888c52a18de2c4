import { UserError } from "../../local-stage/user-error";
import type { Check } from "../check";
import { check } from "../check";
import { readLastLine } from "../pulumi-failure";
import type { ProgramOutcome, RunProgramOptions } from "../run-program";
import { runProgram } from "../run-program";

const CLI = "AWS CLI";
const CREDENTIALS = "AWS credentials";

/** Without credentials, the CLI asks the machine's metadata service for some before it gives up. */
const TIMEOUT_MS = 20_000;

export interface AwsOptions extends Pick<
  RunProgramOptions,
  "directory" | "environment" | "signal"
> {
  /** The stack's own, as the provider takes them; undefined for the environment's. */
  awsProfile: string | undefined;
  awsRegion: string | undefined;
}

/**
 * The AWS CLI, which invalidates after a deployment, and the credentials it finds. Pulumi finds the
 * same, and needs no CLI for it: only the invalidation and this check do without.
 */
export async function checkAws(options: AwsOptions): Promise<Check[]> {
  const version = await runAws(["--version"], options);
  if (version.kind !== "ended" || version.exitCode !== 0) {
    return [
      {
        name: CLI,
        verdict: "warning",
        detail:
          `${describeAbsence(version)}: install it for the invalidation after a deployment, ` +
          "https://aws.amazon.com/cli/.",
      },
      { name: CREDENTIALS, verdict: "warning", detail: "not checked: that takes the AWS CLI" },
    ];
  }
  // Version 1 of old printed it as an error.
  const [text = ""] = /aws-cli\/[\d.]+/.exec(version.stdout + version.stderr) ?? [];
  return [
    { name: CLI, verdict: "pass", detail: text.replace("aws-cli/", "") },
    await check(CREDENTIALS, () => readIdentity(options)),
  ];
}

function describeAbsence(outcome: ProgramOutcome): string {
  switch (outcome.kind) {
    case "missing":
      return 'there is no "aws" on the PATH';
    case "timedOut":
      return `"aws --version" did not end within ${TIMEOUT_MS / 1000} s`;
    case "ended":
      return `"aws --version" failed (${readLastLine(outcome.stderr)})`;
  }
}

/** @returns account and ARN */
async function readIdentity(options: AwsOptions): Promise<string> {
  const { awsProfile, awsRegion } = options;
  const args = ["sts", "get-caller-identity", "--output", "json"];
  const outcome = await runAws(
    [
      ...args,
      ...(awsRegion === undefined ? [] : ["--region", awsRegion]),
      ...(awsProfile === undefined ? [] : ["--profile", awsProfile]),
    ],
    options,
  );
  if (outcome.kind !== "ended" || outcome.exitCode !== 0) {
    throw new UserError(
      `"aws sts get-caller-identity" ${describeFailure(outcome)}: set AWS_PROFILE or other ` +
        'credentials, or run "aws configure" or "aws sso login".',
    );
  }
  const { Account, Arn } = JSON.parse(outcome.stdout) as { Account: string; Arn: string };
  return `account ${Account}, ${Arn}`;
}

function describeFailure(outcome: ProgramOutcome): string {
  return outcome.kind === "ended"
    ? `failed (${readLastLine(outcome.stderr)})`
    : `did not end within ${TIMEOUT_MS / 1000} s`;
}

function runAws(args: string[], { directory, environment, signal }: AwsOptions) {
  return runProgram("aws", args, { directory, environment, timeoutMs: TIMEOUT_MS, signal });
}
