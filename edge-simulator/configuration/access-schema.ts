import { createPublicKey, type KeyObject } from "node:crypto";
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

// CF-SIGN-02
const mostKeyGroups = 4;
const mostKeysOfGroup = 5;

/** Whose signatures a behavior asks for. Shape: API reference, `TrustedKeyGroups`. */
export const trustedKeyGroupsSchema = z
  .strictObject({
    Enabled: z.boolean(),
    Quantity: z.int().optional(),
    Items: z.array(z.string()).max(mostKeyGroups).optional(),
  })
  .refine(hasTrueQuantity, quantityRule)
  .refine(({ Enabled, Items = [] }) => Enabled === Items.length > 0, {
    path: ["Enabled"],
    error: "must be true with key groups, and false without",
  })
  .optional();

const publicKeySchema = z.string().refine((pem) => isUsableKey(pem), {
  error: "must be a public key in PEM format, RSA of 2048 bits or ECDSA of 256 bits",
  params: { remedy: "Give the text that was uploaded to CloudFront." },
});

/** Public keys by their ids, by the id of their group. */
export const keyGroupsSchema = z
  .record(
    z.string(),
    z.record(z.string(), publicKeySchema).refine((keys) => isKeyCount(Object.keys(keys).length), {
      error: `must have 1 to ${mostKeysOfGroup} public keys`,
    }),
  )
  .optional();

function isKeyCount(count: number): boolean {
  return count >= 1 && count <= mostKeysOfGroup;
}

// CF-SIGN-01
function isUsableKey(pem: string): boolean {
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch {
    return false;
  }
  const { asymmetricKeyType, asymmetricKeyDetails } = key;
  return asymmetricKeyType === "rsa"
    ? asymmetricKeyDetails?.modulusLength === 2048
    : asymmetricKeyDetails?.namedCurve === "prime256v1";
}
