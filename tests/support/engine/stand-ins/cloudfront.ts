import type { Account } from "./account";
import { ACCOUNT_ID, makeId } from "./naming";
import { textOf } from "./properties";
import type { ResourceType } from "./resource-type";

const makeCloudFrontId = (prefix: string, account: Account) =>
  makeId(prefix, 13, account).toUpperCase();

export const DISTRIBUTION: ResourceType = {
  token: "aws:cloudfront/distribution:Distribution",
  identify: ({ account }) => makeCloudFrontId("E", account),
  replacedBy: ["staging"],
  outputs: {
    arn: ({ id }) => `arn:aws:cloudfront::${ACCOUNT_ID}:distribution/${id}`,
    domainName: ({ id }) => `d${id.toLowerCase()}.cloudfront.net`,
    hostedZoneId: () => "Z2FDTNDATAQYW2",
    status: ({ inputs }) => (inputs.waitForDeployment === false ? "InProgress" : "Deployed"),
    etag: ({ account }) => makeCloudFrontId("E", account),
  },
  // The two that are no part of the distribution.
  importInputs: ({ inputs }) => ({ ...inputs, retainOnDelete: false, waitForDeployment: true }),
};

/** A policy or function of which the account has one by a name. */
function describeNamed(kind: string, token: string): ResourceType {
  return {
    token,
    identify: ({ inputs, account }) =>
      kind === "function" ? textOf(inputs, "name") : makeCloudFrontId("P", account).toLowerCase(),
    replacedBy: kind === "function" ? ["name"] : [],
    autoName: { property: "name", maxLength: kind === "function" ? 64 : 128 },
    outputs: {
      arn: ({ id }) => `arn:aws:cloudfront::${ACCOUNT_ID}:${kind}/${id}`,
      etag: ({ account }) => makeCloudFrontId("E", account),
    },
  };
}

export const CACHE_POLICY = describeNamed("cache-policy", "aws:cloudfront/cachePolicy:CachePolicy");
export const ORIGIN_REQUEST_POLICY = describeNamed(
  "origin-request-policy",
  "aws:cloudfront/originRequestPolicy:OriginRequestPolicy",
);
export const RESPONSE_HEADERS_POLICY = describeNamed(
  "response-headers-policy",
  "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
);
export const FUNCTION = describeNamed("function", "aws:cloudfront/function:Function");
