import type { RequestReport } from "../../edge-simulator";
import { ControlServer, EdgeSimulator, MemoryStore, StandardLogFile } from "../../edge-simulator";
import { DRAIN_MS } from "../interruption";
import type { CloseLater } from "../closers";
import { withClosers } from "../closers";
import { UserError } from "../user-error";
import type { DescribedEdge } from "./describe-edge";

/** The name of the distribution in its log: the local edge has no other. */
const DOMAIN_NAME = "local.cloudfront.net";

/** What of `Logging` a log file follows; the simulator accepts it unread. */
interface LoggingConfig {
  IncludeCookies?: boolean;
}

/** Where a running edge is reached. */
export interface EdgeUrls {
  url: string;
  httpsUrl?: string;
  /** The invalidation API and the inspector. */
  controlUrl: string;
}

export interface RunEdgeOptions {
  edge: DescribedEdge;
  /** The path of the standard log. Defaults to none. */
  log?: string;
  /** Takes each request. Defaults to nobody. */
  tell?: (report: RequestReport) => void;
}

/** Runs an edge, hands its addresses to `use`, and ends it afterwards, come what may. */
export async function withEdge(
  options: RunEdgeOptions,
  use: (urls: EdgeUrls) => Promise<void>,
): Promise<void> {
  await withClosers((closeLater) => openEdge(options, closeLater), use);
}

async function openEdge(
  { edge: described, log, tell }: RunEdgeOptions,
  closeLater: CloseLater,
): Promise<EdgeUrls> {
  const { configuration, maxBytes, port } = described;
  const store = new MemoryStore({ maxBytes });
  const edge = new EdgeSimulator({ ...configuration, store });
  if (log !== undefined) {
    const file = await openLog(log, configuration.distribution.Logging);
    closeLater(() => file.close());
    edge.watch((report) => file.add(report));
  }
  if (tell !== undefined) {
    edge.watch(tell);
  }
  closeLater(() => edge.dispose({ drainMs: DRAIN_MS }));
  const urls = await edge.start({ port }).catch((error: unknown) => {
    throw new UserError(
      `--port must be a port that is free on 127.0.0.1, got ${port} (${reasonOf(error)}). ` +
        "Choose another one, or leave it out.",
    );
  });
  const control = new ControlServer(edge);
  closeLater(() => control.dispose());
  const { url: controlUrl } = await control.start();
  return { ...urls, controlUrl };
}

async function openLog(path: string, logging: unknown): Promise<StandardLogFile> {
  const { IncludeCookies: includesCookies = false } = (logging ?? {}) as LoggingConfig;
  try {
    return await StandardLogFile.open(path, { domainName: DOMAIN_NAME, includesCookies });
  } catch (error) {
    throw new UserError(
      `--log must be a file that can be written, got "${path}" (${reasonOf(error)}). ` +
        "Correct its path.",
    );
  }
}

function reasonOf(error: unknown): string {
  const { cause = error } = error as { cause?: unknown };
  return cause instanceof Error ? cause.message : String(cause);
}
