import { z } from "zod";
import { listOf } from "./schema-parts";

// CF-CER-01; the statuses of CF-CER-02 are these and 200.
const errorCodes = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

const pathRule = { error: "must begin with / and have no spaces" };

/**
 * How one error is answered, and for how long it is kept at least. Shape: `CustomErrorResponse`.
 * An empty string is as good as no value, as the API prints it.
 */
const customErrorResponseSchema = z
  .strictObject({
    ErrorCode: z.union(
      errorCodes.map((code) => z.literal(code)),
      { error: "must be a status that may have a custom error response" },
    ),
    // CF-CER-03
    ResponsePagePath: z
      .string()
      .regex(/^$|^\/[!-~]*$/, pathRule)
      .optional(),
    ResponseCode: z
      .enum(["", ...[200, ...errorCodes].map(String)], {
        error: `must be one of 200, ${errorCodes.join(", ")}, as a string`,
      })
      .optional(),
    ErrorCachingMinTTL: z.int().min(0).optional(),
  })
  .refine(({ ResponsePagePath, ResponseCode }) => !ResponsePagePath || ResponseCode, {
    path: ["ResponseCode"],
    error: "must be given together with ResponsePagePath",
    params: { remedy: "Add the status that viewers get." },
  })
  .refine(({ ResponsePagePath, ResponseCode }) => ResponsePagePath || !ResponseCode, {
    path: ["ResponsePagePath"],
    error: "must be given together with ResponseCode",
    params: { remedy: "Add the path of the page that viewers get." },
  });

/** Custom error responses, one for each status. Shape: `CustomErrorResponses`. */
export const customErrorResponsesSchema = listOf(customErrorResponseSchema).refine(
  ({ Items = [] }) => new Set(Items.map(({ ErrorCode }) => ErrorCode)).size === Items.length,
  {
    path: ["Items"],
    error: "must have each ErrorCode once",
    params: { remedy: "Merge those that have the same." },
  },
);

export type CustomErrorResponses = z.infer<typeof customErrorResponsesSchema>;
