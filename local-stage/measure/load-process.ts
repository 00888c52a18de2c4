import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { LoadPass, PassResult } from "./run-pass";

/** A process of its own that sends requests; see `startLoadProcess`. */
export interface LoadProcess {
  /**
   * Runs one pass; one at a time.
   *
   * @throws an `AbortError` when `signal` fires, and an error when the process ends by itself.
   */
  run(pass: LoadPass, signal?: AbortSignal): Promise<PassResult>;
  /** Ends the process, also in the middle of a pass. May be called again. */
  stop(): Promise<void>;
}

/**
 * Starts a process that sends requests, so that the loop that takes the times isn't the one that
 * serves the edge.
 */
export function startLoadProcess(): LoadProcess {
  const child = fork(join(__dirname, "load-worker.ts"), {
    // By its own path, so that it is found whatever the working directory.
    execArgv: ["--import", pathToFileURL(require.resolve("tsx")).href],
    // Standard output belongs to the report alone.
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  return {
    run: async (pass, signal) => {
      child.send(pass);
      const died = ended.then((reason) => {
        throw new Error(`The process that sends the requests ended by itself (${reason}).`);
      });
      const [result] = await Promise.race([once(child, "message", { signal }), died]);
      return result as PassResult;
    },
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}
