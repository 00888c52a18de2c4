import * as path from "node:path";
import { setTimeout } from "node:timers/promises";
import { openLink, type Link } from "./distance";
import type { OriginProcess } from "./origin";
import { checkRunningOrigin, startOrigin } from "./origin";
import type { StageParts } from "./stage-parts";
import { UserError } from "./user-error";

export interface StageOriginOptions {
  /** What the recorded paths are relative to. */
  projectDirectory: string;
  /** An app that already runs, in the bundle's place. */
  origin?: string;
  report: (line: string) => void;
  signal: AbortSignal;
}

/** What of a stage decides how its app runs. */
export type AppParts = Pick<StageParts, "sourceDirectory" | "environment" | "healthCheckPath">;

/** How long requests that are on their way to an app may take to reach it before it is ended. */
const LEAVE_MS = 1000;

type App = Pick<OriginProcess, "url" | "stop">;

/** The app of a stage, and the legs that lead to it. It can be started anew behind them. */
export class StageOrigin {
  /** Resolves with a sentence when the app ends by itself. */
  readonly exited: Promise<string>;
  private tellExit: (sentence: string) => void = () => undefined;
  private app: App | undefined;
  /** The app that was replaced, until it has ended. */
  private leaving: App | undefined;
  private readonly legs: Link[] = [];

  constructor(private readonly options: StageOriginOptions) {
    this.exited = new Promise((resolve) => (this.tellExit = resolve));
  }

  get url(): string {
    if (this.app === undefined) {
      throw new Error("The app hasn't been started.");
    }
    return this.app.url;
  }

  /**
   * Starts the app, in the place of the one that runs; that goes on until the new one is healthy.
   *
   * @throws UserError when it doesn't start; what ran before goes on
   */
  async start(parts: AppParts): Promise<void> {
    const next = await this.startApp(parts);
    this.leaving = this.app;
    this.app = next;
    const left = Promise.all(this.legs.map((leg) => leg.leadTo(addressOf(next.url))));
    if (this.leaving !== undefined) {
      await Promise.race([left, setTimeout(LEAVE_MS, undefined, { ref: false })]);
      await this.leaving.stop();
    }
  }

  /** Opens a way to the app, this far away. */
  async openLeg(delayMs: number, port?: number, portOption?: string): Promise<string> {
    const leg = await openLink({ to: addressOf(this.url), delayMs, port, portOption });
    this.legs.push(leg);
    return leg.url;
  }

  async close(): Promise<void> {
    await Promise.all(this.legs.map((leg) => leg.close()));
    await Promise.all([this.leaving?.stop(), this.app?.stop()]);
  }

  private async startApp(parts: AppParts): Promise<App> {
    const { environment, healthCheckPath, sourceDirectory } = parts;
    const { origin, projectDirectory, report, signal } = this.options;
    if (origin !== undefined) {
      await checkRunningOrigin(origin, healthCheckPath);
      return { url: new URL(origin).origin, stop: () => Promise.resolve() };
    }
    if (sourceDirectory === undefined) {
      throw new UserError(
        "The local stage runs an app from a directory, and this stack's source is none. " +
          "Run the app yourself, and give its URL with --origin.",
      );
    }
    const app = await startOrigin({
      directory: path.join(projectDirectory, sourceDirectory),
      environment,
      healthCheckPath,
      report,
      signal,
    });
    void app.exited.then(this.tellExit);
    return app;
  }
}

/** Where a link leads that leads to a URL. */
export function addressOf(url: string): { host: string; port: number } {
  const { hostname, port } = new URL(url);
  return { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || 80) };
}
