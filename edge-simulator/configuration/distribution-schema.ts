import { z } from "zod";
import { aliasesSchema, restrictionsSchema } from "./access-schema";
import { cacheBehaviorSchema, defaultCacheBehaviorSchema } from "./behavior-schema";
import { originSchema } from "./origin-schema";
import {
  isEmptyList,
  isEmptyString,
  isFalse,
  isNothing,
  listOf,
  notSimulated,
  withoutEffect,
} from "./schema-parts";

const pageRemedy =
  "Leave it out; an entry with only ErrorCode and ErrorCachingMinTTL is simulated.";

const customErrorResponseSchema = z.strictObject({
  ErrorCode: z.union(
    [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504].map((code) => z.literal(code)),
    { error: "must be a status that may have a custom error response" },
  ),
  ResponsePagePath: notSimulated(isEmptyString, pageRemedy),
  ResponseCode: notSimulated(isEmptyString, pageRemedy),
  ErrorCachingMinTTL: z.int().min(0).optional(),
});

/**
 * What `aws cloudfront get-distribution-config` prints under `DistributionConfig`.
 * Shape: API reference, `DistributionConfig`.
 */
export const distributionConfigSchema = z.strictObject({
  CallerReference: withoutEffect,
  Aliases: aliasesSchema,
  DefaultRootObject: z
    .string()
    .regex(/^(?!\/)/, { error: "must not begin with /" })
    .regex(/^[\w\-.*$/~"'&]{0,255}$/, {
      error: "must be at most 255 of the characters A-Z a-z 0-9 _ - . * $ / ~ \" ' &",
    }) // CF-RT-04
    .optional(),
  Origins: listOf(originSchema),
  OriginGroups: notSimulated(isEmptyList),
  DefaultCacheBehavior: defaultCacheBehaviorSchema,
  CacheBehaviors: listOf(cacheBehaviorSchema).optional(),
  CustomErrorResponses: listOf(customErrorResponseSchema).optional(),
  Comment: withoutEffect,
  Logging: withoutEffect,
  PriceClass: withoutEffect,
  Enabled: z.literal(true, { error: "must be true: a disabled distribution answers nobody" }),
  ViewerCertificate: withoutEffect,
  Restrictions: restrictionsSchema,
  WebACLId: notSimulated(isEmptyString),
  HttpVersion: z.enum(["http1.1", "http2", "http3", "http2and3"]).optional(),
  IsIPV6Enabled: withoutEffect,
  ContinuousDeploymentPolicyId: notSimulated(isEmptyString),
  Staging: notSimulated(isFalse),
  AnycastIpListId: withoutEffect,
  TenantConfig: notSimulated(isNothing),
  ConnectionMode: notSimulated((value) => value === "direct"),
  ViewerMtlsConfig: notSimulated(isNothing),
  ConnectionFunctionAssociation: notSimulated(isNothing),
  CacheTagConfig: notSimulated(isNothing),
});

/** A distribution in CloudFront's API shape. */
export type DistributionConfig = z.infer<typeof distributionConfigSchema>;
