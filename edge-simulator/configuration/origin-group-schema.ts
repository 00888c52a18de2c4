import { z } from "zod";
import { hasTrueQuantity, listOf, notSimulated, quantityRule } from "./schema-parts";

// CF-OG-01
const failoverCodes = [400, 403, 404, 416, 429, 500, 502, 503, 504];

const statusCodesSchema = z
  .strictObject({
    Quantity: z.int().optional(),
    Items: z
      .array(
        z.union(
          failoverCodes.map((code) => z.literal(code)),
          { error: `must be one of ${failoverCodes.join(", ")}` },
        ),
      )
      .min(1),
  })
  .refine(hasTrueQuantity, quantityRule);

const membersSchema = listOf(z.strictObject({ OriginId: z.string() })).refine(
  ({ Items = [] }) => Items.length === 2,
  {
    path: ["Items"],
    error: "must be two origins, the primary and the secondary",
    params: { remedy: "Name both." },
  },
);

/** Two origins, of which the second is asked when the first fails. Shape: `OriginGroup`. */
export const originGroupSchema = z.strictObject({
  Id: z.string().min(1),
  FailoverCriteria: z.strictObject({ StatusCodes: statusCodesSchema }),
  Members: membersSchema,
  SelectionCriteria: notSimulated((value) => value === "default", 'Use "default".'),
});

export type OriginGroupConfig = z.infer<typeof originGroupSchema>;
