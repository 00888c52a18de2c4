import { expect } from "chai";
import {
  managedCachePolicies,
  managedCachePolicyIds,
  managedOriginRequestPolicies,
  managedOriginRequestPolicyIds,
  managedResponseHeadersPolicyIds,
} from "../../../edge-simulator";
import { testScenarios, type Scenario } from "../support/scenario";

type CachePolicyName = keyof typeof managedCachePolicyIds;
type OriginRequestPolicyName = keyof typeof managedOriginRequestPolicyIds;
type ResponseHeadersPolicyName = keyof typeof managedResponseHeadersPolicyIds;

const originDecides = "Host Origin X-HTTP-Method-Override X-HTTP-Method X-Method-Override".split(
  " ",
);
const amplify = ["Authorization", "Accept", "CloudFront-Viewer-Country", "Host"];

/** As AWS's guide describes them. */
interface CachePolicyRow {
  readonly id: string;
  /** Minimum, default and maximum in seconds. */
  readonly ttls: readonly [number, number, number];
  readonly headers: readonly string[];
  readonly cookies: "none" | "all";
  readonly queryStrings: "none" | "all" | readonly string[];
  readonly encodings: "none" | "gzip" | "both";
}

const nothing = { headers: [], cookies: "none", queryStrings: "none" } as const;
const year = 31_536_000;

const cachePolicies: Record<CachePolicyName, CachePolicyRow> = {
  CachingOptimized: {
    id: "658327ea-f89d-4fab-a63d-7e88639e58f6",
    ttls: [1, 86_400, year],
    ...nothing,
    encodings: "both",
  },
  CachingOptimizedForUncompressedObjects: {
    id: "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
    ttls: [1, 86_400, year],
    ...nothing,
    encodings: "none",
  },
  CachingDisabled: {
    id: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
    ttls: [0, 0, 0],
    ...nothing,
    encodings: "none",
  },
  UseOriginCacheControlHeaders: {
    id: "83da9c7e-98b4-4e11-a168-04f0df8e2c65",
    ttls: [0, 0, year],
    headers: originDecides,
    cookies: "all",
    queryStrings: "none",
    encodings: "both",
  },
  "UseOriginCacheControlHeaders-QueryStrings": {
    id: "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
    ttls: [0, 0, year],
    headers: originDecides,
    cookies: "all",
    queryStrings: "all",
    encodings: "both",
  },
  Amplify: {
    id: "2e54312d-136d-493c-8eb9-b001f22f67d2",
    ttls: [2, 2, 600],
    headers: ["Authorization", "CloudFront-Viewer-Country", "Host"],
    cookies: "all",
    queryStrings: "all",
    encodings: "both",
  },
  "Elemental-MediaPackage": {
    id: "08627262-05a9-4f76-9ded-b50ca2e3a84f",
    ttls: [0, 86_400, year],
    headers: ["Origin"],
    cookies: "none",
    queryStrings: ["aws.manifestfilter", "start", "end", "m"],
    encodings: "gzip",
  },
  "Amplify-Default": {
    id: "4d1d2f1d-3a71-49ad-9e08-7ea5d843a556",
    ttls: [0, 0, year],
    headers: amplify,
    cookies: "all",
    queryStrings: "all",
    encodings: "both",
  },
  "Amplify-DefaultNoCookies": {
    id: "a6bad946-36c3-4c33-aa98-362c74a7fb13",
    ttls: [0, 0, year],
    headers: amplify,
    cookies: "none",
    queryStrings: "all",
    encodings: "both",
  },
  "Amplify-ImageOptimization": {
    id: "1c6db51a-a33f-469a-8245-dae26771f530",
    ttls: [0, 0, year],
    headers: ["Authorization", "Accept", "Host"],
    cookies: "none",
    queryStrings: "all",
    encodings: "both",
  },
  "Amplify-StaticContent": {
    id: "7e5fad67-ee98-4ad0-b05a-394999eefc1a",
    ttls: [0, 0, year],
    headers: ["Authorization", "Host"],
    cookies: "none",
    queryStrings: "none",
    encodings: "both",
  },
};

function readCachePolicy(id: string): CachePolicyRow {
  const policy = managedCachePolicies[id];
  const parameters = policy?.ParametersInCacheKeyAndForwardedToOrigin;
  const { EnableAcceptEncodingGzip: gzip, EnableAcceptEncodingBrotli: brotli } = parameters ?? {};
  const { QueryStringBehavior, QueryStrings } = parameters?.QueryStringsConfig ?? {};
  return {
    id,
    ttls: [policy?.MinTTL, policy?.DefaultTTL, policy?.MaxTTL],
    headers: parameters?.HeadersConfig.Headers?.Items ?? [],
    cookies: parameters?.CookiesConfig.CookieBehavior,
    queryStrings: QueryStringBehavior === "whitelist" ? QueryStrings?.Items : QueryStringBehavior,
    encodings: gzip ? (brotli ? "both" : "gzip") : "none",
  } as CachePolicyRow;
}

interface OriginRequestPolicyRow {
  readonly id: string;
  readonly headers: string;
  readonly listed?: readonly string[];
  readonly cookies: "none" | "all";
  readonly queryStrings: "none" | "all";
}

const cloudFrontHeaders = [
  "CloudFront-Forwarded-Proto",
  ...["Android", "Desktop", "IOS", "Mobile", "SmartTV", "Tablet"].map(
    (device) => `CloudFront-Is-${device}-Viewer`,
  ),
  ...(
    "Address ASN City Country Country-Name Country-Region Country-Region-Name Http-Version " +
    "Latitude Longitude Metro-Code Postal-Code Time-Zone TLS"
  )
    .split(" ")
    .map((name) => `CloudFront-Viewer-${name}`),
];
const preflight = ["Access-Control-Request-Headers", "Access-Control-Request-Method"];
const everything = { cookies: "all", queryStrings: "all" } as const;
const headersAlone = { headers: "whitelist", cookies: "none", queryStrings: "none" } as const;

const originRequestPolicies: Record<OriginRequestPolicyName, OriginRequestPolicyRow> = {
  AllViewer: {
    id: "216adef6-5c7f-47e4-b989-5492eafa07d3",
    headers: "allViewer",
    ...everything,
  },
  AllViewerExceptHostHeader: {
    id: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
    headers: "allExcept",
    listed: ["Host"],
    ...everything,
  },
  "AllViewerAndCloudFrontHeaders-2022-06": {
    id: "33f36d7e-f396-46d9-90e0-52428a34d9dc",
    headers: "allViewerAndWhitelistCloudFront",
    listed: cloudFrontHeaders,
    ...everything,
  },
  "CORS-CustomOrigin": {
    id: "59781a5b-3903-41f3-afcb-af62929ccde1",
    ...headersAlone,
    listed: ["Origin"],
  },
  "CORS-S3Origin": {
    id: "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf",
    ...headersAlone,
    listed: ["Origin", ...preflight],
  },
  HostHeaderOnly: {
    id: "bf0718e1-ba1e-49d1-88b1-f726733018ae",
    ...headersAlone,
    listed: ["Host"],
  },
  UserAgentRefererHeaders: {
    id: "acba4595-bd28-49b8-b9fe-13317c0390fa",
    ...headersAlone,
    listed: ["User-Agent", "Referer"],
  },
  "Elemental-MediaTailor-PersonalizedManifests": {
    id: "775133bc-15f2-49f9-abea-afb2e0bf67d2",
    ...headersAlone,
    queryStrings: "all",
    listed: ["Origin", ...preflight, "User-Agent", "X-Forwarded-For"],
  },
};

const security = {
  "Referrer-Policy": ["strict-origin-when-cross-origin", false],
  "Strict-Transport-Security": ["max-age=31536000", false],
  "X-Content-Type-Options": ["nosniff", true],
  "X-Frame-Options": ["SAMEORIGIN", false],
  "X-XSS-Protection": ["1; mode=block", false],
} as const;
const simpleCors = { "Access-Control-Allow-Origin": ["*", false] } as const;
const preflightCors = {
  ...simpleCors,
  "Access-Control-Allow-Methods": ["DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT", false],
  "Access-Control-Expose-Headers": ["*", false],
} as const;

/** The id of each policy, and what it adds; whether it overrides the origin's. */
const responseHeadersPolicies: Record<
  ResponseHeadersPolicyName,
  [id: string, adds: Record<string, readonly [value: string, overrides: boolean]>]
> = {
  SimpleCORS: ["60669652-455b-4ae9-85a4-c4c02393f86c", simpleCors],
  "CORS-With-Preflight": ["5cc3b908-e619-4b99-88e5-2cf7f45965bd", preflightCors],
  SecurityHeadersPolicy: ["67f7725c-6f97-4210-82d7-5512b31e9d03", security],
  "CORS-and-SecurityHeadersPolicy": [
    "e61eb60c-9c35-4d20-a928-2b84e02af89c",
    { ...simpleCors, ...security },
  ],
  "CORS-with-preflight-and-SecurityHeadersPolicy": [
    "eaab4381-ed33-4a86-88ca-d9558dc6cd63",
    { ...preflightCors, ...security },
  ],
};

const preflightRequest = {
  method: "OPTIONS",
  headers: { origin: "https://a.example", "access-control-request-method": "PUT" },
} as const;

const originsOwn = "origin's";

/** What a preflight brings where the origin sends none of the headers, and where it sends all. */
const scenarios: Scenario[] = Object.entries(responseHeadersPolicies).map(([name, [id, adds]]) => {
  const alone: Record<string, string | null> = {};
  const besideOrigins: Record<string, string | null> = {};
  const origins: Record<string, string> = {};
  for (const header of Object.keys({ ...preflightCors, ...security })) {
    const [value = null, overrides = false] = adds[header] ?? [];
    alone[header.toLowerCase()] = value;
    origins[header.toLowerCase()] = originsOwn;
    besideOrigins[header.toLowerCase()] = overrides ? value : originsOwn;
  }
  return {
    title: `CF-MRHP-${name}`,
    behavior: { ResponseHeadersPolicyId: id },
    steps: [
      { ...preflightRequest, expect: { headers: alone } },
      {
        ...preflightRequest,
        origin: { headers: origins },
        expect: { headers: besideOrigins },
      },
    ],
  };
});

describe("managed policies", () => {
  for (const [name, row] of Object.entries(cachePolicies)) {
    it(`CF-MCP-${name}`, () => {
      expect(readCachePolicy(managedCachePolicyIds[name as CachePolicyName])).to.deep.equal(row);
    });
  }

  for (const [name, row] of Object.entries(originRequestPolicies)) {
    it(`CF-MORP-${name}${name === "AllViewerExceptHostHeader" ? " AMB-15" : ""}`, () => {
      const id = managedOriginRequestPolicyIds[name as OriginRequestPolicyName];
      const policy = managedOriginRequestPolicies[id];
      const listed = policy?.HeadersConfig.Headers?.Items;
      expect({
        id,
        headers: policy?.HeadersConfig.HeaderBehavior,
        ...(listed && { listed }),
        cookies: policy?.CookiesConfig.CookieBehavior,
        queryStrings: policy?.QueryStringsConfig.QueryStringBehavior,
      }).to.deep.equal(row);
    });
  }

  testScenarios(scenarios);

  it("has a row for each response headers policy", () => {
    const ids = Object.entries(responseHeadersPolicies).map(([name, [id]]) => [name, id]);
    expect(managedResponseHeadersPolicyIds).to.deep.equal(Object.fromEntries(ids));
  });
});
