import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";

export interface ProcessGroupOptions {
  /** The program and its arguments. */
  command: string[];
  /** Where it runs. Defaults to this process's working directory. */
  directory?: string;
  environment: NodeJS.ProcessEnv;
  /** Gets every line the processes write, of stdout and stderr alike. */
  onLine?: (line: string) => void;
}

/** How the first process of a group ended. */
export interface ProcessExit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** How many lines of output are kept for error messages. */
const KEPT_LINES = 15;

/** How long killed processes may take to let go of their output. */
const KILL_MS = 1_000;

/**
 * Runs the command given as arguments. File descriptor 3 is a pipe from here that nobody writes to:
 * it ends when this process does, even by SIGKILL, and then the group is killed, since nobody is
 * left to wait for it. Only shell built-ins, since PATH may hold anything.
 */
const RUN_WITH_LIFELINE = '(read -r line <&3; kill -KILL 0) >/dev/null 2>&1 & exec "$@" 3<&-';

/**
 * A command in a process group of its own, so that everything it starts can be ended with it: by
 * stop(), when the command itself ends, and when this process ends in whatever way.
 */
export class ProcessGroup {
  /** How the command ended. By then nothing that it started is running any more. */
  readonly exit: Promise<ProcessExit>;
  /** The last lines of its output, oldest first. */
  readonly lastLines: string[] = [];
  private readonly child: ChildProcess;
  private readonly closed: Promise<unknown>;
  private stopping = false;

  constructor(private readonly options: ProcessGroupOptions) {
    this.child = spawn("/bin/sh", ["-c", RUN_WITH_LIFELINE, "sh", ...options.command], {
      cwd: options.directory,
      env: options.environment,
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "pipe"],
    });
    for (const output of [this.child.stdout, this.child.stderr]) {
      if (output) {
        createInterface(output).on("line", (line) => this.keepLine(line));
      }
    }
    // Comes when the last process that writes to our pipes has ended, not only the first one.
    this.closed = once(this.child, "close");
    this.exit = this.watchExit();
  }

  /**
   * Ends the whole group and waits until it has ended.
   *
   * @param graceMs how long the processes may take after SIGTERM before they get SIGKILL
   */
  async stop(graceMs: number): Promise<void> {
    this.stopping = true;
    this.signalGroup("SIGTERM");
    await this.waitForClose(graceMs);
    await this.kill();
  }

  private async watchExit(): Promise<ProcessExit> {
    const killGroup = () => this.signalGroup("SIGKILL");
    process.once("exit", killGroup);
    try {
      const [code, signal] = (await once(this.child, "exit")) as [number | null, NodeJS.Signals];
      // While stopping, what is left of the group still has its grace period.
      await (this.stopping ? this.closed : this.kill());
      return { code, signal };
    } finally {
      process.removeListener("exit", killGroup);
    }
  }

  private async kill(): Promise<void> {
    this.signalGroup("SIGKILL");
    await this.waitForClose(KILL_MS);
    // A process that left the group may still hold the pipes; it must not hold us.
    for (const stream of this.child.stdio) {
      stream?.destroy();
    }
  }

  private async waitForClose(timeoutMs: number): Promise<void> {
    const timer = new AbortController();
    const timeout = delay(timeoutMs, undefined, { signal: timer.signal }).catch(() => undefined);
    await Promise.race([this.closed, timeout]);
    timer.abort();
  }

  private keepLine(line: string): void {
    this.lastLines.push(line);
    if (this.lastLines.length > KEPT_LINES) {
      this.lastLines.shift();
    }
    this.options.onLine?.(line);
  }

  private signalGroup(signal: NodeJS.Signals): void {
    if (this.child.pid === undefined) {
      return;
    }
    try {
      process.kill(-this.child.pid, signal);
    } catch {
      // Nobody is left in the group.
    }
  }
}
