import { UserError } from "../user-error";

/**
 * How long, in milliseconds, a request takes from the viewer to the edge and its answer back,
 * unless `--viewer-to-edge-ms` says otherwise: the roughly 9 ms that the walkthrough measured with
 * the CDN in front.
 */
export const defaultViewerToEdgeMs = 9;

/**
 * How long, in milliseconds, a request takes from the edge to the origin and its answer back,
 * unless `--edge-to-origin-ms` says otherwise: together with the way to the edge it makes the
 * roughly 40 ms that the walkthrough measured without the CDN.
 */
export const defaultEdgeToOriginMs = 31;

/**
 * The longest distance of either leg, in milliseconds. Both legs together stay well under the time
 * after which a measured request counts as failed.
 */
export const maxDistanceMs = 2000;

const claim = "walkthrough's ~40 ms without CDN, ~9 ms with";

/** The network distance that the local stage adds, once per request. */
export interface Distance {
  /** From the viewer to the edge and back, in milliseconds. */
  viewerToEdgeMs: number;
  /** From the edge to the origin and back, in milliseconds. */
  edgeToOriginMs: number;
  /** Where the two figures come from, as a phrase for the report's first line. */
  source: string;
}

/** What the user gave on the command line; what is left out takes its default. */
type GivenDistance = Partial<Pick<Distance, "viewerToEdgeMs" | "edgeToOriginMs">>;

/**
 * Completes the distance that the user gave with the defaults and says which is which.
 *
 * @throws UserError naming every option that is not a whole number of milliseconds from 0 to
 * `maxDistanceMs`; timers have no finer grain.
 */
export function resolveDistance(given: GivenDistance): Distance {
  const viewerToEdgeMs = given.viewerToEdgeMs ?? defaultViewerToEdgeMs;
  const edgeToOriginMs = given.edgeToOriginMs ?? defaultEdgeToOriginMs;
  const problems = [
    ...findProblems("--viewer-to-edge-ms", viewerToEdgeMs, defaultViewerToEdgeMs),
    ...findProblems("--edge-to-origin-ms", edgeToOriginMs, defaultEdgeToOriginMs),
  ];
  if (problems.length > 0) {
    throw new UserError(problems.join("\n"));
  }
  return { viewerToEdgeMs, edgeToOriginMs, source: describeSource(given) };
}

function findProblems(option: string, valueMs: number, defaultMs: number): string[] {
  if (Number.isInteger(valueMs) && valueMs >= 0 && valueMs <= maxDistanceMs) {
    return [];
  }
  return [
    `${option} must be a whole number of milliseconds from 0 to ${maxDistanceMs}, ` +
      `got ${valueMs}. Leave it out to use ${defaultMs}.`,
  ];
}

function describeSource(given: GivenDistance): string {
  const viewerGiven = given.viewerToEdgeMs !== undefined;
  const originGiven = given.edgeToOriginMs !== undefined;
  if (viewerGiven && originGiven) {
    return "as given";
  }
  if (viewerGiven) {
    return `viewer-edge as given, edge-origin by default after ${claim}`;
  }
  if (originGiven) {
    return `edge-origin as given, viewer-edge by default after ${claim}`;
  }
  return `defaults: ${claim}`;
}
