import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { EdgeConfiguration } from "../edge-simulator";
import { ControlServer, EdgeSimulator } from "../edge-simulator";
import type { CloseLater } from "./closers";
import { withClosers } from "./closers";
import type { Distance } from "./distance";
import { openLink } from "./distance";
import { listFunctionWarnings } from "./function-warnings";
import { DRAIN_MS } from "./interruption";
import type { RouteMeasurement } from "./measure";
import { measureRoutes } from "./measure";
import type { EdgeAdditions } from "./stage-edge";
import { configureEdge, pickNeeded } from "./stage-edge";
import type { AppParts } from "./stage-origin";
import { addressOf, StageOrigin } from "./stage-origin";
import type { StageParts } from "./stage-parts";
import { UserError } from "./user-error";

/** Few connections: the question is how long a request takes, not how many a laptop can take. */
const CONNECTIONS = 4;

/** An app that died is known by its failing requests a moment before the system tells of its end. */
const EXIT_GRACE_MS = 500;

/** Enough for a 95th percentile, over in seconds at the walkthrough's distance. */
const REQUESTS_PER_ROUTE = 200;

export interface RunStageOptions extends EdgeAdditions {
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
  /** The port of its inspector page and invalidation API. Defaults to a free one. */
  controlPort?: number;
  report: (line: string) => void;
  signal: AbortSignal;
}

/** A stage that runs, and what its two routes measured. */
export interface RunningStage {
  /** viewer → origin app, with the whole distance. */
  directUrl: string;
  /** viewer → edge → origin app, with each leg's distance. */
  edgeUrl: string;
  /** The inspector page, and CloudFront's invalidation API, of that edge. */
  controlUrl: string;
  withDistance: RouteMeasurement[];
  withoutDistance: RouteMeasurement[];
  /** Resolves with a sentence when the origin app ends by itself. */
  originExited: Promise<string>;
  /**
   * Serves what a changed program asks for: the edge goes on with its connections and with what is
   * still right in its cache; the app is started anew where what it gets has changed.
   *
   * @throws UserError leaving everything as it was
   */
  follow(parts: StageParts): Promise<void>;
  /**
   * Starts the app anew; the old one serves until the new one is healthy.
   *
   * @throws UserError when it doesn't start; then the old one goes on
   */
  restartOrigin(): Promise<void>;
}

/** Runs and measures a stage, hands it to `use`, and ends all of it afterwards, come what may. */
export async function withStage(
  options: RunStageOptions,
  use: (stage: RunningStage) => Promise<void>,
): Promise<void> {
  await withClosers((closeLater) => openStage(options, closeLater), use);
}

async function openStage(options: RunStageOptions, closeLater: CloseLater): Promise<RunningStage> {
  const { parts, distance, originPort, edgePort } = options;
  const { viewerToEdgeMs, edgeToOriginMs } = distance;
  const configuration = configureEdge(parts, options);
  const app = new StageOrigin(options);
  closeLater(() => app.close());
  await app.start(parts);
  const near = await openEdge(placeApp(configuration, parts, app.url), closeLater);
  const originLegUrl = await app.openLeg(edgeToOriginMs);
  const far = await openEdge(placeApp(configuration, parts, originLegUrl), closeLater);
  listFunctionWarnings(parts.functions).forEach(options.report);
  const wholeWayMs = viewerToEdgeMs + edgeToOriginMs;
  const directUrl = await app.openLeg(wholeWayMs, originPort, "--origin-port");
  const link = { to: addressOf(far.url), delayMs: viewerToEdgeMs };
  const viewerLeg = await openLink({ ...link, port: edgePort, portOption: "--edge-port" });
  // No viewer comes any more, and what the edge has to say reaches those who did.
  closeLater(() =>
    Promise.all([viewerLeg.close(DRAIN_MS), far.edge.dispose({ drainMs: DRAIN_MS })]),
  );
  const edgeUrl = viewerLeg.url;
  const controlUrl = await openControl(far.edge, options.controlPort, closeLater);
  return {
    directUrl,
    edgeUrl,
    controlUrl,
    withDistance: await measureWhileItRuns(app.exited, () =>
      measure(options, directUrl, edgeUrl, "with distance"),
    ),
    withoutDistance: await measureWhileItRuns(app.exited, () =>
      measure(options, app.url, near.url, "without distance"),
    ),
    originExited: app.exited,
    ...makeChangeable(options, app, far.edge, originLegUrl),
  };
}

/** Lets a stage follow other parts than it was opened with. */
function makeChangeable(
  options: RunStageOptions,
  app: StageOrigin,
  edge: EdgeSimulator,
  originLegUrl: string,
): Pick<RunningStage, "follow" | "restartOrigin"> {
  let current = options.parts;
  return {
    restartOrigin: () => app.start(current),
    follow: async (parts) => {
      const configuration = configureEdge(parts, pickNeeded(parts, options));
      if (!isDeepStrictEqual(pickAppParts(parts), pickAppParts(current))) {
        await app.start(parts);
      }
      await edge.update(placeApp(configuration, parts, originLegUrl));
      current = parts;
    },
  };
}

function pickAppParts({ sourceDirectory, environment, healthCheckPath }: StageParts): AppParts {
  return { sourceDirectory, environment, healthCheckPath };
}

/** Lets the app stand in at its origin. */
function placeApp(
  configuration: EdgeConfiguration,
  { originId }: StageParts,
  url: string,
): EdgeConfiguration {
  return { ...configuration, origins: { ...configuration.origins, [originId]: url } };
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

async function openEdge(
  configuration: EdgeConfiguration,
  closeLater: CloseLater,
): Promise<{ edge: EdgeSimulator; url: string }> {
  const edge = new EdgeSimulator(configuration);
  closeLater(() => edge.dispose());
  const { url } = await edge.start();
  return { edge, url };
}

async function openControl(
  edge: EdgeSimulator,
  port: number | undefined,
  closeLater: CloseLater,
): Promise<string> {
  const control = new ControlServer(edge);
  closeLater(() => control.dispose());
  try {
    return (await control.start({ port })).url;
  } catch (error) {
    throw new UserError(
      `--control-port ${port} can't be listened on (${(error as Error).message}). Choose another.`,
      { cause: error },
    );
  }
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
