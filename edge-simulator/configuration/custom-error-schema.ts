import { z } from "zod";
import { isEmptyString, listOf, notSimulated } from "./schema-parts";

const pageRemedy =
  "Leave it out; an entry with only ErrorCode and ErrorCachingMinTTL is simulated.";

/** Custom error responses. Shape: `CustomErrorResponses`. */
export const customErrorResponsesSchema = listOf(
  z.strictObject({
    ErrorCode: z.union(
      [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504].map((code) => z.literal(code)),
      { error: "must be a status that may have a custom error response" },
    ),
    ResponsePagePath: notSimulated(isEmptyString, pageRemedy),
    ResponseCode: notSimulated(isEmptyString, pageRemedy),
    ErrorCachingMinTTL: z.int().min(0).optional(),
  }),
);

export type CustomErrorResponses = z.infer<typeof customErrorResponsesSchema>;
