import * as cloudfront from "@pulumi/aws/cloudfront";
import type * as pulumi from "@pulumi/pulumi";
import type { SettledFields } from "../shared/fields";
import { group, list, oneOf, optional, text, withDefault } from "../shared/fields";
import { each, rulesOn } from "../shared/rules";
import { COMMENT } from "./comment";
import { HEADER_NAME } from "./headers";
import type { CdnEdgeSettings } from "./settings";
import type { ValueSelectionArgs } from "./value-selections";
import {
  describeItems,
  describeValues,
  MAX_NAMES,
  NO_VALUES,
  VALUE_SELECTION,
} from "./value-selections";

/** Which headers an origin request policy adds to those in the cache key. */
export enum HeaderBehavior {
  /** None. */
  None = "none",
  /** Those that are named, and no others. */
  Whitelist = "whitelist",
  /** All that the viewer sent. */
  AllViewer = "allViewer",
  /** All that the viewer sent, and those of CloudFront's own that are named. */
  AllViewerAndWhitelistCloudFront = "allViewerAndWhitelistCloudFront",
  /** All that the viewer sent but those that are named. */
  AllExcept = "allExcept",
}

/**
 * Which headers an origin request policy means.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/origin-request-understand-origin-request-policy.html
 */
export interface HeaderSelectionArgs {
  /** Whether none, some or all are meant. */
  behavior: HeaderBehavior;
  /**
   * The names that Whitelist, AllViewerAndWhitelistCloudFront or AllExcept refers to: 1 to 10, with
   * 1024 characters together. Defaults to none, as None and AllViewer need it.
   */
  names?: string[];
}

/**
 * An origin request policy of your own: what the origin gets beyond what is in the cache key. What a
 * response depends on must be in the key instead. An account can have 20.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/origin-request-understand-origin-request-policy.html
 */
export interface OriginRequestPolicyArgs {
  /** Which headers. Defaults to none. */
  headers?: HeaderSelectionArgs;
  /** Which cookies. Defaults to none. */
  cookies?: ValueSelectionArgs;
  /** Which query strings. Defaults to none. */
  queryStrings?: ValueSelectionArgs;
  /** What the policy is for, up to 128 characters. Defaults to none. */
  comment?: string;
}

const HEADER_SELECTION = group<HeaderSelectionArgs>()({
  behavior: oneOf(HeaderBehavior),
  names: withDefault(list(text(HEADER_NAME), MAX_NAMES), []),
});

export const ORIGIN_REQUEST_POLICY = group<OriginRequestPolicyArgs>()({
  headers: withDefault(HEADER_SELECTION, { behavior: HeaderBehavior.None }),
  cookies: withDefault(VALUE_SELECTION, NO_VALUES),
  queryStrings: withDefault(VALUE_SELECTION, NO_VALUES),
  comment: optional(COMMENT),
});

/** What an origin request policy says, whether it is a managed one or not. */
export type OriginRequestPolicySettings = SettledFields<typeof ORIGIN_REQUEST_POLICY.fields>;

const rule = rulesOn<CdnEdgeSettings>();

export const ORIGIN_REQUEST_POLICY_RULES = [
  rule({
    id: "header-only-in-key",
    source: "https://repost.aws/knowledge-center/cloudfront-authorization-header",
    of: (settings) => listHeaders(settings, HeaderBehavior.Whitelist),
    holds: (header) => !/^(authorization|accept-encoding)$/i.test(header),
    must: "must be a header that an origin request policy can name",
    remedy:
      "Put it into a cache policy: Authorization among the headers, Accept-Encoding by " +
      "acceptEncodingGzip and acceptEncodingBrotli.",
  }),
  rule({
    id: "cloudfront-header",
    source:
      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html",
    of: (settings) => listHeaders(settings, HeaderBehavior.AllViewerAndWhitelistCloudFront),
    holds: (header) => /^cloudfront-/i.test(header),
    must: "must be a header of CloudFront's own: the viewer's are all sent",
    remedy: "Name headers such as CloudFront-Viewer-Country.",
  }),
];

function listHeaders({ caching }: CdnEdgeSettings, behavior: HeaderBehavior) {
  return Object.entries(caching.originRequestPolicies)
    .filter(([, { headers }]) => headers.behavior === behavior)
    .flatMap(([name, { headers }]) =>
      each(`caching.originRequestPolicies.${name}.headers.names`, headers.names),
    );
}

/** An origin request policy as `aws.cloudfront.OriginRequestPolicy` takes it. */
export function describeOriginRequestPolicy(policy: OriginRequestPolicySettings) {
  return {
    comment: policy.comment,
    headersConfig: {
      headerBehavior: policy.headers.behavior,
      headers: describeItems(policy.headers.names),
    },
    ...describeValues(policy.cookies, policy.queryStrings),
  };
}

export function createOriginRequestPolicy(
  name: string,
  policy: OriginRequestPolicySettings,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  return new cloudfront.OriginRequestPolicy(name, describeOriginRequestPolicy(policy), opts).id;
}
