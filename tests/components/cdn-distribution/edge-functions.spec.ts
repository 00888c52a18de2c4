import { expect } from "chai";
import type { BehaviorArgs, CdnDistributionArgs } from "../../../components";
import { LambdaEventType } from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { compute } from "../../support/recorded";
import { distributionArguments, recordDistribution } from "./distribution-arguments";

const ARN = "arn:aws:cloudfront::123456789012:function/existing";
const LAMBDA = "arn:aws:lambda:us-east-1:123456789012:function:resize:7";
const { OriginRequest, OriginResponse, ViewerRequest, ViewerResponse } = LambdaEventType;

const code = "function handler(event) { return event.request; }";
const FUNCTIONS = { rewrite: { code }, stamp: { code } };
const USING = { viewerRequestFunction: "rewrite", viewerResponseFunction: "stamp" };

const row = (
  title: string,
  behavior: BehaviorArgs,
  change: Partial<CdnDistributionArgs>,
  ...expected: string[]
): ArgumentRow<CdnDistributionArgs> => [
  title,
  { ...change, caching: { defaultBehavior: behavior, ...change.caching } },
  expected,
];
const withLambdas = (
  title: string,
  lambdaFunctions: BehaviorArgs["lambdaFunctions"],
  ...expected: string[]
) => row(title, { lambdaFunctions }, {}, ...expected);
const wrongLambda = (title: string, arn: string) =>
  withLambdas(
    title,
    [{ eventType: OriginRequest, arn }],
    "caching.defaultBehavior.lambdaFunctions[0].arn must be the ARN of a version of a Lambda " +
      `function in us-east-1, got "${arn}". Publish a version there, and use its qualifiedArn: ` +
      "$LATEST and aliases are refused.",
  );
const WRITTEN = "the function of caching.sendForwardedHost or domain.redirectNames";
const onlyOne = (...functions: string[]) =>
  `caching.defaultBehavior must not have ${functions.join(" and ")} together. ` +
  "An event has one function. Merge them into one.";
const notBoth = (index: number, event: string) =>
  `caching.defaultBehavior.lambdaFunctions[${index}].eventType must be an event of the origin where ` +
  `CloudFront functions take the viewer's events, got "${event}". ` +
  "Use one kind of function for both events of the viewer.";

describe("A behavior's functions", () => {
  it("are found by their names", async () => {
    const { defaultCacheBehavior } = await recordDistribution({
      caching: { defaultBehavior: USING },
      functions: FUNCTIONS,
    });
    const arnOf = (name: string) => compute("aws:cloudfront/function:Function", name, "arn");
    expect(defaultCacheBehavior).to.deep.include({
      functionAssociations: [
        { eventType: "viewer-request", functionArn: arnOf("cdn-rewrite") },
        { eventType: "viewer-response", functionArn: arnOf("cdn-stamp") },
      ],
    });
  });

  it("are taken by their ARNs", async () => {
    const defaultBehavior = { viewerRequestFunctionArn: ARN, viewerResponseFunctionArn: ARN };
    const { defaultCacheBehavior } = await recordDistribution({ caching: { defaultBehavior } });
    expect(defaultCacheBehavior).to.deep.include({
      functionAssociations: [
        { eventType: "viewer-request", functionArn: ARN },
        { eventType: "viewer-response", functionArn: ARN },
      ],
    });
  });

  it("are the library's own on every behavior where it writes one", async () => {
    const { defaultCacheBehavior, orderedCacheBehaviors } = await recordDistribution({
      caching: { sendForwardedHost: true, behaviors: [{ pathPattern: "/a" }] },
    });
    const functionArn = compute("aws:cloudfront/function:Function", "cdn-viewer-request", "arn");
    const functionAssociations = [{ eventType: "viewer-request", functionArn }];
    expect(defaultCacheBehavior).to.deep.include({ functionAssociations });
    expect((orderedCacheBehaviors as unknown[])[0]).to.deep.include({ functionAssociations });
  });

  distributionArguments.testErrors([
    row("functions by name", USING, { functions: FUNCTIONS }),
    row(
      "functions that are not there",
      { viewerRequestFunction: "constructor", viewerResponseFunction: "stump" },
      { functions: FUNCTIONS },
      "caching.defaultBehavior.viewerRequestFunction must be one of functions (rewrite, stamp), " +
        'got "constructor". Add the function there, or correct the name.',
      "caching.defaultBehavior.viewerResponseFunction must be one of functions (rewrite, stamp), " +
        'got "stump". Add the function there, or correct the name.',
    ),
    row(
      "a function where there is none",
      { viewerRequestFunction: "rewrite" },
      {},
      'caching.defaultBehavior.viewerRequestFunction must be one of functions (none), got "rewrite". ' +
        "Add the function there, or correct the name.",
    ),
    row(
      "two functions for each event",
      { ...USING, viewerRequestFunctionArn: ARN, viewerResponseFunctionArn: ARN },
      { functions: FUNCTIONS },
      onlyOne("viewerRequestFunction", "viewerRequestFunctionArn"),
      onlyOne("viewerResponseFunction", "viewerResponseFunctionArn"),
    ),
    row(
      "a function of one's own beside the library's",
      USING,
      { functions: FUNCTIONS, caching: { sendForwardedHost: true } },
      onlyOne("viewerRequestFunction", WRITTEN),
    ),
    row(
      "a function by ARN beside the library's",
      { viewerRequestFunctionArn: ARN },
      {
        domain: {
          names: ["example.com"],
          redirectNames: ["www.example.com"],
          certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1a-2b",
        },
      },
      onlyOne("viewerRequestFunctionArn", WRITTEN),
    ),
    row(
      "Lambda@Edge in the place of a CloudFront function",
      { viewerRequestFunctionArn: LAMBDA },
      {},
      "caching.defaultBehavior.viewerRequestFunctionArn must be the ARN of a CloudFront function, " +
        `got "${LAMBDA}". Use lambdaFunctions for Lambda@Edge.`,
    ),
    wrongLambda("a Lambda function without version", LAMBDA.replace(":7", "")),
    wrongLambda("a Lambda function's alias", LAMBDA.replace(":7", ":live")),
    wrongLambda("a Lambda function in another region", LAMBDA.replace("us-east-1", "eu-west-1")),
    withLambdas("a Lambda function for each event", [
      { eventType: ViewerRequest, arn: LAMBDA, includeBody: true },
      { eventType: OriginRequest, arn: LAMBDA, includeBody: true },
      { eventType: OriginResponse, arn: LAMBDA, includeBody: false },
      { eventType: ViewerResponse, arn: LAMBDA },
    ]),
    withLambdas(
      "two Lambda functions for an event",
      [
        { eventType: OriginRequest, arn: LAMBDA },
        { eventType: OriginRequest, arn: LAMBDA },
      ],
      "caching.defaultBehavior.lambdaFunctions[1].eventType must differ from " +
        'caching.defaultBehavior.lambdaFunctions[0].eventType, got "origin-request". Merge the two functions into one.',
    ),
    withLambdas(
      "a request's body for a response",
      [{ eventType: OriginResponse, arn: LAMBDA, includeBody: true }],
      "caching.defaultBehavior.lambdaFunctions[0].includeBody must be left out for events of " +
        "responses, got true. Use ViewerRequest or OriginRequest, or leave it out.",
    ),
    row(
      "both kinds of functions on the viewer's events",
      {
        viewerResponseFunctionArn: ARN,
        lambdaFunctions: [
          { eventType: OriginRequest, arn: LAMBDA },
          { eventType: ViewerRequest, arn: LAMBDA },
        ],
      },
      {},
      notBoth(1, "viewer-request"),
    ),
    row(
      "Lambda@Edge beside the library's function",
      { lambdaFunctions: [{ eventType: ViewerResponse, arn: LAMBDA }] },
      { caching: { sendForwardedHost: true } },
      notBoth(0, "viewer-response"),
    ),
  ]);
});
