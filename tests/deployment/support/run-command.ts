import { spawn } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";

/** The project's folder. */
export const PROJECT = path.resolve(__dirname, "../../..");

export interface EndedCommand {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** One of the project's commands, while it runs. */
export interface RunningCommand {
  /** Asks it to end, as Ctrl-C does. */
  interrupt(): void;
  ended: Promise<EndedCommand>;
}

/** Starts a command as its npm script does. */
export function startCommand(
  name: "preflight" | "smoke",
  args: string[],
  environment: NodeJS.ProcessEnv,
): RunningCommand {
  const child = spawn(
    process.execPath,
    ["--require", "tsx/cjs", path.join("deployment", `${name}.ts`), ...args],
    { cwd: PROJECT, env: environment, stdio: ["ignore", "pipe", "pipe"] },
  );
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = once(child, "close").then(() => ({ exitCode: child.exitCode, stdout, stderr }));
  return { interrupt: () => child.kill("SIGINT"), ended };
}

/** Runs a command to its end. */
export function runCommand(
  name: "preflight" | "smoke",
  args: string[],
  environment: NodeJS.ProcessEnv,
): Promise<EndedCommand> {
  return startCommand(name, args, environment).ended;
}
