import { z } from "zod";
import { aliasesSchema, restrictionsSchema } from "./access-schema";
import { cacheBehaviorSchema, defaultCacheBehaviorSchema } from "./behavior-schema";
import { customErrorResponsesSchema } from "./custom-error-schema";
import { originGroupSchema } from "./origin-group-schema";
import { originSchema } from "./origin-schema";
import {
  headerName,
  isEmptyString,
  isFalse,
  isNothing,
  limitedListOf,
  notSimulated,
  withoutEffect,
} from "./schema-parts";

// CF-LIM-06
const mostOrigins = 100;
const mostOriginGroups = 10;
const mostBehaviors = 75;

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
  Origins: limitedListOf(originSchema, mostOrigins),
  OriginGroups: limitedListOf(originGroupSchema, mostOriginGroups).optional(),
  DefaultCacheBehavior: defaultCacheBehaviorSchema,
  CacheBehaviors: limitedListOf(cacheBehaviorSchema, mostBehaviors).optional(),
  CustomErrorResponses: customErrorResponsesSchema.optional(),
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
  CacheTagConfig: z.strictObject({ HeaderName: headerName }).optional(),
});

/** A distribution in CloudFront's API shape. */
export type DistributionConfig = z.infer<typeof distributionConfigSchema>;
