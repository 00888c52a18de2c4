import type { Behavior } from "./compiled-distribution";
import type { CustomErrorResponses } from "./custom-error-schema";

/** What a distribution's custom error responses say, by the error's status. */
export function compileErrorResponses({ Items = [] }: CustomErrorResponses = {}): Pick<
  Behavior,
  "errorCachingMinTtlSeconds" | "errorPages"
> {
  const errorCachingMinTtlSeconds = new Map(
    Items.flatMap(({ ErrorCode, ErrorCachingMinTTL }) =>
      ErrorCachingMinTTL === undefined ? [] : [[ErrorCode, ErrorCachingMinTTL] as const],
    ),
  );
  const errorPages = new Map(
    Items.flatMap(({ ErrorCode, ResponsePagePath, ResponseCode }) =>
      ResponsePagePath
        ? [[ErrorCode, { path: ResponsePagePath, status: Number(ResponseCode) }] as const]
        : [],
    ),
  );
  return { errorCachingMinTtlSeconds, errorPages };
}
