import { once } from "node:events";
import { isDeepStrictEqual } from "node:util";
import { evaluateStack } from "../evaluate/evaluate";
import { diffStacks, isEmptyDiff } from "../plan/diff-stacks";
import { renderChanges } from "../plan/render-diff";
import type { RecordedStack } from "../recorded-stack";
import { revealSecrets } from "../recorded-stack";
import type { RunningStage } from "../run-stage";
import type { StageParts } from "../stage-parts";
import { findStageParts } from "../stage-parts";
import { UserError } from "../user-error";
import type { AppDirectory } from "./app-watch";
import { AppWatch } from "./app-watch";
import { listProgramSources, watchSources } from "./watch-sources";

export interface FollowOptions {
  projectDirectory: string;
  /** The stage as it runs. */
  evaluated: RecordedStack;
  parts: StageParts;
  stage: Pick<RunningStage, "follow" | "restartOrigin">;
  /** An app that runs in the bundle's place: then the bundle isn't watched. */
  origin?: string;
  report: (line: string) => void;
  signal: AbortSignal;
}

/** Which part of a stage a change of the sources is about. */
type ChangedPart = "program" | "app";

/**
 * Lets a running stage follow its sources until the signal: a change of the program is evaluated
 * and swapped into the edge, a change of the app restarts it. Where that fails, the last good
 * stage goes on.
 */
export async function followChanges(options: FollowOptions): Promise<void> {
  const { projectDirectory, evaluated, report, signal } = options;
  const follower = new Follower(options);
  const unwatch = await watchSources(
    projectDirectory,
    listProgramSources(evaluated.stack),
    (file) => follower.add("program", file),
  );
  try {
    await follower.start();
    // Not before: a change that is made now would be missed.
    report("Serving until Ctrl-C; changes of the sources are followed.");
    if (!signal.aborted) {
      await once(signal, "abort");
    }
  } finally {
    await Promise.all([unwatch(), follower.close()]);
  }
}

/** Takes one change at a time; those that come meanwhile are taken together. */
class Follower {
  private readonly waiting = new Set<ChangedPart>();
  private isBusy = false;
  private evaluated: RecordedStack;
  private parts: StageParts;
  private readonly apps: AppWatch;

  constructor(private readonly options: FollowOptions) {
    this.evaluated = options.evaluated;
    this.parts = options.parts;
    this.apps = new AppWatch({
      projectDirectory: options.projectDirectory,
      tellRunning: (file) => this.add("app", file),
      tellWanted: (file) => this.add("program", file),
    });
  }

  /** Watches the app. */
  async start(): Promise<void> {
    await this.apps.set(this.findDirectory(this.parts));
  }

  add(part: ChangedPart, file: string): void {
    this.options.report(`${file} has changed.`);
    this.waiting.add(part);
    if (!this.isBusy) {
      this.isBusy = true;
      void this.work();
    }
  }

  async close(): Promise<void> {
    await this.apps.close();
  }

  private async work(): Promise<void> {
    while (this.waiting.size > 0 && !this.options.signal.aborted) {
      const parts = new Set(this.waiting);
      this.waiting.clear();
      try {
        await this.take(parts);
      } catch (error) {
        this.reportFailure(error);
      }
    }
    this.isBusy = false;
  }

  private async take(changed: ReadonlySet<ChangedPart>): Promise<void> {
    const { stage, report } = this.options;
    if (changed.has("program")) {
      await this.evaluate();
    }
    if (changed.has("app")) {
      await stage.restartOrigin();
      report("The origin app runs anew.");
    }
  }

  private async evaluate(): Promise<void> {
    const { projectDirectory, stage, report, signal } = this.options;
    const { project, stack } = this.evaluated;
    const current = await evaluateStack({ projectDirectory, stack, report, signal });
    const parts = findStageParts(revealSecrets(current));
    await this.apps.set(this.findDirectory(this.parts), this.findDirectory(parts));
    const diff = diffStacks(this.evaluated, current);
    // A folder with the same files is no difference to AWS.
    if (isEmptyDiff(diff) && isDeepStrictEqual(parts, this.parts)) {
      report("That changes nothing about the stage.");
      return;
    }
    await stage.follow(parts);
    this.evaluated = current;
    this.parts = parts;
    await this.apps.set(this.findDirectory(parts));
    report(renderChanges({ project, stack, isNewStack: false, diff }));
  }

  private findDirectory({ sourceDirectory }: StageParts): AppDirectory {
    return this.options.origin === undefined ? sourceDirectory : undefined;
  }

  /** Whatever went wrong is no reason to end. What no user can correct is a defect: it says where. */
  private reportFailure(error: unknown): void {
    if (!this.options.signal.aborted) {
      const { message, stack } = error as Error;
      const text = error instanceof UserError ? message : stack;
      this.options.report(`${text}\nThe stage goes on as it was.`);
    }
  }
}
