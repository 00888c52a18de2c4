import type { Account, StoredResource } from "./account";
import { NAME } from "./auto-name";
import { describeRefusal, refuseTaken } from "./aws-errors";
import { ACCOUNT_ID, makeId, makeUuid } from "./naming";
import type { Properties } from "./properties";
import { textOf } from "./properties";
import type { ResourceType } from "./resource-type";

const DISTRIBUTION_TOKEN = "aws:cloudfront/distribution:Distribution";

const makeCloudFrontId = (account: Account) => makeId("E", 13, account).toUpperCase();

const ETAG = { etag: ({ account }: { account: Account }) => makeCloudFrontId(account) };

export const DISTRIBUTION: ResourceType = {
  token: DISTRIBUTION_TOKEN,
  identify: ({ account }) => makeCloudFrontId(account),
  replacedBy: ["staging"],
  outputs: {
    arn: ({ id }) => `arn:aws:cloudfront::${ACCOUNT_ID}:distribution/${id}`,
    domainName: ({ id }) => `d${id.toLowerCase()}.cloudfront.net`,
    hostedZoneId: () => "Z2FDTNDATAQYW2",
    status: ({ inputs }) => (inputs.waitForDeployment === false ? "InProgress" : "Deployed"),
    ...ETAG,
  },
  renewed: ["etag", "status"],
  readAgain: (outputs, _state, account) =>
    account.follows("distribution-status") ? { ...outputs, status: "Deployed" } : outputs,
  // These two are no part of the distribution.
  readImported: (properties, account) =>
    account.follows("distribution-import")
      ? { ...properties, retainOnDelete: false, waitForDeployment: true }
      : properties,
  canFailHalfWay: true,
  refuseCreate: ({ inputs, account }) =>
    refuseAlias("creating CloudFront Distribution", "CreateDistributionWithTags", {
      wanted: listAliases(inputs),
      others: account.list(DISTRIBUTION_TOKEN),
      account,
    }),
  refuseUpdate: ({ id }, inputs, account) =>
    refuseAlias(`updating CloudFront Distribution (${id})`, "UpdateDistribution", {
      wanted: listAliases(inputs),
      others: account.list(DISTRIBUTION_TOKEN).filter((other) => other.id !== id),
      account,
    }),
};

function listAliases({ aliases }: Properties): string[] {
  return (aliases ?? []) as string[];
}

function refuseAlias(
  doing: string,
  operation: string,
  { wanted, others, account }: { wanted: string[]; others: StoredResource[]; account: Account },
): string | undefined {
  const taken = others.flatMap(({ inputs }) => listAliases(inputs));
  return account.follows("alias-taken") && wanted.some((alias) => taken.includes(alias))
    ? describeRefusal(
        doing,
        `CloudFront: ${operation}`,
        409,
        "CNAMEAlreadyExists: One or more of the CNAMEs you provided are already associated with a " +
          "different resource.",
      )
    : undefined;
}

/** A policy or function, which distributions refer to; the account has one by a name. */
function describePart(
  kind: "CachePolicy" | "OriginRequestPolicy" | "ResponseHeadersPolicy" | "Function",
  reference: "id" | "arn",
): ResourceType {
  const token = `aws:cloudfront/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`;
  const words = kind.replaceAll(/\B[A-Z]/g, (letter) => ` ${letter}`);
  const isFunction = kind === "Function";
  return {
    token,
    identify: ({ inputs, account }) => (isFunction ? textOf(inputs, "name") : makeUuid(account)),
    replacedBy: isFunction ? ["name"] : [],
    autoName: NAME,
    outputs: {
      arn: ({ id }) =>
        `arn:aws:cloudfront::${ACCOUNT_ID}:${words.toLowerCase().replaceAll(" ", "-")}/${id}`,
      ...ETAG,
    },
    renewed: ["etag"],
    ...(isFunction && { canFailHalfWay: true }),
    refuseCreate: refuseTaken(token, "name", (name) =>
      describeRefusal(
        `creating CloudFront ${words} (${name})`,
        `CloudFront: Create${kind}`,
        409,
        `${kind}AlreadyExists: `,
      ),
    ),
    refuseDelete: (resource, account) =>
      account.follows("attached-to-distribution") &&
      isAttached(reference === "id" ? resource.id : resource.outputs.arn, account)
        ? describeRefusal(
            `deleting CloudFront ${words} (${resource.id})`,
            `CloudFront: Delete${kind}`,
            409,
            `${kind}InUse: `,
          )
        : undefined,
  };
}

function isAttached(reference: unknown, account: Account): boolean {
  return account
    .list(DISTRIBUTION_TOKEN)
    .some(({ inputs }) => JSON.stringify(inputs).includes(JSON.stringify(reference)));
}

export const CACHE_POLICY = describePart("CachePolicy", "id");
export const ORIGIN_REQUEST_POLICY = describePart("OriginRequestPolicy", "id");
export const RESPONSE_HEADERS_POLICY = describePart("ResponseHeadersPolicy", "id");
export const FUNCTION = describePart("Function", "arn");
