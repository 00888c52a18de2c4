import type { TtlDecision } from "../cache/ttl";
import { isCachingDisabled } from "../cache/ttl";
import type { Behavior } from "../configuration/compiled-distribution";
import { isReadMethod, type ViewerRequest } from "../request/viewer-request";

const sendMaxAge =
  "Have the origin send Cache-Control: max-age with the seconds that it may be kept.";

/**
 * What would make a request a hit next time, a sentence each.
 *
 * @param decision about keeping the response; `undefined`: the cache isn't asked
 */
export function advise(
  { method }: ViewerRequest,
  { ttlBounds }: Behavior,
  decision: TtlDecision | undefined,
): string[] {
  if (!isReadMethod(method)) {
    return ["Ask with GET: only GET and HEAD, and OPTIONS where the behavior says so, are cached."];
  }
  if (isCachingDisabled(ttlBounds)) {
    return ["Give the behavior a cache policy with a MaxTTL above 0."];
  }
  if (decision === undefined) {
    return ["Ask without If-Match and If-Unmodified-Since."];
  }
  return decision.keep === "yes" && decision.ttlSeconds > 0 ? [] : adviseAbout(decision);
}

function adviseAbout({ rule, ttlSeconds }: TtlDecision): string[] {
  switch (rule) {
    case "no-store":
    case "private":
    case "no-cache":
      return [
        `Where everybody may have it, have the origin send max-age instead of ${rule}.`,
        "A MinTTL above 0 in the cache policy keeps it all the same, for everybody.",
      ];
    case "DefaultTTL":
      return [sendMaxAge, "Or give the cache policy a DefaultTTL above 0."];
    case "Vary: *":
      return ["Have the origin leave the * out of Vary."];
    case "status":
      return ["Have the origin answer with a status that is kept, such as 200, 301 or 404."];
    default:
      return ttlSeconds > 0 ? ["Ask without conditions and Authorization."] : [sendMaxAge];
  }
}
