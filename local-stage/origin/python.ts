import { UserError } from "../user-error";
import { runCommand } from "./run-command";

/** A Python that can run the app. */
export interface Python {
  command: string;
  /** For example 3.11.7. */
  version: string;
}

/** What a command said when asked for its version. */
export interface PythonAnswer {
  command: string;
  /** Undefined when the command is missing or fails. */
  output: string | undefined;
}

const COMMANDS = ["python3", "python"];
const MINIMUM_MINOR = 10;
const REMEDY =
  "Install Python 3.10 or newer (Debian, Ubuntu: apt install python3 python3-venv; " +
  "macOS: brew install python) or put it first in PATH.";

/** The version in the output of `python --version`, undefined when there is none. */
export function parsePythonVersion(output: string): string | undefined {
  return /^Python (?<version>\d+\.\d+\.\d+)/m.exec(output)?.groups?.version;
}

/**
 * The first Python that is new enough.
 *
 * @throws UserError when there is none, with the versions that were found
 */
export function choosePython(answers: readonly PythonAnswer[]): Python {
  const found = answers.flatMap(({ command, output }) => {
    const version = parsePythonVersion(output ?? "");
    return version === undefined ? [] : [{ command, version }];
  });
  const chosen = found.find(({ version }) => isNewEnough(version));
  if (chosen) {
    return chosen;
  }
  const names = answers.map(({ command }) => command).join(", ");
  const versions = found.map(({ command, version }) => `${command} is ${version}`).join(", ");
  throw new UserError(
    found.length === 0
      ? `The origin app needs Python, and none was found (tried ${names}). ${REMEDY}`
      : `The origin app needs Python 3.10 or newer, and ${versions}. ${REMEDY}`,
  );
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 3 || (major === 3 && minor >= MINIMUM_MINOR);
}

/** Finds Python in the PATH of the environment; see choosePython for the errors. */
export async function findPython(
  environment: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<Python> {
  const answers = await Promise.all(
    COMMANDS.map(async (command): Promise<PythonAnswer> => {
      const { succeeded, lastLines } = await runCommand({
        command: [command, "--version"],
        environment,
        signal,
      });
      return { command, output: succeeded ? lastLines.join("\n") : undefined };
    }),
  );
  return choosePython(answers);
}
