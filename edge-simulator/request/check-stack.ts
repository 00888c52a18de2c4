import { readHeader } from "../header-fields";
import { refuse, type Refusal } from "./refusal";
import type { ViewerRequest } from "./viewer-request";

// CF-LIM-14
const mostDistributions = 2;

/**
 * Refuses a request that has come through as many distributions as may stand before one another,
 * or through this one. The guide has the limit, not how it is kept: here by `Via`, which each
 * distribution writes (CF-HDR-15). An edge that is its own origin would wait for itself.
 */
export function checkStack({ headers }: ViewerRequest, viaName: string): Refusal | undefined {
  const via = readHeader(headers, "via");
  if (via === undefined) {
    return undefined;
  }
  if (via.includes(viaName)) {
    return refuse("Bad request.", "The request has come through this distribution before.");
  }
  const passed = via.split(",").filter((entry) => entry.includes("(CloudFront)"));
  return passed.length < mostDistributions
    ? undefined
    : refuse("Bad request.", `The request has come through ${passed.length} distributions before.`);
}
