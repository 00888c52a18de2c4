import { z } from "zod";
import { headerValue, isDisabled, listOf, notSimulated, withoutEffect } from "./schema-parts";

const override = z.boolean();
const headerName = z
  .string()
  .regex(/^[!#$%&'*+.^_`|~\w-]+$/, { error: "must be a header name without spaces" });

// CF-RHP-03
const keptHeaders =
  /^(connection|content-encoding|content-length|expect|host|keep-alive|proxy-.*|trailer|transfer-encoding|upgrade|via|warning|x-accel-.*|x-amz-cf-.*|x-amzn-.*|x-edge-.*|x-forwarded-proto|x-real-ip)$/i;

const removableHeaderName = headerName.refine((name) => !keptHeaders.test(name), {
  error: "must not be a header that CloudFront needs",
  params: { remedy: "Remove it from the list." },
});

// What breaks a message or is written by the edge can't be a custom header either.
const addableHeaderName = headerName.refine(
  (name) => !keptHeaders.test(name) && !/^(age|te|x-cache)$/i.test(name),
  {
    error: "must not be a header that CloudFront writes itself",
    params: { remedy: "Choose another name." },
  },
);

const corsConfigSchema = z.strictObject({
  AccessControlAllowOrigins: listOf(
    z.string().regex(/^\*$|^[^*]+$/, {
      error: "must be * or an origin: other wildcards are not simulated",
    }),
  ),
  AccessControlAllowHeaders: listOf(headerValue),
  AccessControlAllowMethods: listOf(
    z.enum(["GET", "POST", "OPTIONS", "PUT", "DELETE", "PATCH", "HEAD", "ALL"]),
  ),
  AccessControlAllowCredentials: z.boolean(),
  AccessControlExposeHeaders: listOf(headerValue).optional(),
  AccessControlMaxAgeSec: z.int().min(0).optional(),
  OriginOverride: override,
});

const securityHeadersConfigSchema = z.strictObject({
  XSSProtection: z
    .strictObject({
      Override: override,
      Protection: z.boolean(),
      ModeBlock: z.boolean().optional(),
      ReportUri: headerValue.optional(),
    })
    .optional(),
  FrameOptions: z
    .strictObject({ Override: override, FrameOption: z.enum(["DENY", "SAMEORIGIN"]) })
    .optional(),
  ReferrerPolicy: z.strictObject({ Override: override, ReferrerPolicy: headerValue }).optional(),
  ContentSecurityPolicy: z
    .strictObject({ Override: override, ContentSecurityPolicy: headerValue.max(1783) })
    .optional(),
  ContentTypeOptions: z.strictObject({ Override: override }).optional(),
  StrictTransportSecurity: z
    .strictObject({
      Override: override,
      IncludeSubdomains: z.boolean().optional(),
      Preload: z.boolean().optional(),
      AccessControlMaxAgeSec: z.int().min(0),
    })
    .optional(),
});

/** Shape: API reference, `ResponseHeadersPolicyConfig`. */
export const responseHeadersPolicyConfigSchema = z.strictObject({
  Comment: withoutEffect,
  Name: z.string().optional(),
  CorsConfig: corsConfigSchema.optional(),
  SecurityHeadersConfig: securityHeadersConfigSchema.optional(),
  ServerTimingHeadersConfig: notSimulated(isDisabled),
  CustomHeadersConfig: listOf(
    z.strictObject({ Header: addableHeaderName, Value: headerValue, Override: override }),
  ).optional(),
  RemoveHeadersConfig: listOf(z.strictObject({ Header: removableHeaderName })).optional(),
});

export type ResponseHeadersPolicyConfig = z.infer<typeof responseHeadersPolicyConfigSchema>;
export type CorsConfig = z.infer<typeof corsConfigSchema>;
export type SecurityHeadersConfig = z.infer<typeof securityHeadersConfigSchema>;
