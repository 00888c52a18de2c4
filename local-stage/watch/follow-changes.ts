import { evaluateStack } from "../evaluate/evaluate";
import { diffStacks, isEmptyDiff } from "../plan/diff-stacks";
import { renderChanges } from "../plan/render-diff";
import type { RecordedStack } from "../recorded-stack";
import { revealSecrets } from "../recorded-stack";
import type { RunningStage } from "../run-stage";
import type { StageParts } from "../stage-parts";
import { findStageParts } from "../stage-parts";
import { UserError } from "../user-error";
import type { ChangedPart } from "./watch-sources";
import { watchSources } from "./watch-sources";

export interface FollowOptions {
  projectDirectory: string;
  /** The stack as it runs. */
  evaluated: RecordedStack;
  parts: StageParts;
  stage: Pick<RunningStage, "follow" | "restartOrigin">;
  report: (line: string) => void;
  signal: AbortSignal;
}

/**
 * Lets a running stage follow its sources until the signal: a change of the program is evaluated
 * and swapped into the edge, a change of the app restarts it. Where that fails, the last good
 * stage goes on.
 */
export async function followChanges(options: FollowOptions): Promise<void> {
  const { projectDirectory, evaluated, parts, report, signal } = options;
  const follower = new Follower(options);
  const unwatch = await watchSources(
    { projectDirectory, stack: evaluated.stack, sourceDirectory: parts.sourceDirectory },
    (part, file) => {
      report(`${file} has changed.`);
      follower.add(part);
    },
  );
  signal.addEventListener("abort", () => follower.stop(), { once: true });
  try {
    await follower.stopped;
  } finally {
    await unwatch();
  }
}

/** Takes one change at a time; those that come meanwhile are taken together. */
class Follower {
  private readonly waiting = new Set<ChangedPart>();
  private isBusy = false;
  private evaluated: RecordedStack;
  private settle: (end: Promise<void>) => void = () => undefined;
  /** Resolves once it has stopped; rejects with an error that nobody expected. */
  readonly stopped = new Promise<void>((resolve) => (this.settle = resolve));

  constructor(private readonly options: FollowOptions) {
    this.evaluated = options.evaluated;
  }

  add(part: ChangedPart): void {
    this.waiting.add(part);
    if (!this.isBusy) {
      this.isBusy = true;
      this.work().catch((error: unknown) => this.settle(Promise.reject(error as Error)));
    }
  }

  stop(): void {
    this.settle(Promise.resolve());
  }

  private async work(): Promise<void> {
    while (this.waiting.size > 0 && !this.options.signal.aborted) {
      const parts = new Set(this.waiting);
      this.waiting.clear();
      try {
        await this.take(parts);
      } catch (error) {
        this.reportMistake(error);
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
    const diff = diffStacks(this.evaluated, current);
    if (isEmptyDiff(diff)) {
      report("That changes nothing about the stage.");
      return;
    }
    await stage.follow(findStageParts(revealSecrets(current)));
    this.evaluated = current;
    report(renderChanges({ project, stack, isNewStack: false, diff }));
  }

  /** What a user can correct is no reason to end; the stage is as it was. */
  private reportMistake(error: unknown): void {
    if (this.options.signal.aborted) {
      return;
    }
    if (!(error instanceof UserError)) {
      throw error;
    }
    this.options.report(`${error.message}\nThe stage goes on as it was.`);
  }
}
