import type { CachePolicyConfig } from "./policy-schemas";

type Ttls = readonly [minSeconds: number, defaultSeconds: number, maxSeconds: number];

interface KeyParts {
  readonly headers?: readonly string[];
  readonly allCookies?: boolean;
  readonly queryStrings?: "all" | readonly string[];
  readonly gzip?: boolean;
  readonly brotli?: boolean;
}

const dayAndYear: Ttls = [1, 86_400, 31_536_000];
const originDecides: Ttls = [0, 0, 31_536_000];
const bothEncodings = { gzip: true, brotli: true };
const originControlHeaders = [
  "Host",
  "Origin",
  "X-HTTP-Method-Override",
  "X-HTTP-Method",
  "X-Method-Override",
];

// Of the policies for Amplify Hosting.
const amplifyHeaders = ["Authorization", "Accept", "CloudFront-Viewer-Country", "Host"];

/**
 * The ids of AWS's managed cache policies by the name that the guide gives them.
 * Source: developer guide, `using-managed-cache-policies`; for Amplify Hosting's own, Amplify's
 * user guide, `cache-configuration-type`.
 */
export const managedCachePolicyIds = {
  CachingOptimized: "658327ea-f89d-4fab-a63d-7e88639e58f6",
  CachingOptimizedForUncompressedObjects: "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
  CachingDisabled: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
  UseOriginCacheControlHeaders: "83da9c7e-98b4-4e11-a168-04f0df8e2c65",
  "UseOriginCacheControlHeaders-QueryStrings": "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
  Amplify: "2e54312d-136d-493c-8eb9-b001f22f67d2",
  "Elemental-MediaPackage": "08627262-05a9-4f76-9ded-b50ca2e3a84f",
  "Amplify-Default": "4d1d2f1d-3a71-49ad-9e08-7ea5d843a556",
  "Amplify-DefaultNoCookies": "a6bad946-36c3-4c33-aa98-362c74a7fb13",
  "Amplify-ImageOptimization": "1c6db51a-a33f-469a-8245-dae26771f530",
  "Amplify-StaticContent": "7e5fad67-ee98-4ad0-b05a-394999eefc1a",
} as const;

/** AWS's managed cache policies by id, in the API's shape. */
export const managedCachePolicies: Readonly<Record<string, CachePolicyConfig>> = {
  [managedCachePolicyIds.CachingOptimized]: describePolicy(
    "Managed-CachingOptimized",
    dayAndYear,
    bothEncodings,
  ),
  [managedCachePolicyIds.CachingOptimizedForUncompressedObjects]: describePolicy(
    "Managed-CachingOptimizedForUncompressedObjects",
    dayAndYear,
    {},
  ),
  [managedCachePolicyIds.CachingDisabled]: describePolicy("Managed-CachingDisabled", [0, 0, 0], {}),
  [managedCachePolicyIds.UseOriginCacheControlHeaders]: describePolicy(
    "UseOriginCacheControlHeaders",
    originDecides,
    { headers: originControlHeaders, allCookies: true, ...bothEncodings },
  ),
  [managedCachePolicyIds["UseOriginCacheControlHeaders-QueryStrings"]]: describePolicy(
    "UseOriginCacheControlHeaders-QueryStrings",
    originDecides,
    { headers: originControlHeaders, allCookies: true, queryStrings: "all", ...bothEncodings },
  ),
  [managedCachePolicyIds.Amplify]: describePolicy("Managed-Amplify", [2, 2, 600], {
    headers: ["Authorization", "CloudFront-Viewer-Country", "Host"],
    allCookies: true,
    queryStrings: "all",
    ...bothEncodings,
  }),
  [managedCachePolicyIds["Elemental-MediaPackage"]]: describePolicy(
    "Managed-Elemental-MediaPackage",
    [0, 86_400, 31_536_000],
    {
      headers: ["Origin"],
      queryStrings: ["aws.manifestfilter", "start", "end", "m"],
      gzip: true,
    },
  ),
  [managedCachePolicyIds["Amplify-Default"]]: describePolicy(
    "Managed-Amplify-Default",
    originDecides,
    { headers: amplifyHeaders, allCookies: true, queryStrings: "all", ...bothEncodings },
  ),
  [managedCachePolicyIds["Amplify-DefaultNoCookies"]]: describePolicy(
    "Managed-Amplify-DefaultNoCookies",
    originDecides,
    { headers: amplifyHeaders, queryStrings: "all", ...bothEncodings },
  ),
  [managedCachePolicyIds["Amplify-ImageOptimization"]]: describePolicy(
    "Managed-Amplify-ImageOptimization",
    originDecides,
    { headers: ["Authorization", "Accept", "Host"], queryStrings: "all", ...bothEncodings },
  ),
  [managedCachePolicyIds["Amplify-StaticContent"]]: describePolicy(
    "Managed-Amplify-StaticContent",
    originDecides,
    { headers: ["Authorization", "Host"], ...bothEncodings },
  ),
};

function describePolicy(
  name: string,
  [minSeconds, defaultSeconds, maxSeconds]: Ttls,
  { headers, allCookies, queryStrings, gzip = false, brotli = false }: KeyParts,
): CachePolicyConfig {
  return {
    Name: name,
    MinTTL: minSeconds,
    DefaultTTL: defaultSeconds,
    MaxTTL: maxSeconds,
    ParametersInCacheKeyAndForwardedToOrigin: {
      EnableAcceptEncodingGzip: gzip,
      EnableAcceptEncodingBrotli: brotli,
      HeadersConfig: headers
        ? { HeaderBehavior: "whitelist", Headers: { Items: [...headers] } }
        : { HeaderBehavior: "none" },
      CookiesConfig: { CookieBehavior: allCookies ? "all" : "none" },
      QueryStringsConfig: describeQueryStrings(queryStrings),
    },
  };
}

type QueryStringsConfig =
  CachePolicyConfig["ParametersInCacheKeyAndForwardedToOrigin"]["QueryStringsConfig"];

function describeQueryStrings(queryStrings: KeyParts["queryStrings"]): QueryStringsConfig {
  if (queryStrings === undefined) {
    return { QueryStringBehavior: "none" };
  }
  if (queryStrings === "all") {
    return { QueryStringBehavior: "all" };
  }
  return { QueryStringBehavior: "whitelist", QueryStrings: { Items: [...queryStrings] } };
}
