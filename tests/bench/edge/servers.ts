import { startProcess, type BenchProcess } from "./bench-process";

/** The object that is served, and the long response. */
export const objectBytes = 10 * 1024;
export const streamBytes = 1024 ** 3;

/** The servers that have processes of their own. */
export type ServerRole =
  | "bare"
  | "origin"
  | "stream"
  | "edge"
  | "edge with a response headers policy"
  | "edge with compression"
  | "edge with functions"
  | "edge before an origin";

export interface ServerFigures {
  readonly url: string;
  /** Of an edge. */
  readonly originRequests: number;
  /** Of the long response: how much of it has been taken. */
  readonly sentBytes: number;
  /** The most memory since the last time that it was asked. */
  readonly peakRssBytes: number;
}

/**
 * @param argument the headers of `bare` and of the long response as JSON; the URL of the origin of
 * the edge before one
 */
export function startServer(role: ServerRole, argument = ""): Promise<BenchProcess<ServerFigures>> {
  return startProcess("server-process.ts", [role, argument]);
}
