import { expect } from "chai";
import type * as pulumi from "@pulumi/pulumi";
import type { BehaviorArgs, PathBehaviorArgs } from "../../../components";
import {
  AllowedMethods,
  CdnDistribution,
  LambdaEventType,
  ManagedOriginRequestPolicy,
  ManagedResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { recordComponent } from "../../support/record-component";
import { compute, inputsOf, UNKNOWN } from "../../support/recorded";
import { distributionArguments, recordDistribution } from "./distribution-arguments";

const ID = "0a1b2c3d-0000-4000-8000-000000000000";
const LAMBDA = "arn:aws:lambda:us-east-1:123456789012:function:resize:7";
const LOGS = "arn:aws:cloudfront::123456789012:realtime-log-config/site";
const ALL = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

const DEFAULTS = {
  targetOriginId: "origin",
  viewerProtocolPolicy: "redirect-to-https",
  allowedMethods: ALL,
  cachedMethods: ["GET", "HEAD"],
  compress: true,
  cachePolicyId: "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
  originRequestPolicyId: "216adef6-5c7f-47e4-b989-5492eafa07d3",
  responseHeadersPolicyId: "67f7725c-6f97-4210-82d7-5512b31e9d03",
};

const row = (title: string, behavior: object, ...expected: string[]): ArgumentRow<object> => [
  title,
  { caching: { defaultBehavior: behavior as BehaviorArgs } },
  expected,
];

describe("A behavior", () => {
  it("states its policies, methods and protocol by default", async () => {
    const inputs = await recordDistribution({ caching: { behaviors: [{ pathPattern: "/a" }] } });
    expect(inputs["defaultCacheBehavior"]).to.deep.equal(DEFAULTS);
    expect(inputs["orderedCacheBehaviors"]).to.deep.equal([{ pathPattern: "/a", ...DEFAULTS }]);
  });

  it("says all that it is told", async () => {
    const behavior: BehaviorArgs = {
      cachePolicyId: ID,
      originRequestPolicy: ManagedOriginRequestPolicy.None,
      responseHeadersPolicy: ManagedResponseHeadersPolicy.None,
      originId: "files",
      allowedMethods: AllowedMethods.GetHeadOptions,
      cacheOptions: true,
      viewerProtocolPolicy: ViewerProtocolPolicy.HttpsOnly,
      compress: false,
      lambdaFunctions: [
        { eventType: LambdaEventType.OriginResponse, arn: LAMBDA },
        { eventType: LambdaEventType.OriginRequest, arn: LAMBDA, includeBody: true },
      ],
      trustedKeyGroupIds: ["key-group-2", "key-group-1"],
      realtimeLogConfigArn: LOGS,
    };
    const inputs = await recordDistribution({
      caching: { defaultBehavior: behavior },
      additionalOrigins: { files: { domainName: "files.example.com" } },
    });
    expect(inputs["defaultCacheBehavior"]).to.deep.equal({
      targetOriginId: "files",
      viewerProtocolPolicy: "https-only",
      allowedMethods: ["GET", "HEAD", "OPTIONS"],
      cachedMethods: ["GET", "HEAD", "OPTIONS"],
      compress: false,
      cachePolicyId: ID,
      lambdaFunctionAssociations: [
        { eventType: "origin-request", lambdaArn: LAMBDA, includeBody: true },
        { eventType: "origin-response", lambdaArn: LAMBDA, includeBody: false },
      ],
      trustedKeyGroups: ["key-group-2", "key-group-1"],
      realtimeLogConfigArn: LOGS,
    });
  });

  it("refers to the policies beside it, whatever their names", async () => {
    const { stack } = await recordComponent(
      () =>
        new CdnDistribution("cdn", {
          originDomainName: "app.example.com",
          caching: {
            defaultBehavior: {
              customCachePolicy: "constructor",
              customOriginRequestPolicy: "same",
              customResponseHeadersPolicy: "same",
            },
            cachePolicies: { constructor: {} },
            originRequestPolicies: { same: {} },
            responseHeadersPolicies: { same: {} },
          },
        }),
    );
    const inputs = inputsOf(stack, "aws:cloudfront/distribution:Distribution::cdn-distribution");
    const { cachePolicyId, originRequestPolicyId, responseHeadersPolicyId } = inputs[
      "defaultCacheBehavior"
    ] as Record<string, string>;
    expect([cachePolicyId, originRequestPolicyId, responseHeadersPolicyId]).to.deep.equal([
      compute("aws:cloudfront/cachePolicy:CachePolicy", "cdn-constructor", "id"),
      compute("aws:cloudfront/originRequestPolicy:OriginRequestPolicy", "cdn-same", "id"),
      compute("aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy", "cdn-same", "id"),
    ]);
  });

  it("takes ids and ARNs that are not known yet", async () => {
    const behavior = (id: pulumi.Output<string>): PathBehaviorArgs => ({
      pathPattern: "/a",
      cachePolicyId: id,
      originRequestPolicyId: id,
      responseHeadersPolicyId: id,
      viewerRequestFunctionArn: id,
      viewerResponseFunctionArn: id,
      lambdaFunctions: [{ eventType: LambdaEventType.OriginRequest, arn: id }],
      trustedKeyGroupIds: [id],
      realtimeLogConfigArn: id,
    });
    const { stack } = await recordComponent(
      () => {
        const other = new CdnDistribution("other", { originDomainName: "app.example.com" });
        const behaviors = [behavior(other.distributionId)];
        return new CdnDistribution("cdn", {
          originDomainName: "app.example.com",
          caching: { behaviors },
        });
      },
      { preview: true },
    );
    const inputs = inputsOf(stack, "aws:cloudfront/distribution:Distribution::cdn-distribution");
    expect(inputs["orderedCacheBehaviors"]).to.deep.equal([
      {
        pathPattern: "/a",
        ...DEFAULTS,
        cachePolicyId: UNKNOWN,
        originRequestPolicyId: UNKNOWN,
        responseHeadersPolicyId: UNKNOWN,
        functionAssociations: [
          { eventType: "viewer-request", functionArn: UNKNOWN },
          { eventType: "viewer-response", functionArn: UNKNOWN },
        ],
        lambdaFunctionAssociations: [
          { eventType: "origin-request", lambdaArn: UNKNOWN, includeBody: false },
        ],
        trustedKeyGroups: [UNKNOWN],
        realtimeLogConfigArn: UNKNOWN,
      },
    ]);
  });

  distributionArguments.testErrors([
    row("OPTIONS kept with all methods", { cacheOptions: true }),
    row(
      "OPTIONS kept, but not taken",
      { cacheOptions: true, allowedMethods: AllowedMethods.GetHead },
      "caching.defaultBehavior.cacheOptions must be left out where allowedMethods has no OPTIONS, " +
        "got true. Use GetHeadOptions or All.",
    ),
    row(
      "words that are no members of enums",
      { allowedMethods: "GET", viewerProtocolPolicy: "http", compress: "no" },
      'caching.defaultBehavior.allowedMethods must be one of "GetHead", "GetHeadOptions", "All", ' +
        'got "GET". Use a member of the enum.',
      'caching.defaultBehavior.viewerProtocolPolicy must be one of "allow-all", ' +
        '"redirect-to-https", "https-only", got "http". Use a member of the enum.',
      'caching.defaultBehavior.compress must be true or false, got "no". Leave out quotation marks.',
    ),
    row("4 key groups", { trustedKeyGroupIds: ["a", "b", "c", "d"] }),
    row(
      "5 key groups",
      { trustedKeyGroupIds: ["a", "b", "c", "d", "e"] },
      "caching.defaultBehavior.trustedKeyGroupIds must have 1 to 4 entries, got 5. CloudFront takes " +
        "4 key groups for a behavior. Leave it out to serve everybody.",
    ),
    row(
      "a stream in the place of its log configuration",
      { realtimeLogConfigArn: "arn:aws:kinesis:eu-west-1:123456789012:stream/site" },
      "caching.defaultBehavior.realtimeLogConfigArn must be the ARN of a real-time log " +
        'configuration, got "arn:aws:kinesis:eu-west-1:123456789012:stream/site". ' +
        "Use the configuration's ARN, not that of its stream.",
    ),
    row(
      "arguments of other tools",
      { targetOriginId: "x", cachedMethods: [], grpcConfig: {}, minTtl: 60 },
      "caching.defaultBehavior.targetOriginId is not an argument. Use originId.",
      "caching.defaultBehavior.cachedMethods is not an argument. Use cacheOptions.",
      "caching.defaultBehavior.grpcConfig is not an argument. gRPC is not offered: it needs HTTP/2 " +
        "to the origin, which Beanstalk does not have.",
      "caching.defaultBehavior.minTtl is not an argument. Use caching.cachePolicies, and name the " +
        "policy in customCachePolicy.",
    ),
    [
      "another tool's word for the pattern",
      { caching: { behaviors: [{ path: "/a", pathPattern: "/a" } as PathBehaviorArgs] } },
      ["caching.behaviors[0].path is not an argument. Use pathPattern."],
    ],
    row(
      "a word that is like none of many",
      { colour: "blue" },
      "caching.defaultBehavior.colour is not an argument. See the README's table of arguments.",
    ),
    row(
      "a slip of the finger",
      { compres: true },
      "caching.defaultBehavior.compres is not an argument. Did you mean compress?",
    ),
  ]);
});
