import * as path from "node:path";
import { setTimeout } from "node:timers/promises";
import type { DistributionConfig, Policies } from "../edge-simulator";
import { EdgeSimulator } from "../edge-simulator";
import type { Distance } from "./distance";
import { openLink } from "./distance";
import { listFunctionWarnings } from "./function-warnings";
import type { RouteMeasurement } from "./measure";
import { measureRoutes } from "./measure";
import type { OriginProcess } from "./origin";
import { checkRunningOrigin, startOrigin } from "./origin";
import type { StageParts } from "./stage-parts";
import { UserError } from "./user-error";

/** Few connections: the question is how long a request takes, not how many a laptop can take. */
const CONNECTIONS = 4;

/** An app that died is known by its failing requests a moment before the system tells of its end. */
const EXIT_GRACE_MS = 500;

/** Enough for a 95th percentile, over in seconds at the walkthrough's distance. */
const REQUESTS_PER_ROUTE = 200;

export interface RunStageOptions {
  parts: StageParts;
  distance: Distance;
  /** What the recorded paths are relative to. */
  projectDirectory: string;
  /** An app that already runs, in the bundle's place. */
  origin?: string;
  /** The paths to measure. */
  paths: string[];
  /** The port of the direct route. Defaults to a free one. */
  originPort?: number;
  /** The port of the edge. Defaults to a free one. */
  edgePort?: number;
  report: (line: string) => void;
  signal: AbortSignal;
}

/** A stage that runs, and what its two routes measured. */
export interface RunningStage {
  /** viewer → origin app, with the whole distance. */
  directUrl: string;
  /** viewer → edge → origin app, with each leg's distance. */
  edgeUrl: string;
  withDistance: RouteMeasurement[];
  withoutDistance: RouteMeasurement[];
  /** Resolves with a sentence when the origin app ends by itself. */
  originExited: Promise<string>;
}

/** Runs and measures a stage, hands it to `use`, and ends all of it afterwards, come what may. */
export async function withStage(
  options: RunStageOptions,
  use: (stage: RunningStage) => Promise<void>,
): Promise<void> {
  const closers: (() => Promise<unknown>)[] = [];
  try {
    await use(await openStage(options, (close) => closers.push(close)));
  } finally {
    for (const close of closers.reverse()) {
      await close();
    }
  }
}

type Closer = () => Promise<unknown>;

async function openStage(
  options: RunStageOptions,
  closeLater: (close: Closer) => void,
): Promise<RunningStage> {
  const { distance, originPort, edgePort } = options;
  const { viewerToEdgeMs, edgeToOriginMs } = distance;
  const openLeg = async (url: string, delayMs: number, port?: number, portOption?: string) => {
    const link = await openLink({ to: addressOf(url), delayMs, port, portOption });
    closeLater(() => link.close());
    return link.url;
  };
  const app = await openOrigin(options, closeLater);
  const nearEdge = await openEdge(options.parts, app.url, closeLater);
  const farEdge = await openEdge(options.parts, await openLeg(app.url, edgeToOriginMs), closeLater);
  listFunctionWarnings(options.parts.functions).forEach(options.report);
  const wholeWayMs = viewerToEdgeMs + edgeToOriginMs;
  const directUrl = await openLeg(app.url, wholeWayMs, originPort, "--origin-port");
  const edgeUrl = await openLeg(farEdge, viewerToEdgeMs, edgePort, "--edge-port");
  return {
    directUrl,
    edgeUrl,
    withDistance: await measureWhileItRuns(app.exited, () =>
      measure(options, directUrl, edgeUrl, "with distance"),
    ),
    withoutDistance: await measureWhileItRuns(app.exited, () =>
      measure(options, app.url, nearEdge, "without distance"),
    ),
    originExited: app.exited,
  };
}

/** @throws UserError as soon as the origin app ends by itself */
export async function refuseEnd(exited: Promise<string>): Promise<never> {
  throw new UserError(`${await exited} Correct the app, and start again.`);
}

/** An app that ended explains its failing requests better than they do themselves. */
async function measureWhileItRuns(
  exited: Promise<string>,
  run: () => Promise<RouteMeasurement[]>,
): Promise<RouteMeasurement[]> {
  const ended = refuseEnd(exited);
  try {
    return await Promise.race([run(), ended]);
  } catch (error) {
    await Promise.race([ended, setTimeout(EXIT_GRACE_MS)]);
    throw error;
  }
}

async function openOrigin(
  { parts, origin, projectDirectory, report, signal }: RunStageOptions,
  closeLater: (close: Closer) => void,
): Promise<Pick<OriginProcess, "url" | "exited">> {
  const { environment, healthCheckPath, sourceDirectory } = parts;
  if (origin !== undefined) {
    await checkRunningOrigin(origin, healthCheckPath);
    return { url: new URL(origin).origin, exited: new Promise(() => undefined) };
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
  closeLater(() => app.stop());
  return app;
}

async function openEdge(
  { distribution, policies, functions, keyGroups, originId }: StageParts,
  originUrl: string,
  closeLater: (close: Closer) => void,
): Promise<string> {
  const edge = new EdgeSimulator({
    distribution: distribution as DistributionConfig,
    policies: policies as Partial<Policies>,
    keyGroups,
    functions,
    origins: { [originId]: originUrl },
  });
  closeLater(() => edge.dispose());
  const { url } = await edge.start();
  return url;
}

async function measure(
  { paths, report, signal }: RunStageOptions,
  directUrl: string,
  edgeUrl: string,
  what: string,
): Promise<RouteMeasurement[]> {
  return measureRoutes({
    directUrl,
    edgeUrl,
    paths,
    requestsPerRoute: REQUESTS_PER_ROUTE,
    connections: CONNECTIONS,
    report: (line) => report(`${line}, ${what}`),
    signal,
  });
}

function addressOf(url: string): { host: string; port: number } {
  const { hostname, port } = new URL(url);
  return { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || 80) };
}
