import {
  managedCachePolicyIds,
  type CachePolicyConfig,
  type DistributionConfig,
  type OriginRequestPolicyConfig,
} from "../../../edge-simulator";

type BehaviorConfig = DistributionConfig["DefaultCacheBehavior"];
type OriginConfig = NonNullable<DistributionConfig["Origins"]["Items"]>[number];
type PathBehaviorConfig = BehaviorConfig & { PathPattern: string };

export const allMethods = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"];

/** What a test changes about the smallest distribution. */
export interface DistributionChanges {
  readonly behavior?: Partial<BehaviorConfig>;
  readonly paths?: readonly (Partial<BehaviorConfig> & { PathPattern: string })[];
  readonly origin?: Partial<OriginConfig>;
  /** A second origin, "spare". */
  readonly spare?: Partial<OriginConfig>;
  readonly root?: Partial<DistributionConfig>;
}

/** The smallest distribution: one origin "web", everything cached by CachingOptimized. */
export function describeDistribution(changes: DistributionChanges = {}): DistributionConfig {
  const behavior: BehaviorConfig = {
    TargetOriginId: "web",
    ViewerProtocolPolicy: "redirect-to-https",
    AllowedMethods: { Items: allMethods, CachedMethods: { Items: ["GET", "HEAD"] } },
    CachePolicyId: managedCachePolicyIds.CachingOptimized,
    ...changes.behavior,
  };
  const paths: PathBehaviorConfig[] = (changes.paths ?? []).map((path) => ({
    ...behavior,
    ...path,
  }));
  const origins = [{ ...webOrigin, ...changes.origin }];
  if (changes.spare !== undefined) {
    origins.push({ ...webOrigin, Id: "spare", DomainName: "spare.example.com", ...changes.spare });
  }
  return {
    Comment: "test",
    Enabled: true,
    Origins: { Quantity: origins.length, Items: origins },
    DefaultCacheBehavior: behavior,
    CacheBehaviors: { Quantity: paths.length, Items: paths },
    ...changes.root,
  };
}

const webOrigin: OriginConfig = {
  Id: "web",
  DomainName: "app.example.elasticbeanstalk.com",
  CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: "http-only" },
};

/** What a test says about a cache policy; nothing is in the key unless it says so. */
export interface CachePolicyChanges {
  /** Minimum, default and maximum TTL in seconds. */
  readonly ttls?: readonly [number, number, number];
  readonly headers?: readonly string[];
  readonly cookies?: Selection;
  readonly queryStrings?: Selection;
  readonly gzip?: boolean;
  readonly brotli?: boolean;
}

export type Selection = "none" | "all" | { whitelist: string[] } | { allExcept: string[] };

export function describeCachePolicy(changes: CachePolicyChanges = {}): CachePolicyConfig {
  const [minSeconds, defaultSeconds, maxSeconds] = changes.ttls ?? [0, 86_400, 31_536_000];
  const cookies = describeSelection(changes.cookies);
  const queryStrings = describeSelection(changes.queryStrings);
  return {
    MinTTL: minSeconds,
    DefaultTTL: defaultSeconds,
    MaxTTL: maxSeconds,
    ParametersInCacheKeyAndForwardedToOrigin: {
      EnableAcceptEncodingGzip: changes.gzip ?? false,
      EnableAcceptEncodingBrotli: changes.brotli ?? false,
      HeadersConfig: changes.headers
        ? { HeaderBehavior: "whitelist", Headers: { Items: [...changes.headers] } }
        : { HeaderBehavior: "none" },
      CookiesConfig: { CookieBehavior: cookies.behavior, Cookies: cookies.names },
      QueryStringsConfig: {
        QueryStringBehavior: queryStrings.behavior,
        QueryStrings: queryStrings.names,
      },
    },
  };
}

export interface OriginRequestPolicyChanges {
  readonly headers?: "none" | "allViewer" | { whitelist: string[] } | { allExcept: string[] };
  readonly cookies?: Selection;
  readonly queryStrings?: Selection;
}

export function describeOriginRequestPolicy(
  changes: OriginRequestPolicyChanges,
): OriginRequestPolicyConfig {
  const { headers = "none" } = changes;
  const cookies = describeSelection(changes.cookies);
  const queryStrings = describeSelection(changes.queryStrings);
  return {
    HeadersConfig:
      typeof headers === "string"
        ? { HeaderBehavior: headers }
        : "whitelist" in headers
          ? { HeaderBehavior: "whitelist", Headers: { Items: headers.whitelist } }
          : { HeaderBehavior: "allExcept", Headers: { Items: headers.allExcept } },
    CookiesConfig: { CookieBehavior: cookies.behavior, Cookies: cookies.names },
    QueryStringsConfig: {
      QueryStringBehavior: queryStrings.behavior,
      QueryStrings: queryStrings.names,
    },
  };
}

function describeSelection(selection: Selection = "none") {
  if (typeof selection === "string") {
    return { behavior: selection, names: undefined };
  }
  if ("whitelist" in selection) {
    return { behavior: "whitelist" as const, names: { Items: selection.whitelist } };
  }
  return { behavior: "allExcept" as const, names: { Items: selection.allExcept } };
}
