import * as cloudfront from "@pulumi/aws/cloudfront";
import type * as pulumi from "@pulumi/pulumi";
import type { SettledFields } from "../shared/fields";
import { decimal, flag, group, list, optional, record, text, withDefault } from "../shared/fields";
import { eachNamed, rulesOn } from "../shared/rules";
import { COMMENT } from "./comment";
import type { CorsArgs } from "./cors";
import { CORS, CORS_RULES, describeCors } from "./cors";
import { HEADER_NAME } from "./headers";
import type { SecurityHeadersArgs } from "./security-headers";
import { describeSecurityHeaders, SECURITY_HEADERS } from "./security-headers";
import type { CdnEdgeSettings } from "./settings";
import { sortEntries } from "./sort-entries";

/**
 * A header that is added to responses.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
 */
export interface ResponseHeaderArgs {
  /** The header's value, up to 1783 characters. */
  value: string;
  /** Whether it replaces the origin's own. Defaults to false. */
  override?: boolean;
}

/**
 * A response headers policy of your own: what viewers get beyond the origin's headers. It changes
 * nothing about what is cached. An account can have 20.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
 */
export interface ResponseHeadersPolicyArgs {
  /** What pages of other origins may ask for. Defaults to what the origin allows. */
  cors?: CorsArgs;
  /** The security headers. Defaults to those of the managed policy SecurityHeadersPolicy. */
  securityHeaders?: SecurityHeadersArgs;
  /** Other headers by name, at most 10. Defaults to none. */
  customHeaders?: Record<string, ResponseHeaderArgs>;
  /**
   * Headers of the origin's that viewers don't get, at most 10, such as `X-Powered-By`. Removal
   * comes first. Defaults to none.
   */
  removeHeaders?: string[];
  /**
   * In how many responses, in percent, `Server-Timing` says how CloudFront came by them. From 0 to
   * 100; at 0, requests with `Pragma: server-timing` still get it. Defaults to none at all.
   */
  serverTimingSamplingPercent?: number;
  /** What the policy is for, up to 128 characters. Defaults to none. */
  comment?: string;
}

/** Headers that CloudFront itself needs. */
const KEPT_HEADERS = new RegExp(
  "^(connection|content-encoding|content-length|expect|host|keep-alive|proxy-.*|trailer" +
    "|transfer-encoding|upgrade|via|warning|x-accel-.*|x-amz-cf-.*|x-amzn-.*|x-edge-.*" +
    "|x-forwarded-proto|x-real-ip)$",
  "i",
);

const REMOVABLE = {
  matches: (name: string) => !KEPT_HEADERS.test(name),
  must: "must not be a header that CloudFront needs",
  remedy: "Leave it to CloudFront.",
};

const ADDABLE = {
  matches: (name: string) =>
    HEADER_NAME.matches.test(name) && !KEPT_HEADERS.test(name) && !/^(age|te|x-cache)$/i.test(name),
  must: "must have names of headers that CloudFront does not write itself",
  remedy: "Use another name.",
};

const HEADER_VALUE = {
  matches: /^[\t\x20-\x7e]{1,1783}$/,
  must: "must have 1 to 1783 characters of ASCII, and no line break",
  remedy: "Shorten or encode the value.",
};

const MAX_HEADERS = { max: 10, remedy: "That is CloudFront's quota. Let the app do the rest." };

const RESPONSE_HEADER = group<ResponseHeaderArgs>()({
  value: text(HEADER_VALUE),
  override: withDefault(flag(), false),
});

export const RESPONSE_HEADERS_POLICY = group<ResponseHeadersPolicyArgs>()({
  cors: optional(CORS),
  securityHeaders: withDefault(SECURITY_HEADERS, {}),
  customHeaders: withDefault(record(RESPONSE_HEADER, ADDABLE), {}),
  removeHeaders: withDefault(list(text(HEADER_NAME, REMOVABLE), MAX_HEADERS), []),
  serverTimingSamplingPercent: optional(decimal("percent", 0, 100)),
  comment: optional(COMMENT),
});

type ResponseHeadersPolicySettings = SettledFields<typeof RESPONSE_HEADERS_POLICY.fields>;

const rule = rulesOn<CdnEdgeSettings>();

export const RESPONSE_HEADERS_POLICY_RULES = [
  rule({
    id: "custom-header-count",
    source:
      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html",
    of: ({ caching }) =>
      eachNamed("caching.responseHeadersPolicies", caching.responseHeadersPolicies).map(
        ({ path, value }) => ({
          path: `${path}.customHeaders`,
          value: Object.keys(value.customHeaders).length,
        }),
      ),
    holds: (count) => count <= MAX_HEADERS.max,
    must: `must have 0 to ${MAX_HEADERS.max} entries`,
    remedy: MAX_HEADERS.remedy,
  }),
  ...CORS_RULES,
];

/** A response headers policy as `aws.cloudfront.ResponseHeadersPolicy` takes it. */
function describeResponseHeadersPolicy(policy: ResponseHeadersPolicySettings) {
  const { cors, customHeaders, removeHeaders, serverTimingSamplingPercent } = policy;
  const added = sortEntries(customHeaders).map(([header, { value, override }]) => ({
    header,
    value,
    override,
  }));
  return {
    comment: policy.comment,
    corsConfig: cors && describeCors(cors),
    securityHeadersConfig: describeSecurityHeaders(policy.securityHeaders),
    customHeadersConfig: added.length === 0 ? undefined : { items: added },
    removeHeadersConfig:
      removeHeaders.length === 0
        ? undefined
        : { items: [...removeHeaders].sort().map((header) => ({ header })) },
    serverTimingHeadersConfig:
      serverTimingSamplingPercent === undefined
        ? undefined
        : { enabled: true, samplingRate: serverTimingSamplingPercent },
  };
}

export function createResponseHeadersPolicy(
  name: string,
  policy: ResponseHeadersPolicySettings,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  return new cloudfront.ResponseHeadersPolicy(name, describeResponseHeadersPolicy(policy), opts).id;
}
