import type { OriginAnswer, SeenRequest } from "./test-origin";
import type { StageOptions } from "./test-stage";

/** The page. */
export const page: OriginAnswer = { body: "page" };

/** An origin that has the page and fails in some way for everything else. */
export const failing =
  (error: OriginAnswer, found: OriginAnswer = page) =>
  ({ url }: SeenRequest): OriginAnswer =>
    url === "/errors/page.html" ? found : error;

/** A custom error response with a page for each of these statuses. */
export function withPages(
  statuses: readonly number[],
  responseCode = "200",
  minTtlSeconds?: number,
) {
  return {
    CustomErrorResponses: {
      Items: statuses.map((status) => ({
        ErrorCode: status,
        ResponsePagePath: "/errors/page.html",
        ResponseCode: responseCode,
        ErrorCachingMinTTL: minTtlSeconds,
      })),
    },
  };
}

/** A second origin that has the pages. */
export const fromSpare: StageOptions = {
  spare: {},
  paths: [{ PathPattern: "/errors/*", TargetOriginId: "spare" }],
};
