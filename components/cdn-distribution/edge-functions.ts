import type * as pulumi from "@pulumi/pulumi";
import { flag, group, input, list, oneOf, text, withDefault } from "../shared/fields";
import { at, rulesOn, withEarlier } from "../shared/rules";
import type { BehaviorReferences } from "./behavior-references";
import type { BehaviorSettings } from "./behaviors";
import { listBehaviors } from "./list-behaviors";
import type { CdnEdgeSettings } from "./settings";
import { VIEWER_REQUEST_FUNCTION, writesViewerRequestCode } from "./viewer-request-code";

/** When a function of Lambda@Edge runs. */
export enum LambdaEventType {
  /** On each request, before the cache. */
  ViewerRequest = "viewer-request",
  /** On each request that goes on to the origin. */
  OriginRequest = "origin-request",
  /** On each response of the origin. */
  OriginResponse = "origin-response",
  /** On each response, before the viewer. */
  ViewerResponse = "viewer-response",
}

/**
 * A function of Lambda@Edge that exists already.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-the-edge.html
 */
export interface LambdaFunctionArgs {
  /** When it runs. */
  eventType: LambdaEventType;
  /** ARN of a version of a function in us-east-1: it ends in the version's number. */
  arn: pulumi.Input<string>;
  /** Whether it gets the request's body, which only request events have. Defaults to false. */
  includeBody?: boolean;
}

const LAMBDA_ARN = {
  matches: /^arn:aws:lambda:us-east-1:\d{12}:function:[\w-]+:\d+$/,
  must: "must be the ARN of a version of a Lambda function in us-east-1",
  remedy: "Publish a version there, and use its qualifiedArn: $LATEST and aliases are refused.",
};

/** A CloudFront function, as a behavior refers to one that exists. */
export const FUNCTION_ARN = {
  matches: /^arn:[\w-]+:cloudfront::\d{12}:function\/[\w-]+$/,
  must: "must be the ARN of a CloudFront function",
  remedy: "Use lambdaFunctions for Lambda@Edge.",
};

export const LAMBDA_FUNCTIONS = list(
  group<LambdaFunctionArgs>()({
    eventType: oneOf(LambdaEventType),
    arn: input(text(LAMBDA_ARN)),
    includeBody: withDefault(flag(), false),
  }),
);

const RESTRICTIONS =
  "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html";

const FUNCTION_ARGUMENTS = [
  {
    event: LambdaEventType.ViewerRequest,
    byName: "viewerRequestFunction",
    byArn: "viewerRequestFunctionArn",
  },
  {
    event: LambdaEventType.ViewerResponse,
    byName: "viewerResponseFunction",
    byArn: "viewerResponseFunctionArn",
  },
] as const;

const WRITTEN = "the function of caching.sendForwardedHost or domain.redirectNames";

const rule = rulesOn<CdnEdgeSettings>();

export const EDGE_FUNCTION_RULES = [
  rule({
    id: "unknown-function",
    source: RESTRICTIONS,
    of: (settings) =>
      listBehaviors(settings.caching).flatMap(({ path, behavior }) =>
        FUNCTION_ARGUMENTS.flatMap(({ byName }) => at(`${path}.${byName}`, behavior[byName])),
      ),
    holds: (name, { functions }) => Object.hasOwn(functions, name),
    must: (_, { functions }) =>
      `must be one of functions (${Object.keys(functions).join(", ") || "none"})`,
    remedy: "Add the function there, or correct the name.",
  }),
  rule({
    id: "one-function-an-event",
    source: RESTRICTIONS,
    of: (settings) =>
      listBehaviors(settings.caching).flatMap(({ path, behavior }) =>
        FUNCTION_ARGUMENTS.map(({ event, byName, byArn }) => {
          const given = [byName, byArn].filter((argument) => behavior[argument] !== undefined);
          const isWritten =
            event === LambdaEventType.ViewerRequest && writesViewerRequestCode(settings);
          return { path, value: isWritten ? [...given, WRITTEN] : given, shown: undefined };
        }),
      ),
    holds: (functions) => functions.length <= 1,
    must: (functions) => `must not have ${functions.join(" and ")} together`,
    remedy: "An event has one function. Merge them into one.",
  }),
  rule({
    id: "one-lambda-an-event",
    source: RESTRICTIONS,
    of: ({ caching }) =>
      listBehaviors(caching).flatMap(({ path, behavior }) =>
        withEarlier(
          behavior.lambdaFunctions.map(({ eventType }, index) => ({
            path: `${path}.lambdaFunctions[${index}].eventType`,
            value: eventType,
          })),
        ),
      ),
    holds: (earlier) => earlier === undefined,
    must: (earlier) => `must differ from ${earlier}`,
    remedy: "Merge the two functions into one.",
  }),
  rule({
    id: "lambda-body-of-request",
    source: RESTRICTIONS,
    of: (settings) =>
      listLambdas(settings).flatMap(({ path, lambda }) =>
        lambda.includeBody
          ? [{ path: `${path}.includeBody`, value: lambda.eventType, shown: true }]
          : [],
      ),
    holds: (eventType) => eventType.endsWith("-request"),
    must: "must be left out for events of responses",
    remedy: "Use ViewerRequest or OriginRequest, or leave it out.",
  }),
  rule({
    id: "two-kinds-of-viewer-functions",
    source: RESTRICTIONS,
    of: (settings) =>
      listLambdas(settings).flatMap(({ path, lambda, behavior }) =>
        usesFunctions(behavior) || writesViewerRequestCode(settings)
          ? [{ path: `${path}.eventType`, value: lambda.eventType }]
          : [],
      ),
    holds: (eventType) => !eventType.startsWith("viewer-"),
    must: "must be an event of the origin where CloudFront functions take the viewer's events",
    remedy: "Use one kind of function for both events of the viewer.",
  }),
];

function usesFunctions(behavior: BehaviorSettings): boolean {
  return FUNCTION_ARGUMENTS.some(
    ({ byName, byArn }) => behavior[byName] !== undefined || behavior[byArn] !== undefined,
  );
}

/** Each function of Lambda@Edge, with its behavior. */
function listLambdas({ caching }: CdnEdgeSettings) {
  return listBehaviors(caching).flatMap(({ path, behavior }) =>
    behavior.lambdaFunctions.map((lambda, index) => ({
      path: `${path}.lambdaFunctions[${index}]`,
      behavior,
      lambda,
    })),
  );
}

/** A behavior's functions as `aws.cloudfront.Distribution` takes them: sets, so by event. */
export function describeEdgeFunctions(
  behavior: BehaviorSettings,
  { functionArns }: BehaviorReferences,
) {
  const functions = [
    {
      eventType: LambdaEventType.ViewerRequest,
      functionArn:
        behavior.viewerRequestFunctionArn ??
        functionArns.get(behavior.viewerRequestFunction ?? VIEWER_REQUEST_FUNCTION),
    },
    {
      eventType: LambdaEventType.ViewerResponse,
      functionArn:
        behavior.viewerResponseFunctionArn ?? functionArns.get(behavior.viewerResponseFunction),
    },
  ].flatMap(({ eventType, functionArn }) =>
    functionArn === undefined ? [] : [{ eventType, functionArn }],
  );
  const lambdas = [...behavior.lambdaFunctions]
    .sort((a, b) => (a.eventType < b.eventType ? -1 : 1))
    .map(({ eventType, arn, includeBody }) => ({ eventType, lambdaArn: arn, includeBody }));
  return {
    functionAssociations: functions.length > 0 ? functions : undefined,
    lambdaFunctionAssociations: lambdas.length > 0 ? lambdas : undefined,
  };
}
