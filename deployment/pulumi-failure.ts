/** Why a command of the Pulumi CLI failed, as far as a user can put it right. */
export type PulumiFailureKind =
  "noStack" | "missingPassphrase" | "wrongPassphrase" | "notLoggedIn" | "unreachable" | "other";

export interface PulumiFailure {
  exitCode: number;
  stderr: string;
}

/** The exit codes by which the CLI tells some failures apart; before them all were 255. */
const EXIT_NOT_AUTHENTICATED = 3;
const EXIT_NO_STACK = 6;

/** What the CLI says, in the order of asking: 3.248.0 was made to say each of it. */
const MESSAGES: [kind: PulumiFailureKind, message: RegExp][] = [
  ["wrongPassphrase", /incorrect passphrase/],
  ["missingPassphrase", /passphrase must be set|unable to read PULUMI_CONFIG_PASSPHRASE_FILE/],
  ["noStack", /no stack named '.*' found/],
  ["notLoggedIn", /must be set for login|Unauthorized:|\[40[13]\]/],
  ["unreachable", /unable to open bucket|performing HTTP request|\.pulumi\/meta\.yaml|\[5\d\d\]/],
];

/** Tells a failure by what the CLI says, and by its exit code. */
export function recognizeFailure({ exitCode, stderr }: PulumiFailure): PulumiFailureKind {
  const told = MESSAGES.find(([, message]) => message.test(stderr));
  if (told !== undefined) {
    return told[0];
  }
  switch (exitCode) {
    case EXIT_NOT_AUTHENTICATED:
      return "notLoggedIn";
    case EXIT_NO_STACK:
      return "noStack";
    default:
      return "other";
  }
}

/** The last thing a program said, to stand inside a sentence. */
export function readLastLine(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return (lines.at(-1) ?? "")
    .trim()
    .replace(/^error: /, "")
    .replace(/\.$/, "");
}

export interface FailureContext {
  /** The command as a user would type it. */
  command: string;
  /** Undefined for commands that are not about one. */
  stack: string | undefined;
  /** The stacks that there are, where this one is missing. */
  knownStacks: string[];
}

const SET_PASSPHRASE =
  "set PULUMI_CONFIG_PASSPHRASE to the one with which they were encrypted, or " +
  "PULUMI_CONFIG_PASSPHRASE_FILE to a file that has it.";

/** One sentence with the remedy. */
export function describeFailure(failure: PulumiFailure, context: FailureContext): string {
  const { command, stack, knownStacks } = context;
  const lastLine = readLastLine(failure.stderr);
  switch (recognizeFailure(failure)) {
    case "noStack":
      return describeMissingStack(stack ?? "", knownStacks);
    case "missingPassphrase":
      return `The passphrase of the stack's secrets is missing: ${SET_PASSPHRASE}`;
    case "wrongPassphrase":
      return `The passphrase of the stack's secrets is wrong: ${SET_PASSPHRASE}`;
    case "notLoggedIn":
      return (
        `The Pulumi CLI may not read the stacks' state (${lastLine}): run "pulumi login", or set ` +
        "PULUMI_ACCESS_TOKEN or PULUMI_BACKEND_URL."
      );
    case "unreachable":
      return (
        `The stacks' state cannot be reached (${lastLine}): correct PULUMI_BACKEND_URL, or run ` +
        '"pulumi login" with the place where it is.'
      );
    case "other":
      return (
        `"${command}" failed with exit code ${failure.exitCode} (${lastLine}): run it to see all ` +
        "that it says."
      );
  }
}

function describeMissingStack(stack: string, knownStacks: string[]): string {
  const create = `create it with "pulumi stack init ${stack}"`;
  return knownStacks.length > 0
    ? `There is no stack "${stack}": use one of ${knownStacks.join(", ")}, or ${create}.`
    : `There is no stack "${stack}", nor any other: ${create}.`;
}
