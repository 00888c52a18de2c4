import * as path from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { print, report, runCommand } from "./command-line";
import type { Distance } from "./distance";
import { resolveDistance } from "./distance";
import { refuseMistakes } from "./edge/mistakes";
import { readOriginOverrides } from "./edge/origin-overrides";
import { evaluateStack } from "./evaluate/evaluate";
import { listenForInterruption } from "./interruption";
import { renderTable } from "./measure";
import type { RecordedStack } from "./recorded-stack";
import { revealSecrets } from "./recorded-stack";
import { renderTree } from "./plan/render-plan";
import type { RunningStage } from "./run-stage";
import { refuseEnd, withStage } from "./run-stage";
import type { EdgeAdditions } from "./stage-edge";
import { findStageParts } from "./stage-parts";
import { UserError } from "./user-error";
import { followChanges } from "./watch/follow-changes";

const PROJECT = path.resolve(__dirname, "..");

/** What the origin app has of each kind: a page, data that a cache may keep, data that it may not. */
const PATHS = ["/", "/data/1", "/api/time"];

interface StartOptions {
  stack: string;
  once?: boolean;
  json?: boolean;
  originPort?: number;
  edgePort?: number;
  controlPort?: number;
  origin?: string;
  originOverride?: string[];
  ignore?: string[];
  path?: string[];
  viewerToEdgeMs?: number;
  edgeToOriginMs?: number;
}

const command = new Command("npm start --")
  .description(
    "Runs a stage on this machine, without an AWS account: the origin app as Beanstalk runs it, " +
      "behind an edge that follows the stage's CloudFront distribution. Measures both routes, " +
      "then serves until Ctrl-C, and follows changes of stacks/, components/ and the app.",
  )
  .option("--stack <name>", "the stack; its configuration is in Pulumi.<name>.yaml", "dev")
  .option("--once", "measure and end")
  .option("--json", "print the measurement as one JSON object")
  .option("--origin-port <port>", "port of the direct route (default: a free one)", parsePort)
  .option("--edge-port <port>", "port of the edge (default: a free one)", parsePort)
  .option(
    "--control-port <port>",
    "port of the inspector page and the invalidation API (default: a free one)",
    parsePort,
  )
  .option("--origin <url>", "an app that already runs, in place of origin-app/")
  .option(
    "--origin-override <id=url>",
    "where another origin of the distribution is, without added distance; may be repeated",
    addText,
  )
  .option(
    "--ignore <field>",
    "go on without a field that isn't simulated, such as WebACLId; may be repeated",
    addText,
  )
  .option("--path <path...>", "the paths to measure (default: /, /data/1 and /api/time)", addPath)
  .option(
    "--viewer-to-edge-ms <ms>",
    "distance from viewer to edge, and back (default: 9)",
    parseMs,
  )
  .option(
    "--edge-to-origin-ms <ms>",
    "distance from edge to origin, and back (default: 31)",
    parseMs,
  )
  .action(start);

void runCommand(command);

async function start(options: StartOptions): Promise<void> {
  const distance = resolveDistance(options);
  refuseSamePorts(options);
  const additions = readAdditions(options);
  const { signal, stopListening } = listenForInterruption();
  try {
    const { stack } = options;
    const evaluated = await evaluateStack({ projectDirectory: PROJECT, stack, report, signal });
    if (!options.json) {
      print(`${renderTree(evaluated)}\n`);
    }
    const parts = findStageParts(revealSecrets(evaluated));
    const paths = options.path ?? PATHS;
    const common = { parts, projectDirectory: PROJECT, origin: options.origin, report, signal };
    await withStage({ ...options, ...common, ...additions, paths, distance }, async (stage) => {
      present(options, evaluated, distance, stage);
      if (!options.once) {
        await Promise.race([
          followChanges({ ...common, evaluated, stage }),
          refuseEnd(stage.originExited),
        ]);
      }
    });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    stopListening();
  }
}

/** @throws UserError naming every override that is none */
function readAdditions({ originOverride, ignore = [] }: StartOptions): EdgeAdditions {
  const mistakes: string[] = [];
  const originOverrides = readOriginOverrides(originOverride, mistakes);
  refuseMistakes(mistakes);
  return { originOverrides, ignore };
}

function refuseSamePorts({ originPort, edgePort, controlPort }: StartOptions): void {
  const ports = [originPort, edgePort, controlPort].filter((port) => port !== undefined);
  if (new Set(ports).size < ports.length) {
    throw new UserError(
      "--origin-port, --edge-port and --control-port must differ. Choose other ports.",
    );
  }
}

/** Prints what was measured. */
function present(
  { json }: StartOptions,
  evaluated: RecordedStack,
  distance: Distance,
  stage: RunningStage,
): void {
  if (json) {
    print(JSON.stringify(describeRun(evaluated, distance, stage)));
  } else {
    print(`Directly to the origin: ${stage.directUrl}`);
    print(`Through the edge:       ${stage.edgeUrl}`);
    print(`Inspector:              ${stage.controlUrl}\n`);
    print(renderTable({ distance, ...stage }));
  }
}

/** The contract of `--json`. */
function describeRun(
  { stack, resources }: RecordedStack,
  { viewerToEdgeMs, edgeToOriginMs }: Distance,
  { directUrl, edgeUrl, controlUrl, withDistance }: RunningStage,
) {
  return {
    stack,
    resources: resources.length,
    origin: { url: directUrl },
    edge: { url: edgeUrl },
    control: { url: controlUrl },
    distance: { viewerToEdgeMs, edgeToOriginMs },
    routes: withDistance,
  };
}

/** The range is checked by `resolveDistance`. */
function parseMs(text: string): number {
  if (text.trim() === "" || !Number.isFinite(Number(text))) {
    throw new InvalidArgumentError("It must be a number of milliseconds.");
  }
  return Number(text);
}

function addText(text: string, previous: string[] = []): string[] {
  return [...previous, text];
}

function addPath(path: string, previous: string[] = []): string[] {
  if (!path.startsWith("/")) {
    throw new InvalidArgumentError("It must begin with a slash.");
  }
  return [...previous, path];
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new InvalidArgumentError("It must be a whole number from 1 to 65535.");
  }
  return port;
}
