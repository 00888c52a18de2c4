import type { Field, SettledFields } from "../shared/fields";
import { completed, flag, group, list, record, withDefault } from "../shared/fields";
import { RESOURCE_NAME } from "../shared/names";
import type { Rule } from "../shared/rules";
import { rulesOn } from "../shared/rules";
import type { BehaviorArgs, PathBehaviorArgs } from "./behaviors";
import { AllowedMethods, BEHAVIOR, PATH_BEHAVIOR } from "./behaviors";
import type { CachePolicyArgs } from "./cache-policies";
import { CACHE_POLICY, CACHE_POLICY_RULES } from "./cache-policies";
import { EDGE_FUNCTION_RULES } from "./edge-functions";
import { listBehaviors } from "./list-behaviors";
import type { OriginRequestPolicyArgs } from "./origin-request-policies";
import { ORIGIN_REQUEST_POLICY, ORIGIN_REQUEST_POLICY_RULES } from "./origin-request-policies";
import { PATH_PATTERN_RULES } from "./path-patterns";
import { choosePolicies, POLICY_CHOICE_RULES } from "./policy-choices";
import type { ResponseHeadersPolicyArgs } from "./response-headers-policies";
import {
  RESPONSE_HEADERS_POLICY,
  RESPONSE_HEADERS_POLICY_RULES,
} from "./response-headers-policies";
import type { CdnEdgeSettings } from "./settings";
import { SHARED_PAGES_RULES } from "./shared-pages";
import { VALUE_SELECTION_RULES } from "./value-selections";

/**
 * What is cached, and how.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html
 */
export interface CachingArgs {
  /** For what no path behavior takes. Defaults to each of its arguments' defaults. */
  defaultBehavior?: BehaviorArgs;
  /** For paths, in order of precedence; at most 74. Defaults to none. */
  behaviors?: PathBehaviorArgs[];
  /**
   * Says that the default behavior's pages are the same for everybody. A cache policy with a
   * minimum TTL above 0 shares even responses that say `private` or `no-store`; on the default
   * behavior a custom one is refused and a managed one warned of unless this is true. Defaults to
   * false.
   */
  acceptsSharedPages?: boolean;
  /** Cache policies by name, for behaviors to refer to. Defaults to none. */
  cachePolicies?: Record<string, CachePolicyArgs>;
  /** Origin request policies by name, for behaviors to refer to. Defaults to none. */
  originRequestPolicies?: Record<string, OriginRequestPolicyArgs>;
  /** Response headers policies by name, for behaviors to refer to. Defaults to none. */
  responseHeadersPolicies?: Record<string, ResponseHeadersPolicyArgs>;
  /**
   * Whether each request gets `X-Forwarded-Host` with the name that the viewer used, for an origin
   * that sees its own as Host. An origin request policy must forward it, as AllViewerExceptHostHeader
   * does. A function on all behaviors does it, which costs by the number of requests. Defaults to
   * false.
   */
  sendForwardedHost?: boolean;
}

/**
 * A distribution has at most 75 behaviors, the default one among them.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
 */
const MAX_PATH_BEHAVIORS = 74;

const CACHING_FIELDS = group<CachingArgs>()(
  {
    defaultBehavior: withDefault(BEHAVIOR, {}),
    behaviors: withDefault(
      list(PATH_BEHAVIOR, { max: MAX_PATH_BEHAVIORS, remedy: "Merge patterns with wildcards." }),
      [],
    ),
    acceptsSharedPages: withDefault(flag(), false),
    cachePolicies: withDefault(record(CACHE_POLICY, RESOURCE_NAME), {}),
    originRequestPolicies: withDefault(record(ORIGIN_REQUEST_POLICY, RESOURCE_NAME), {}),
    responseHeadersPolicies: withDefault(record(RESPONSE_HEADERS_POLICY, RESOURCE_NAME), {}),
    sendForwardedHost: withDefault(flag(), false),
  },
  { minTtl: "Use cachePolicies.", ttl: "Use cachePolicies." },
);

export type CachingSettings = SettledFields<typeof CACHING_FIELDS.fields>;

export const CACHING: Field<CachingArgs, CachingSettings> = completed(
  CACHING_FIELDS,
  (caching) => ({
    ...caching,
    defaultBehavior: choosePolicies(caching.defaultBehavior, caching),
    behaviors: caching.behaviors.map((behavior) => choosePolicies(behavior, caching)),
  }),
);

const SOURCE =
  "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html";

const rule = rulesOn<CdnEdgeSettings>();

export const CACHING_RULES: Rule<CdnEdgeSettings>[] = [
  ...PATH_PATTERN_RULES,
  ...POLICY_CHOICE_RULES,
  ...CACHE_POLICY_RULES,
  ...ORIGIN_REQUEST_POLICY_RULES,
  ...RESPONSE_HEADERS_POLICY_RULES,
  ...VALUE_SELECTION_RULES,
  ...EDGE_FUNCTION_RULES,
  ...SHARED_PAGES_RULES,
  rule({
    id: "cached-options",
    source: SOURCE,
    of: ({ caching }) =>
      listBehaviors(caching).flatMap(({ path, behavior }) =>
        behavior.cacheOptions
          ? [{ path: `${path}.cacheOptions`, value: behavior.allowedMethods, shown: true }]
          : [],
      ),
    holds: (methods) => methods !== AllowedMethods.GetHead,
    must: "must be left out where allowedMethods has no OPTIONS",
    remedy: "Use GetHeadOptions or All.",
  }),
];
