import { spawn } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";

/** The project's folder. */
export const PROJECT = path.resolve(__dirname, "../..");

/** A command that runs, and what it has said so far. */
export interface RunningScript {
  /** Resolves as soon as standard output has a whole line. */
  firstLine: Promise<string>;
  /** Resolves as soon as standard error contains the text, from this many characters on. */
  said(text: string, from?: number): Promise<void>;
  /** What standard error contains so far. */
  told(): string;
  /** Asks it to end, as Ctrl-C does. */
  interrupt(): void;
  ended: Promise<EndedScript>;
}

export interface EndedScript {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** Starts one of the project's npm scripts. */
export function startScript(
  name: "start" | "plan" | "edge" | "explain",
  args: string[],
  environment: NodeJS.ProcessEnv = process.env,
  project = PROJECT,
): RunningScript {
  const child = spawn(
    process.execPath,
    ["--require", "tsx/cjs", path.join("local-stage", `${name}.ts`), ...args],
    { cwd: project, env: environment, stdio: ["ignore", "pipe", "pipe"] },
  );
  let stdout = "";
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const firstLine = new Promise<string>((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      if (stdout.includes("\n")) {
        resolve(stdout.slice(0, stdout.indexOf("\n")));
      }
    });
  });
  const ended = once(child, "close").then(() => ({ exitCode: child.exitCode, stdout, stderr }));
  const said = async (text: string, from = 0) => {
    while (!stderr.includes(text, from)) {
      await once(child.stderr, "data");
    }
  };
  const interrupt = () => child.kill("SIGINT");
  return { firstLine, said, told: () => stderr, interrupt, ended };
}

/** Runs one of the project's npm scripts to its end. */
export function runScript(
  name: "start" | "plan" | "edge" | "explain",
  args: string[],
  environment?: NodeJS.ProcessEnv,
): Promise<EndedScript> {
  return startScript(name, args, environment).ended;
}
