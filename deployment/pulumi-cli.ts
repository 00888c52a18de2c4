import * as fs from "node:fs/promises";
import * as os from "node:os";
import * as path from "node:path";
import { UserError } from "../local-stage/user-error";
import { describeFailure, recognizeFailure } from "./pulumi-failure";
import { runProgram } from "./run-program";
import type { StackState } from "./stack-state";

/**
 * The oldest Pulumi CLI that runs the program: that of the SDK which the components need.
 * `package.json` (peerDependencies) and `Pulumi.yaml` (requiredPulumiVersion) say the same.
 */
export const MINIMUM_PULUMI_VERSION = "3.212.0";

const INSTALL_PAGE = "https://www.pulumi.com/docs/install/";

/** State may lie far away; what takes longer than this does not answer. */
const TIMEOUT_MS = 60_000;

/** Where and how the CLI runs. */
export interface PulumiCli {
  /** The folder of `Pulumi.yaml`. */
  projectDirectory: string;
  environment: NodeJS.ProcessEnv;
  /** Ends what runs. */
  signal?: AbortSignal;
}

/**
 * Finds the CLI on the PATH.
 *
 * @returns its version
 * @throws UserError where there is none, or one that is too old
 */
export async function readVersion(cli: PulumiCli): Promise<string> {
  const text = (await run(cli, ["version"])).trim();
  const version = /^v?(\d+\.\d+\.\d+)/.exec(text)?.[1];
  if (version === undefined) {
    throw new UserError(
      `"pulumi version" must print a version, got ${JSON.stringify(text)}: install the Pulumi ` +
        `CLI, ${INSTALL_PAGE}.`,
    );
  }
  if (isOlder(version, MINIMUM_PULUMI_VERSION)) {
    throw new UserError(
      `The Pulumi CLI must be ${MINIMUM_PULUMI_VERSION} or later, got ${version}: update it, ` +
        `${INSTALL_PAGE}.`,
    );
  }
  return version;
}

/** @throws UserError where the stack does not exist, or its state cannot be read */
export async function requireStack(cli: PulumiCli, stack: string): Promise<void> {
  await runOnStack(cli, stack, ["stack", "--show-name"]);
}

/**
 * Encrypts a word as `pulumi up` would, into a copy of the stack's configuration, and decrypts the
 * stack's state. The stack itself stays as it is.
 *
 * @throws UserError for a passphrase, or a key, with which that cannot be done
 */
export async function requireSecrets(cli: PulumiCli, stack: string): Promise<void> {
  const directory = await fs.mkdtemp(path.join(os.tmpdir(), "preflight-"));
  try {
    const copy = path.join(directory, "Pulumi.yaml");
    await copyIfThere(findConfigFile(cli, stack), copy);
    await runOnStack(cli, stack, [
      ...["config", "set", "--secret", "preflight", "word"],
      ...["--config-file", copy],
    ]);
  } finally {
    await fs.rm(directory, { recursive: true });
  }
  await readOutputs(cli, stack);
}

/**
 * Reads a stack's outputs; secrets are masked.
 *
 * @throws UserError where the stack or its state cannot be read
 */
export async function readOutputs(cli: PulumiCli, stack: string): Promise<Record<string, unknown>> {
  const text = await runOnStack(cli, stack, ["stack", "output", "--json"]);
  return parseJson(text, "pulumi stack output --json") as Record<string, unknown>;
}

/**
 * Reads a stack's state; secrets stay encrypted.
 *
 * @throws UserError where the stack or its state cannot be read
 */
export async function readState(cli: PulumiCli, stack: string): Promise<StackState> {
  const text = await runOnStack(cli, stack, ["stack", "export"]);
  const { deployment } = parseJson(text, "pulumi stack export") as { deployment?: StackState };
  return deployment ?? {};
}

/** The name under which a stack's stage is written, without the organization's. */
export function readStageName(stack: string): string {
  return stack.slice(stack.lastIndexOf("/") + 1);
}

function findConfigFile({ projectDirectory }: PulumiCli, stack: string): string {
  return path.join(projectDirectory, `Pulumi.${readStageName(stack)}.yaml`);
}

async function copyIfThere(file: string, copy: string): Promise<void> {
  await fs.copyFile(file, copy).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") {
      throw error;
    }
  });
}

function isOlder(version: string, floor: string): boolean {
  const [a = [], b = []] = [version, floor].map((text) => text.split(".").map(Number));
  const index = a.findIndex((part, i) => part !== b[i]);
  return index >= 0 && (a[index] ?? 0) < (b[index] ?? 0);
}

async function listStacks(cli: PulumiCli): Promise<string[]> {
  const text = await run(cli, ["stack", "ls", "--json"]);
  const stacks = parseJson(text, "pulumi stack ls --json") as { name: string }[];
  return stacks.map(({ name }) => name).sort();
}

function parseJson(text: string, command: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UserError(
      `"${command}" must print JSON, got ${JSON.stringify(text.slice(0, 80))}: run it to see all ` +
        "that it says.",
    );
  }
}

function runOnStack(cli: PulumiCli, stack: string, args: string[]): Promise<string> {
  return run(cli, [...args, "--stack", stack], stack);
}

/** @returns what it prints */
async function run(cli: PulumiCli, args: string[], stack?: string): Promise<string> {
  const { projectDirectory: directory, environment, signal } = cli;
  const command = ["pulumi", ...args].join(" ");
  const outcome = await runProgram("pulumi", [...args, "--non-interactive", "--color", "never"], {
    directory,
    // Its notice of a newer version takes a request, and ends up last in what it says.
    environment: { ...environment, PULUMI_SKIP_UPDATE_CHECK: "true" },
    timeoutMs: TIMEOUT_MS,
    signal,
  });
  switch (outcome.kind) {
    case "missing":
      throw new UserError(
        `There is no "pulumi" on the PATH: install the Pulumi CLI ${MINIMUM_PULUMI_VERSION} or ` +
          `later, ${INSTALL_PAGE}.`,
      );
    case "timedOut":
      throw new UserError(
        `"${command}" did not end within ${TIMEOUT_MS / 1000} s: run it to see what it waits for.`,
      );
    case "ended":
      if (outcome.exitCode !== 0) {
        const knownStacks = recognizeFailure(outcome) === "noStack" ? await listStacks(cli) : [];
        throw new UserError(describeFailure(outcome, { command, stack, knownStacks }));
      }
      return outcome.stdout;
  }
}
