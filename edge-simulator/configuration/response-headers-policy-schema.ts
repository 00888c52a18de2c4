import { z } from "zod";
import { headerName, headerValue, limitedListOf, listOf, withoutEffect } from "./schema-parts";

const override = z.boolean();

// CF-RHP-03; of X-Amzn-*, those that CF-FN-20 lists.
const keptHeaders =
  /^(connection|content-encoding|content-length|expect|host|keep-alive|proxy-.*|trailer|transfer-encoding|upgrade|via|warning|x-accel-.*|x-amz-cf-.*|x-amzn-(auth|cf-billing|cf-id|cf-xff|errortype|fle-profile|header-count|header-order|lambda-integration-tag|requestid)|x-cache|x-edge-.*|x-forwarded-proto|x-real-ip)$/i;

const removableHeaderName = headerName.refine((name) => !keptHeaders.test(name), {
  error: "must not be a header that CloudFront needs",
  params: { remedy: "Remove it from the list." },
});

// What breaks a message or is written by the edge can't be a custom header either.
const addableHeaderName = headerName.refine(
  (name) => !keptHeaders.test(name) && !/^(age|te)$/i.test(name),
  {
    error: "must not be a header that CloudFront writes itself",
    params: { remedy: "Choose another name." },
  },
);

// CF-RHP-07: `*`, or a host with or without scheme and port; its leftmost label and port may be `*`.
const allowedOriginPattern =
  /^(\*|((https?):\/\/)?(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*(:(\*|\d{1,5}))?)$/i;

const corsConfigSchema = z.strictObject({
  AccessControlAllowOrigins: listOf(
    z.string().refine((origin) => allowedOriginPattern.test(origin), {
      error: "must be *, or a host with or without scheme and port, * its leftmost label at most",
      params: { remedy: "Write it like https://*.example.com." },
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
    .refine(({ ModeBlock, ReportUri }) => !(ModeBlock && ReportUri), {
      path: ["ReportUri"],
      error: "must be left out where ModeBlock is true",
      params: { remedy: "Choose one of them." },
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

const serverTimingHeadersConfigSchema = z.strictObject({
  Enabled: z.boolean(),
  SamplingRate: z
    .number()
    .min(0)
    .max(100)
    .refine((rate) => Number(rate.toFixed(4)) === rate, {
      error: "must have at most four decimal places",
      params: { remedy: "Round it." },
    })
    .optional(),
});

// CF-RHP-08
const mostHeaders = 10;

/** Shape: API reference, `ResponseHeadersPolicyConfig`. */
export const responseHeadersPolicyConfigSchema = z.strictObject({
  Comment: withoutEffect,
  Name: z.string().optional(),
  CorsConfig: corsConfigSchema.optional(),
  SecurityHeadersConfig: securityHeadersConfigSchema.optional(),
  ServerTimingHeadersConfig: serverTimingHeadersConfigSchema.optional(),
  CustomHeadersConfig: limitedListOf(
    z.strictObject({ Header: addableHeaderName, Value: headerValue, Override: override }),
    mostHeaders,
  ).optional(),
  RemoveHeadersConfig: limitedListOf(
    z.strictObject({ Header: removableHeaderName }),
    mostHeaders,
  ).optional(),
});

export type ResponseHeadersPolicyConfig = z.infer<typeof responseHeadersPolicyConfigSchema>;
export type CorsConfig = z.infer<typeof corsConfigSchema>;
export type SecurityHeadersConfig = z.infer<typeof securityHeadersConfigSchema>;
