import { z } from "zod";
import {
  headerValue,
  isEmptyString,
  isNothing,
  listOf,
  notSimulated,
  withoutEffect,
} from "./schema-parts";

// CF-HDR-21: names that an origin custom header can't have, and how much of them there may be.
const forbiddenNames = new Set(
  (
    "cache-control connection content-length cookie host if-match if-modified-since " +
    "if-none-match if-range if-unmodified-since max-forwards pragma proxy-authenticate " +
    "proxy-authorization proxy-connection range request-range te trailer transfer-encoding " +
    "upgrade via x-real-ip"
  ).split(" "),
);

function isAllowedHeaderName(name: string): boolean {
  const lowerCased = name.toLowerCase();
  return !forbiddenNames.has(lowerCased) && !/^x-(amz|edge)-/.test(lowerCased);
}

const customHeaderSchema = z.strictObject({
  HeaderName: z
    .string()
    .regex(/^[!#$%&'*+.^_`|~\w-]{1,256}$/, { error: "must be a header name of 1–256 characters" })
    .refine(isAllowedHeaderName, {
      error: "must not be a header that CloudFront keeps for itself",
      params: { remedy: "Choose another name." },
    }),
  HeaderValue: headerValue.max(1783),
});

const mostCustomHeaders = 30;
const mostCustomHeaderCharacters = 10_240;

const customHeadersSchema = listOf(customHeaderSchema)
  .refine(({ Items = [] }) => Items.length <= mostCustomHeaders, {
    path: ["Items"],
    error: `must be at most ${mostCustomHeaders} headers`,
    params: { remedy: "Remove some." },
  })
  .refine(({ Items = [] }) => measureHeaders(Items) <= mostCustomHeaderCharacters, {
    path: ["Items"],
    error: `must have at most ${mostCustomHeaderCharacters} characters of names and values in all`,
    params: { remedy: "Shorten them." },
  });

function measureHeaders(headers: readonly z.infer<typeof customHeaderSchema>[]): number {
  return headers.reduce((sum, header) => sum + Object.values(header).join("").length, 0);
}

const portSchema = z.int().refine((port) => [80, 443].includes(port) || isHighPort(port), {
  error: "must be 80, 443 or 1024–65535",
  params: { remedy: "Choose another port." },
});

function isHighPort(port: number): boolean {
  return port >= 1024 && port <= 65535;
}

const customOriginConfigSchema = z.strictObject({
  HTTPPort: portSchema,
  HTTPSPort: portSchema,
  OriginProtocolPolicy: z.enum(["http-only", "https-only", "match-viewer"]),
  OriginSslProtocols: withoutEffect,
  OriginReadTimeout: z.int().min(1).max(120).optional(),
  OriginKeepaliveTimeout: z.int().min(1).max(120).optional(),
  IpAddressType: withoutEffect,
  OriginMtlsConfig: notSimulated(isNothing),
});

const originFields = z.strictObject({
  Id: z.string().min(1),
  DomainName: z.string().min(1),
  OriginPath: z
    .string()
    .regex(/^$|^\/.*[^/]$/, { error: "must be empty, or begin with / and not end with /" })
    .optional(),
  CustomHeaders: customHeadersSchema.optional(),
  S3OriginConfig: notSimulated(isNothing, "Use CustomOriginConfig."),
  CustomOriginConfig: customOriginConfigSchema,
  VpcOriginConfig: notSimulated(isNothing, "Use CustomOriginConfig."),
  ConnectionAttempts: z.int().min(1).max(3).optional(),
  ConnectionTimeout: z.int().min(1).max(10).optional(),
  ResponseCompletionTimeout: z.int().min(1).optional(),
  OriginShield: withoutEffect,
  OriginAccessControlId: notSimulated(isEmptyString),
});

/** One origin. Shape: API reference, `Origin`. Only custom origins are simulated. */
export const originSchema = originFields.refine(hasTimeToRead, {
  path: ["ResponseCompletionTimeout"],
  error: "must not be below OriginReadTimeout (30 unless set)",
  params: { remedy: "Raise it, or lower OriginReadTimeout." },
});

// CF-LIM-12
function hasTimeToRead(origin: z.infer<typeof originFields>): boolean {
  const { ResponseCompletionTimeout, CustomOriginConfig } = origin;
  return (
    ResponseCompletionTimeout === undefined ||
    ResponseCompletionTimeout >= (CustomOriginConfig.OriginReadTimeout ?? 30)
  );
}

export type OriginConfig = z.infer<typeof originSchema>;
