import type { FunctionArgs } from "../../../../components";
import { LambdaEventType, ManagedOriginRequestPolicy } from "../../../../components";
import type { BadInput } from "./bad-input";
import { byDefault } from "./bad-input";

const LAMBDA_ARN = "arn:aws:lambda:us-east-1:123456789012:function:auth:3";
const FUNCTION_ARN = "arn:aws:cloudfront::123456789012:function/auth";
const CODE = "function handler(event) { return event.request; }";

const run = (auth: FunctionArgs) => ({
  functions: { auth },
  ...byDefault({ viewerRequestFunction: "auth" }),
});

/** CloudFront functions and those of Lambda@Edge. */
export const FUNCTION_ROWS: BadInput[] = [
  [
    "a function that is not there",
    byDefault({ viewerRequestFunction: "auth" }),
    [
      'caching.defaultBehavior.viewerRequestFunction must be one of functions (none), got "auth". ' +
        "Add the function there, or correct the name.",
    ],
  ],
  [
    "two functions for one event",
    {
      functions: { auth: { code: CODE } },
      caching: {
        defaultBehavior: { viewerRequestFunction: "auth", viewerRequestFunctionArn: FUNCTION_ARN },
      },
    },
    [
      "caching.defaultBehavior must not have viewerRequestFunction and viewerRequestFunctionArn together. " +
        "An event has one function. Merge them into one.",
    ],
  ],
  [
    "a function where the library writes one",
    {
      functions: { auth: { code: CODE } },
      caching: {
        sendForwardedHost: true,
        defaultBehavior: {
          viewerRequestFunction: "auth",
          originRequestPolicy: ManagedOriginRequestPolicy.AllViewerExceptHostHeader,
        },
      },
    },
    [
      "caching.defaultBehavior must not have viewerRequestFunction and the function of caching.sendForwardedHost or domain.redirectNames together. " +
        "An event has one function. Merge them into one.",
    ],
  ],
  [
    "a function's code twice",
    run({ code: CODE, codeFile: __filename }),
    ["functions.auth must have either codeFile or code. Give exactly one of the two."],
  ],
  [
    "a function's file that is not there",
    run({ codeFile: "no-such-file.js" }),
    [
      'functions.auth.codeFile must be a file of 1 to 10240 bytes, got "no-such-file.js". ' +
        "Give a path relative to the working directory, or an absolute one.",
    ],
  ],
  [
    "a function's code above 10 KB",
    run({ code: "x".repeat(10_241) }),
    [
      "functions.auth.code must have 1 to 10240 bytes. " +
        "Shorten the code, or keep data in a key value store.",
    ],
  ],
  [
    "a function's long name",
    {
      functions: { ["f".repeat(24)]: { code: CODE } },
      caching: { defaultBehavior: { viewerRequestFunction: "f".repeat(24) } },
    },
    [
      'functions must have names of at most 23 characters other than viewer-request, got "ffffffffffffffffffffffff". ' +
        "CloudFront's name is made of it, and may have 64 characters. Use another one.",
    ],
  ],
  [
    "the latest version of a Lambda function",
    byDefault({
      lambdaFunctions: [
        { eventType: LambdaEventType.OriginRequest, arn: LAMBDA_ARN.replace(/3$/, "$LATEST") },
      ],
    }),
    [
      'caching.defaultBehavior.lambdaFunctions[0].arn must be the ARN of a version of a Lambda function in us-east-1, got "arn:aws:lambda:us-east-1:123456789012:function:auth:$LATEST". ' +
        "Publish a version there, and use its qualifiedArn: $LATEST and aliases are refused.",
    ],
  ],
  [
    "two Lambda functions for one event",
    byDefault({
      lambdaFunctions: [
        { eventType: LambdaEventType.OriginRequest, arn: LAMBDA_ARN },
        { eventType: LambdaEventType.OriginRequest, arn: LAMBDA_ARN },
      ],
    }),
    [
      'caching.defaultBehavior.lambdaFunctions[1].eventType must differ from caching.defaultBehavior.lambdaFunctions[0].eventType, got "origin-request". ' +
        "Merge the two functions into one.",
    ],
  ],
  [
    "the body of a response",
    byDefault({
      lambdaFunctions: [
        { eventType: LambdaEventType.OriginResponse, arn: LAMBDA_ARN, includeBody: true },
      ],
    }),
    [
      "caching.defaultBehavior.lambdaFunctions[0].includeBody must be left out for events of responses, got true. " +
        "Use ViewerRequest or OriginRequest, or leave it out.",
    ],
  ],
  [
    "both kinds of functions for the viewer",
    {
      functions: { auth: { code: CODE } },
      caching: {
        defaultBehavior: {
          viewerRequestFunction: "auth",
          lambdaFunctions: [{ eventType: LambdaEventType.ViewerResponse, arn: LAMBDA_ARN }],
        },
      },
    },
    [
      'caching.defaultBehavior.lambdaFunctions[0].eventType must be an event of the origin where CloudFront functions take the viewer\'s events, got "viewer-response". ' +
        "Use one kind of function for both events of the viewer.",
    ],
  ],
];
