import type { Behavior } from "./compiled-distribution";
import type { CustomErrorResponses } from "./custom-error-schema";

/** What a distribution's custom error responses say, by the error's status. */
export function compileErrorResponses({ Items = [] }: CustomErrorResponses = {}): Pick<
  Behavior,
  "errorCachingMinTtlSeconds"
> {
  const errorCachingMinTtlSeconds = new Map(
    Items.flatMap(({ ErrorCode, ErrorCachingMinTTL }) =>
      ErrorCachingMinTTL === undefined ? [] : [[ErrorCode, ErrorCachingMinTTL] as const],
    ),
  );
  return { errorCachingMinTtlSeconds };
}
