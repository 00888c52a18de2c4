import { isIP } from "node:net";
import type { CompiledDistribution } from "../configuration/compiled-distribution";
import { readHeader } from "../header-fields";
import { refuse, type Refusal } from "./refusal";
import type { ViewerRequest } from "./viewer-request";

/** The names that a distribution has besides its own, lower-cased. */
export interface Aliases {
  readonly names: ReadonlySet<string>;
  /** What names may end in, with the leading dot: `.example.com` for `*.example.com`. */
  readonly endings: readonly string[];
}

/**
 * Refuses a host that isn't one of the distribution's aliases (CF-HOST-03). Names under
 * cloudfront.net count as the distribution's own, and where this machine goes by a name of its
 * own there is none of CloudFront's to hold it against.
 */
export function checkHost(
  request: ViewerRequest,
  { aliases }: CompiledDistribution,
): Refusal | undefined {
  if (aliases === undefined) {
    return undefined;
  }
  const name = readHostName(request);
  const isKnown = isLocalName(name) || name.endsWith(".cloudfront.net") || isAlias(name, aliases);
  return isKnown ? undefined : refuse("Bad request.", `The host ${name} is none of the Aliases.`);
}

/** Whether the viewer reaches the edge by a name that only means something on this machine. */
export function hasLocalHost(request: ViewerRequest): boolean {
  return isLocalName(readHostName(request));
}

/** The host without its port, lower-cased; empty when the request names none (HTTP/1.0). */
function readHostName({ headers }: ViewerRequest): string {
  const host = readHeader(headers, "host") ?? "";
  return host
    .replace(/:\d*$/, "")
    .replace(/^\[|\]$/g, "")
    .toLowerCase();
}

// Public names have a dot; those without one are localhost, or come from a hosts file or a
// container's network.
function isLocalName(name: string): boolean {
  return !name.includes(".") || name.endsWith(".localhost") || isIP(name) !== 0;
}

// A wildcard stands for one label or more (guide, CNAMEs).
function isAlias(name: string, { names, endings }: Aliases): boolean {
  return names.has(name) || endings.some((ending) => name.endsWith(ending));
}
