import { z } from "zod";
import { hasTrueQuantity, listOf, quantityRule } from "./schema-parts";

/** The distribution's own names. Shape: API reference, `Aliases`. */
export const aliasesSchema = listOf(
  z.string().regex(/^(\*\.)?[\w-]+(\.[\w-]+)+$/, {
    error: "must be a domain name, which may begin with *.",
  }),
).optional();

/** A country as CloudFront names it. Source: API reference, `GeoRestriction`. */
export const countrySchema = z.string().regex(/^[A-Z]{2}$/, {
  error: "must be an ISO 3166-1 alpha-2 code in capital letters",
});

const geoRestrictionSchema = z
  .strictObject({
    RestrictionType: z.enum(["none", "whitelist", "blacklist"]),
    Quantity: z.int().optional(),
    Items: z.array(countrySchema).optional(),
  })
  .refine(hasTrueQuantity, quantityRule)
  .refine(({ RestrictionType, Items = [] }) => (RestrictionType === "none") === !Items.length, {
    path: ["Items"],
    error: "must be countries with whitelist and blacklist, and nothing with none",
  });

/** Who is served (CF-GEO-01). Shape: API reference, `Restrictions`. */
export const restrictionsSchema = z
  .strictObject({ GeoRestriction: geoRestrictionSchema.optional() })
  .optional();
