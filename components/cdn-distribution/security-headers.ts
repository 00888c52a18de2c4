import type { SettledFields } from "../shared/fields";
import { flag, group, oneOf, optional, text, wholeNumber, withDefault } from "../shared/fields";

/** Which pages may show a response in a frame. */
export enum FrameOptions {
  /** Nothing is said, and any page may. */
  None = "None",
  /** No page. */
  Deny = "DENY",
  /** Pages of the same origin. */
  SameOrigin = "SAMEORIGIN",
}

/** What browsers tell other pages about the one that a viewer comes from. */
export enum ReferrerPolicy {
  /** Nothing is said, and browsers use their own default. */
  None = "None",
  /** Nothing. */
  NoReferrer = "no-referrer",
  /** The whole URL, but nothing from HTTPS to HTTP. */
  NoReferrerWhenDowngrade = "no-referrer-when-downgrade",
  /** The origin. */
  Origin = "origin",
  /** The whole URL within the origin, and the origin elsewhere. */
  OriginWhenCrossOrigin = "origin-when-cross-origin",
  /** The whole URL within the origin, and nothing elsewhere. */
  SameOrigin = "same-origin",
  /** The origin, but nothing from HTTPS to HTTP. */
  StrictOrigin = "strict-origin",
  /** As OriginWhenCrossOrigin, but nothing from HTTPS to HTTP. */
  StrictOriginWhenCrossOrigin = "strict-origin-when-cross-origin",
  /** The whole URL. */
  UnsafeUrl = "unsafe-url",
}

/** What old browsers do about scripts that seem to come from the request. */
export enum XssProtection {
  /** Nothing is said. */
  None = "None",
  /** `0`: they leave them alone. */
  Off = "Off",
  /** `1; mode=block`: they don't show the page. */
  Block = "Block",
}

/**
 * For how long browsers come over HTTPS only.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
 */
export interface StrictTransportSecurityArgs {
  /**
   * For how long, in seconds. From 0, which makes browsers forget it, to 63072000 (two years).
   * Defaults to 31536000 (a year).
   */
  maxAgeSeconds?: number;
  /** Whether it holds for all names below this one. Defaults to false. */
  includeSubdomains?: boolean;
  /** Whether browsers may know of it before their first visit. Defaults to false. */
  preload?: boolean;
}

/**
 * The security headers of a response headers policy. What is left out is as in the managed policy
 * SecurityHeadersPolicy.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
 */
export interface SecurityHeadersArgs {
  /** `Strict-Transport-Security`. Defaults to a year for this name alone. */
  strictTransportSecurity?: StrictTransportSecurityArgs;
  /** Whether to send `X-Content-Type-Options: nosniff`. Defaults to true. */
  contentTypeOptions?: boolean;
  /** `X-Frame-Options`. Defaults to SameOrigin. */
  frameOptions?: FrameOptions;
  /** `Referrer-Policy`. Defaults to StrictOriginWhenCrossOrigin. */
  referrerPolicy?: ReferrerPolicy;
  /** `Content-Security-Policy`, up to 1783 characters. Defaults to none. */
  contentSecurityPolicy?: string;
  /** `X-XSS-Protection`. Defaults to Block. */
  xssProtection?: XssProtection;
  /**
   * Whether these headers replace the origin's own. `X-Content-Type-Options` always does, for it
   * has one value only. Defaults to false.
   */
  override?: boolean;
}

const TWO_YEARS_SECONDS = 63_072_000;

const STRICT_TRANSPORT_SECURITY = group<StrictTransportSecurityArgs>()({
  maxAgeSeconds: withDefault(wholeNumber("seconds", 0, TWO_YEARS_SECONDS), 31_536_000),
  includeSubdomains: withDefault(flag(), false),
  preload: withDefault(flag(), false),
});

export const SECURITY_HEADERS = group<SecurityHeadersArgs>()({
  strictTransportSecurity: withDefault(STRICT_TRANSPORT_SECURITY, {}),
  contentTypeOptions: withDefault(flag(), true),
  frameOptions: withDefault(oneOf(FrameOptions), FrameOptions.SameOrigin),
  referrerPolicy: withDefault(oneOf(ReferrerPolicy), ReferrerPolicy.StrictOriginWhenCrossOrigin),
  contentSecurityPolicy: optional(
    text({
      matches: /^[\t\x20-\x7e]{1,1783}$/,
      must: "must have 1 to 1783 characters of ASCII, and no line break",
      remedy: "Shorten the policy, or let the app send it.",
    }),
  ),
  xssProtection: withDefault(oneOf(XssProtection), XssProtection.Block),
  override: withDefault(flag(), false),
});

type SecurityHeadersSettings = SettledFields<typeof SECURITY_HEADERS.fields>;

/** The headers as `aws.cloudfront.ResponseHeadersPolicy` takes them. */
export function describeSecurityHeaders(headers: SecurityHeadersSettings) {
  const { override, strictTransportSecurity: strict } = headers;
  return {
    strictTransportSecurity: {
      accessControlMaxAgeSec: strict.maxAgeSeconds,
      includeSubdomains: strict.includeSubdomains,
      preload: strict.preload,
      override,
    },
    contentTypeOptions: headers.contentTypeOptions ? { override: true } : undefined,
    frameOptions:
      headers.frameOptions === FrameOptions.None
        ? undefined
        : { frameOption: headers.frameOptions, override },
    referrerPolicy:
      headers.referrerPolicy === ReferrerPolicy.None
        ? undefined
        : { referrerPolicy: headers.referrerPolicy, override },
    contentSecurityPolicy:
      headers.contentSecurityPolicy === undefined
        ? undefined
        : { contentSecurityPolicy: headers.contentSecurityPolicy, override },
    xssProtection: describeXssProtection(headers),
  };
}

function describeXssProtection({ xssProtection, override }: SecurityHeadersSettings) {
  switch (xssProtection) {
    case XssProtection.None:
      return undefined;
    case XssProtection.Off:
      return { protection: false, override };
    case XssProtection.Block:
      return { protection: true, modeBlock: true, override };
  }
}
