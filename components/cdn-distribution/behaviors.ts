import type * as pulumi from "@pulumi/pulumi";
import type { SettledFields } from "../shared/fields";
import { flag, group, input, list, oneOf, optional, text, withDefault } from "../shared/fields";
import type { BehaviorReferences } from "./behavior-references";
import type { LambdaFunctionArgs } from "./edge-functions";
import { describeEdgeFunctions, FUNCTION_ARN, LAMBDA_FUNCTIONS } from "./edge-functions";
import {
  MANAGED_CACHE_POLICIES,
  MANAGED_ORIGIN_REQUEST_POLICIES,
  MANAGED_RESPONSE_HEADERS_POLICY_IDS,
  ManagedCachePolicy,
  ManagedOriginRequestPolicy,
  ManagedResponseHeadersPolicy,
} from "./managed-policies";
import { PATH_PATTERN } from "./path-patterns";

/** Which methods CloudFront takes; others get 403. */
export enum AllowedMethods {
  /** GET and HEAD. */
  GetHead = "GetHead",
  /** GET, HEAD and OPTIONS. */
  GetHeadOptions = "GetHeadOptions",
  /** GET, HEAD, OPTIONS, PUT, POST, PATCH and DELETE. */
  All = "All",
}

/** What happens to viewers who come over plain HTTP. */
export enum ViewerProtocolPolicy {
  /** They are served. */
  AllowAll = "allow-all",
  /** They are sent to HTTPS. */
  RedirectToHttps = "redirect-to-https",
  /** They get 403. */
  HttpsOnly = "https-only",
}

/**
 * How requests are handled. Used for those that no path behavior takes, and, with a pattern, for
 * those on a path. Of each kind of policy a behavior names at most one: a managed one, one that
 * stands beside it in `caching`, or one that exists already, by its id.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html
 */
export interface BehaviorArgs {
  /**
   * What is cached, by a managed policy. Defaults to UseOriginCacheControlHeadersQueryStrings: what
   * the app allows.
   */
  cachePolicy?: ManagedCachePolicy;
  /** What is cached, by the name of one of `caching.cachePolicies`. Defaults to `cachePolicy`. */
  customCachePolicy?: string;
  /**
   * What is cached, by the id of a policy that exists, such as one that stages share. Nothing about
   * it is checked. Defaults to `cachePolicy`.
   */
  cachePolicyId?: pulumi.Input<string>;
  /**
   * What else the origin gets, by a managed policy. Defaults to AllViewer, and to None where the
   * cache policy keeps responses without the origin's leave, or is given by its id: what such a
   * response depends on must be in the key.
   */
  originRequestPolicy?: ManagedOriginRequestPolicy;
  /**
   * What else the origin gets, by the name of one of `caching.originRequestPolicies`. Defaults to
   * `originRequestPolicy`.
   */
  customOriginRequestPolicy?: string;
  /**
   * What else the origin gets, by the id of a policy that exists. Nothing about it is checked.
   * Defaults to `originRequestPolicy`.
   */
  originRequestPolicyId?: pulumi.Input<string>;
  /** What is added to responses, by a managed policy. Defaults to SecurityHeaders. */
  responseHeadersPolicy?: ManagedResponseHeadersPolicy;
  /**
   * What is added to responses, by the name of one of `caching.responseHeadersPolicies`.
   * Defaults to `responseHeadersPolicy`.
   */
  customResponseHeadersPolicy?: string;
  /**
   * What is added to responses, by the id of a policy that exists. Defaults to
   * `responseHeadersPolicy`.
   */
  responseHeadersPolicyId?: pulumi.Input<string>;
  /** The origin that is asked, or the group of origins, by its name. Defaults to the app. */
  originId?: string;
  /** The methods that are taken. Defaults to All. */
  allowedMethods?: AllowedMethods;
  /**
   * Whether answers to OPTIONS are kept as those to GET and HEAD are. `allowedMethods` must have
   * OPTIONS. Defaults to false.
   */
  cacheOptions?: boolean;
  /** What viewers over plain HTTP get. Defaults to RedirectToHttps. */
  viewerProtocolPolicy?: ViewerProtocolPolicy;
  /** Whether CloudFront compresses what the origin did not. Defaults to true. */
  compress?: boolean;
  /**
   * The function that sees each request before the cache, by its name in `functions`. Costs by the
   * number of requests. Defaults to none.
   */
  viewerRequestFunction?: string;
  /** As `viewerRequestFunction`, by the ARN of one that exists. Defaults to none. */
  viewerRequestFunctionArn?: pulumi.Input<string>;
  /**
   * The function that sees each response below status 400 before the viewer, by its name in
   * `functions`. Costs by the number of requests. Defaults to none.
   */
  viewerResponseFunction?: string;
  /** As `viewerResponseFunction`, by the ARN of one that exists. Defaults to none. */
  viewerResponseFunctionArn?: pulumi.Input<string>;
  /** Functions of Lambda@Edge, at most one for each event. Defaults to none. */
  lambdaFunctions?: LambdaFunctionArgs[];
  /**
   * Ids of key groups, 1 to 4: viewers then need a URL or cookies signed with one of their keys.
   * Defaults to none, and everybody is served.
   */
  trustedKeyGroupIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * ARN of a real-time log configuration. Costs by the number of log lines. Defaults to none.
   */
  realtimeLogConfigArn?: pulumi.Input<string>;
}

/**
 * A behavior for the paths that match a pattern.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern
 */
export interface PathBehaviorArgs extends BehaviorArgs {
  /**
   * Which paths, up to 255 characters: `*` stands for any characters, `?` for one, case counts.
   * The first pattern that matches wins.
   */
  pathPattern: string;
  /**
   * Says that the responses on this path are the same for everybody. A cache policy with a minimum
   * TTL above 0 shares even responses that say `private` or `no-store`; where cookies or
   * `Authorization` reach the origin too, a custom one is refused and a managed one warned of unless
   * this is true. Defaults to false.
   */
  acceptsSharedPages?: boolean;
}

/**
 * The application's origin id. A literal: an id made of an output is unknown at preview, and the
 * provider then shows the whole distribution as replaced.
 */
export const ORIGIN_ID = "origin";

const REALTIME_LOG_CONFIG_ARN = {
  matches: /^arn:[\w-]+:cloudfront::\d{12}:realtime-log-config\/.+$/,
  must: "must be the ARN of a real-time log configuration",
  remedy: "Use the configuration's ARN, not that of its stream.",
};

const KEY_GROUPS = {
  min: 1,
  max: 4,
  remedy: "CloudFront takes 4 key groups for a behavior. Leave it out to serve everybody.",
};

const BEHAVIOR_FIELDS = {
  cachePolicy: optional(oneOf(ManagedCachePolicy)),
  customCachePolicy: optional(text()),
  cachePolicyId: optional(input(text())),
  originRequestPolicy: optional(oneOf(ManagedOriginRequestPolicy)),
  customOriginRequestPolicy: optional(text()),
  originRequestPolicyId: optional(input(text())),
  responseHeadersPolicy: optional(oneOf(ManagedResponseHeadersPolicy)),
  customResponseHeadersPolicy: optional(text()),
  responseHeadersPolicyId: optional(input(text())),
  originId: withDefault(text(), ORIGIN_ID),
  allowedMethods: withDefault(oneOf(AllowedMethods), AllowedMethods.All),
  cacheOptions: withDefault(flag(), false),
  viewerProtocolPolicy: withDefault(
    oneOf(ViewerProtocolPolicy),
    ViewerProtocolPolicy.RedirectToHttps,
  ),
  compress: withDefault(flag(), true),
  viewerRequestFunction: optional(text()),
  viewerRequestFunctionArn: optional(input(text(FUNCTION_ARN))),
  viewerResponseFunction: optional(text()),
  viewerResponseFunctionArn: optional(input(text(FUNCTION_ARN))),
  lambdaFunctions: withDefault(LAMBDA_FUNCTIONS, []),
  trustedKeyGroupIds: optional(input(list(input(text()), KEY_GROUPS))),
  realtimeLogConfigArn: optional(input(text(REALTIME_LOG_CONFIG_ARN))),
};

const TTL_HINT = "Use caching.cachePolicies, and name the policy in customCachePolicy.";

/** What to do about arguments that other tools have. */
const HINTS = {
  cachedMethods: "Use cacheOptions.",
  fieldLevelEncryptionId: "Field-level encryption is not offered.",
  defaultTtl: TTL_HINT,
  forwardedValues: "Use a cache policy and an origin request policy.",
  functionAssociations: "Use viewerRequestFunction and viewerResponseFunction.",
  grpcConfig: "gRPC is not offered: it needs HTTP/2 to the origin, which Beanstalk does not have.",
  lambdaFunctionAssociations: "Use lambdaFunctions.",
  maxTtl: TTL_HINT,
  minTtl: TTL_HINT,
  smoothStreaming: "Smooth Streaming is not offered.",
  targetOriginId: "Use originId.",
  trustedKeyGroups: "Use trustedKeyGroupIds.",
  trustedSigners: "Use trustedKeyGroupIds.",
  ttl: TTL_HINT,
};

export const BEHAVIOR = group<BehaviorArgs>()(BEHAVIOR_FIELDS, {
  ...HINTS,
  acceptsSharedPages: "Use caching.acceptsSharedPages.",
});

export const PATH_BEHAVIOR = group<PathBehaviorArgs>()(
  {
    ...BEHAVIOR_FIELDS,
    pathPattern: text(...PATH_PATTERN),
    acceptsSharedPages: withDefault(flag(), false),
  },
  { ...HINTS, path: "Use pathPattern." },
);

export type BehaviorSettings = SettledFields<typeof BEHAVIOR.fields>;
export type PathBehaviorSettings = SettledFields<typeof PATH_BEHAVIOR.fields>;

const METHODS: Record<AllowedMethods, string[]> = {
  [AllowedMethods.GetHead]: ["GET", "HEAD"],
  [AllowedMethods.GetHeadOptions]: ["GET", "HEAD", "OPTIONS"],
  [AllowedMethods.All]: ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"],
};

/** A behavior as `aws.cloudfront.Distribution` takes it. */
export function describeBehavior(behavior: BehaviorSettings, references: BehaviorReferences) {
  const cachedMethods = behavior.cacheOptions
    ? AllowedMethods.GetHeadOptions
    : AllowedMethods.GetHead;
  return {
    targetOriginId: behavior.originId,
    viewerProtocolPolicy: behavior.viewerProtocolPolicy,
    allowedMethods: METHODS[behavior.allowedMethods],
    cachedMethods: METHODS[cachedMethods],
    compress: behavior.compress,
    ...describePolicies(behavior, references),
    ...describeEdgeFunctions(behavior, references),
    trustedKeyGroups: behavior.trustedKeyGroupIds,
    realtimeLogConfigArn: behavior.realtimeLogConfigArn,
  };
}

function describePolicies(behavior: BehaviorSettings, references: BehaviorReferences) {
  const { cachePolicy, originRequestPolicy, responseHeadersPolicy } = behavior;
  return {
    cachePolicyId:
      behavior.cachePolicyId ??
      references.cachePolicyIds.get(behavior.customCachePolicy) ??
      (cachePolicy && MANAGED_CACHE_POLICIES[cachePolicy].id),
    originRequestPolicyId:
      behavior.originRequestPolicyId ??
      references.originRequestPolicyIds.get(behavior.customOriginRequestPolicy) ??
      (originRequestPolicy && MANAGED_ORIGIN_REQUEST_POLICIES[originRequestPolicy].id),
    responseHeadersPolicyId:
      behavior.responseHeadersPolicyId ??
      references.responseHeadersPolicyIds.get(behavior.customResponseHeadersPolicy) ??
      (responseHeadersPolicy && MANAGED_RESPONSE_HEADERS_POLICY_IDS[responseHeadersPolicy]),
  };
}
