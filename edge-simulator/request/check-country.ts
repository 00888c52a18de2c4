import type { CompiledDistribution } from "../configuration/compiled-distribution";
import { refuse, type Refusal } from "./refusal";
import type { ViewerRequest } from "./viewer-request";

/** The sentence for a viewer whose country is kept out. */
export const countryBlocked =
  "The Amazon CloudFront distribution is configured to block access from your country.";

/** Refuses viewers of countries that the distribution isn't for (CF-GEO-01). */
export function checkCountry(
  { viewerCountry }: ViewerRequest,
  { geoRestriction }: CompiledDistribution,
): Refusal | undefined {
  if (geoRestriction === undefined || viewerCountry === undefined) {
    return undefined;
  }
  const isListed = geoRestriction.countries.has(viewerCountry);
  if (isListed === (geoRestriction.kind === "whitelist")) {
    return undefined;
  }
  return refuse(countryBlocked, `Restrictions keep viewers in ${viewerCountry} out.`);
}
