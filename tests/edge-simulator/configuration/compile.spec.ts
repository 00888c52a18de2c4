import { expect } from "chai";
import { isDeepStrictEqual } from "node:util";
import {
  addManagedPolicies,
  compileDistribution,
  findProblems,
  type DistributionConfig,
  type Policies,
  type ResponseHeadersPolicyConfig,
} from "../../../edge-simulator";
import {
  allMethods,
  describeCachePolicy,
  describeDistribution,
  describeOriginRequestPolicy,
} from "../support/distribution";
import { getKeys } from "../support/signed-stage";

/** What one of two configurations says otherwise than the other. */
interface Changes {
  readonly allowedOrigin?: string;
  readonly isOtherKey?: boolean;
}

const override = { Override: true };

const describeHeadersPolicy = (allowedOrigin: string): ResponseHeadersPolicyConfig => ({
  CorsConfig: {
    AccessControlAllowOrigins: { Items: [allowedOrigin, "*"] },
    AccessControlAllowHeaders: { Items: ["x-a"] },
    AccessControlAllowMethods: { Items: ["GET"] },
    AccessControlAllowCredentials: true,
    AccessControlExposeHeaders: { Items: ["x-b"] },
    AccessControlMaxAgeSec: 60,
    OriginOverride: true,
  },
  SecurityHeadersConfig: { ContentTypeOptions: override },
  ServerTimingHeadersConfig: { Enabled: true, SamplingRate: 50 },
  CustomHeadersConfig: { Items: [{ Header: "x-c", Value: "1", ...override }] },
  RemoveHeadersConfig: { Items: [{ Header: "x-d" }] },
});

const wholeBehavior: Partial<DistributionConfig["DefaultCacheBehavior"]> = {
  TargetOriginId: "group",
  AllowedMethods: { Items: allMethods, CachedMethods: { Items: ["GET", "HEAD", "OPTIONS"] } },
  CachePolicyId: "cache",
  OriginRequestPolicyId: "forward",
  ResponseHeadersPolicyId: "headers",
  Compress: true,
  TrustedKeyGroups: { Enabled: true, Items: ["keys"] },
  FunctionAssociations: {
    Items: [
      { EventType: "viewer-request", FunctionARN: "arn:request" },
      { EventType: "viewer-response", FunctionARN: "arn:response" },
    ],
  },
};

const distribution = describeDistribution({
  behavior: wholeBehavior,
  paths: [
    {
      PathPattern: "/legacy/*",
      ...{ CachePolicyId: undefined, OriginRequestPolicyId: undefined },
      ForwardedValues: {
        QueryString: true,
        QueryStringCacheKeys: { Items: ["q"] },
        Cookies: { Forward: "whitelist", WhitelistedNames: { Items: ["c*"] } },
        Headers: { Items: ["x-a", "cloudfront-viewer-country"] },
      },
    },
  ],
  origin: { CustomHeaders: { Items: [{ HeaderName: "x-secret", HeaderValue: "1" }] } },
  spare: {},
  root: {
    OriginGroups: {
      Items: [
        {
          Id: "group",
          FailoverCriteria: { StatusCodes: { Items: [503] } },
          Members: { Items: [{ OriginId: "web" }, { OriginId: "spare" }] },
        },
      ],
    },
    CustomErrorResponses: {
      Items: [
        {
          ErrorCode: 404,
          ErrorCachingMinTTL: 1,
          ResponsePagePath: "/404.html",
          ResponseCode: "200",
        },
      ],
    },
  },
});

/** Behaviors with all settings, policies' and legacy ones, made anew each time. */
function compileBehaviors({ allowedOrigin = "https://a.example", isOtherKey }: Changes = {}) {
  const { rsa, stranger } = getKeys();
  const policies: Partial<Policies> = {
    cachePolicies: {
      cache: describeCachePolicy({
        headers: ["x-a"],
        cookies: { whitelist: ["c"] },
        queryStrings: { allExcept: ["q"] },
        gzip: true,
        brotli: true,
      }),
    },
    originRequestPolicies: {
      forward: describeOriginRequestPolicy({ headers: { whitelist: ["CloudFront-Is-TV-Viewer"] } }),
    },
    responseHeadersPolicies: { headers: describeHeadersPolicy(allowedOrigin) },
  };
  const keyGroups = { keys: { [rsa.id]: isOtherKey ? stranger.publicKey : rsa.publicKey } };
  const code = "function handler(event) { return event.request; }";
  const functions = { "arn:request": { name: "a", code }, "arn:response": { name: "b", code } };
  expect(findProblems({ distribution, policies, keyGroups, functions })).to.deep.equal([]);
  const compiled = compileDistribution(distribution, addManagedPolicies(policies), {}, keyGroups);
  return compiled.behaviors;
}

const isUnset = (value: unknown) =>
  value === undefined || ((value instanceof Set || value instanceof Map) && value.size === 0);

describe("compileDistribution", () => {
  it("makes comparable data of a behavior, whatever is set", () => {
    expect(isDeepStrictEqual(compileBehaviors(), compileBehaviors())).to.equal(true);
  });

  it("tells behaviors apart that differ in a CORS origin or in a key alone", () => {
    const changed = [
      compileBehaviors({ allowedOrigin: "https://b.example" }),
      compileBehaviors({ isOtherKey: true }),
    ];
    const isSame = changed.map((behaviors) => isDeepStrictEqual(compileBehaviors(), behaviors));
    expect(isSame).to.deep.equal([false, false]);
  });

  it("leaves no field of a behavior out, in the configuration compared here", () => {
    const behavior = compileBehaviors().at(-1);
    const fields = { ...behavior, ...behavior?.responseHeadersPolicy };
    expect(Object.entries(fields).filter(([, value]) => isUnset(value))).to.deep.equal([]);
  });
});
