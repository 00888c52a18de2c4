import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** A process of the benchmark, made from a file of this folder. */
export interface BenchProcess<Answer> {
  /** What it told once it was ready. */
  readonly ready: Answer;
  /** Asks it for figures. */
  ask(): Promise<Answer>;
  stop(): Promise<void>;
}

/**
 * Starts a process that sends a message when it is ready, answers each message with one, and ends
 * when its parent is gone or lets go of it.
 */
export async function startProcess<Answer>(
  file: string,
  args: readonly string[],
  nodeOptions: readonly string[] = [],
): Promise<BenchProcess<Answer>> {
  const child = fork(join(__dirname, file), args, {
    execArgv: ["--import", "tsx", ...nodeOptions],
  });
  const exited = once(child, "exit");
  const receive = async (): Promise<Answer> => {
    const failed = exited.then(() => {
      throw new Error(`${file} ended before it answered.`);
    });
    const [message] = await Promise.race([once(child, "message"), failed]);
    return message as Answer;
  };
  return {
    ready: await receive(),
    ask: () => {
      const answer = receive();
      child.send("figures");
      return answer;
    },
    stop: async () => {
      child.kill();
      await exited;
    },
  };
}
