import { expect } from "chai";
import type { CachePolicyArgs } from "../../../components";
import { ValueBehavior } from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { sayRange } from "../../support/component-arguments";
import { distributionArguments } from "./distribution-arguments";
import { recordEdge } from "./record-edge";

const PATH = "caching.cachePolicies.pages";
const YEAR = 31_536_000;

const withPolicy = (policy: CachePolicyArgs, name = "pages") => ({
  caching: {
    behaviors: [{ pathPattern: "/a", customCachePolicy: name, acceptsSharedPages: true }],
    cachePolicies: { [name]: policy },
  },
});
const row = (
  title: string,
  policy: CachePolicyArgs,
  ...expected: string[]
): ArgumentRow<object> => [title, withPolicy(policy), expected];
const names = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`);
const tooMany = (argument: string) =>
  `${PATH}.${argument} must have 0 to 10 entries, got 11. ` +
  "That is CloudFront's quota. Leave out what makes no difference to responses.";
const notInKey = (header: string) =>
  row(
    `the header ${header}`,
    { headers: [header] },
    `${PATH}.headers[0] must be a header that CloudFront takes into a cache key, got "${header}". ` +
      "Use an origin request policy, or for Cookie the argument cookies.",
  );

describe("A cache policy", () => {
  it("keeps nothing by itself and has an empty key, by default", async () => {
    const inputs = await recordEdge(withPolicy({}));
    expect(inputs["aws:cloudfront/cachePolicy:CachePolicy::cdn-pages"]).to.deep.equal({
      minTtl: 0,
      defaultTtl: 0,
      maxTtl: YEAR,
      parametersInCacheKeyAndForwardedToOrigin: {
        enableAcceptEncodingGzip: true,
        enableAcceptEncodingBrotli: true,
        headersConfig: { headerBehavior: "none" },
        cookiesConfig: { cookieBehavior: "none" },
        queryStringsConfig: { queryStringBehavior: "none" },
      },
    });
  });

  it("says all that it is told, lists in one order", async () => {
    const policy = {
      minTtlSeconds: 1,
      defaultTtlSeconds: 2,
      maxTtlSeconds: 3,
      headers: ["Origin", "Accept-Language"],
      cookies: { behavior: ValueBehavior.Whitelist, names: ["b", "a"] },
      queryStrings: { behavior: ValueBehavior.AllExcept, names: ["utm"] },
      acceptEncodingGzip: false,
      acceptEncodingBrotli: false,
      comment: "Pages",
    };
    const inputs = await recordEdge(withPolicy(policy));
    expect(inputs["aws:cloudfront/cachePolicy:CachePolicy::cdn-pages"]).to.deep.equal({
      comment: "Pages",
      minTtl: 1,
      defaultTtl: 2,
      maxTtl: 3,
      parametersInCacheKeyAndForwardedToOrigin: {
        enableAcceptEncodingGzip: false,
        enableAcceptEncodingBrotli: false,
        headersConfig: {
          headerBehavior: "whitelist",
          headers: { items: ["Accept-Language", "Origin"] },
        },
        cookiesConfig: { cookieBehavior: "whitelist", cookies: { items: ["a", "b"] } },
        queryStringsConfig: { queryStringBehavior: "allExcept", queryStrings: { items: ["utm"] } },
      },
    });
  });

  it("keeps what the origin says nothing about for the minimum TTL, unless told", () => {
    const { caching } = distributionArguments.settle(withPolicy({ minTtlSeconds: 60 }));
    expect(caching.cachePolicies["pages"]?.defaultTtlSeconds).to.equal(60);
  });

  distributionArguments.testErrors([
    row("the longest TTLs", {
      minTtlSeconds: YEAR,
      defaultTtlSeconds: YEAR,
      maxTtlSeconds: YEAR,
    }),
    row("the shortest TTLs", { minTtlSeconds: 0, defaultTtlSeconds: 0, maxTtlSeconds: 1 }),
    row(
      "TTLs below 0",
      { minTtlSeconds: -1, defaultTtlSeconds: -1, maxTtlSeconds: 0 },
      sayRange(`${PATH}.minTtlSeconds`, "seconds", 0, YEAR, -1),
      sayRange(`${PATH}.defaultTtlSeconds`, "seconds", 0, YEAR, -1),
      sayRange(`${PATH}.maxTtlSeconds`, "seconds", 1, YEAR, 0),
    ),
    row(
      "TTLs above a year",
      { minTtlSeconds: YEAR + 1, defaultTtlSeconds: YEAR + 1, maxTtlSeconds: YEAR + 1 },
      sayRange(`${PATH}.minTtlSeconds`, "seconds", 0, YEAR, YEAR + 1),
      sayRange(`${PATH}.defaultTtlSeconds`, "seconds", 0, YEAR, YEAR + 1),
      sayRange(`${PATH}.maxTtlSeconds`, "seconds", 1, YEAR, YEAR + 1),
    ),
    row(
      "a minimum above the maximum",
      { minTtlSeconds: 300, maxTtlSeconds: 60 },
      `${PATH}.minTtlSeconds must be at most maxTtlSeconds (60), got 300. ` +
        "Raise maxTtlSeconds or lower minTtlSeconds.",
    ),
    row(
      "a default above the maximum",
      { minTtlSeconds: 60, defaultTtlSeconds: 3600, maxTtlSeconds: 300 },
      `${PATH}.defaultTtlSeconds must be between minTtlSeconds (60) and maxTtlSeconds (300), ` +
        "got 3600. Raise the larger or lower the smaller.",
    ),
    row(
      "a default below the minimum",
      { minTtlSeconds: 60, defaultTtlSeconds: 59 },
      `${PATH}.defaultTtlSeconds must be between minTtlSeconds (60) and maxTtlSeconds (${YEAR}), ` +
        "got 59. Raise the larger or lower the smaller.",
    ),
    row(
      "a provider's name of an argument",
      { minTtl: 1 } as object,
      `${PATH}.minTtl is not an argument. Use minTtlSeconds.`,
    ),
    row("10 headers", { headers: names(10) }),
    row("11 headers", { headers: names(11) }, tooMany("headers")),
    row("Authorization, Host and Origin", { headers: ["Authorization", "Host", "Origin"] }),
    row("a country", { headers: ["CloudFront-Viewer-Country"] }),
    ...[
      "Cookie",
      "cache-control",
      "X-Forwarded-Proto",
      "X-Edge-A",
      "CloudFront-Viewer-Address",
    ].map(notInKey),
    row(
      "a pattern of headers",
      { headers: ["X-*"] },
      `${PATH}.headers[0] must be the name of a header, got "X-*". Use a name such as "Accept-Language".`,
    ),
    row(
      "Accept-Encoding beside what stands for it",
      { headers: ["accept-encoding"], acceptEncodingBrotli: false },
      `${PATH}.headers[0] must not be Accept-Encoding, which acceptEncodingGzip and ` +
        'acceptEncodingBrotli stand for, got "accept-encoding". ' +
        "Remove the header, or set both to false.",
    ),
    row("Accept-Encoding alone", {
      headers: ["Accept-Encoding"],
      acceptEncodingGzip: false,
      acceptEncodingBrotli: false,
    }),
    row(
      "11 cookies",
      { cookies: { behavior: ValueBehavior.Whitelist, names: names(11) } },
      tooMany("cookies.names"),
    ),
    row(
      "a wildcard among cookies",
      { cookies: { behavior: ValueBehavior.Whitelist, names: ["wp-*"] } },
      `${PATH}.cookies.names[0] must be a name without spaces and *, which CloudFront takes for a ` +
        'letter, got "wp-*". Name each value, or use the behavior All.',
    ),
    row(
      "an unknown behavior",
      { cookies: { behavior: "some" as ValueBehavior } },
      `${PATH}.cookies.behavior must be one of "none", "whitelist", "allExcept", "all", got "some". ` +
        "Use a member of the enum.",
    ),
    row(
      "no names where the behavior needs them",
      {
        cookies: { behavior: ValueBehavior.Whitelist },
        queryStrings: { behavior: ValueBehavior.AllExcept },
      },
      `${PATH}.cookies.names must name something, as its behavior "whitelist" needs, got []. ` +
        "Add names, or use another behavior.",
      `${PATH}.queryStrings.names must name something, as its behavior "allExcept" needs, got []. ` +
        "Add names, or use another behavior.",
    ),
    row(
      "names where the behavior has no use for them",
      { cookies: { behavior: ValueBehavior.All, names: ["a"] } },
      `${PATH}.cookies.names must be left out with the behavior "all", got ["a"]. ` +
        "Remove the names, or use another behavior.",
    ),
    row("names of 1024 characters", {
      queryStrings: {
        behavior: ValueBehavior.Whitelist,
        names: ["a".repeat(512), "b".repeat(512)],
      },
    }),
    row(
      "names of 1025 characters",
      {
        queryStrings: {
          behavior: ValueBehavior.Whitelist,
          names: ["a".repeat(512), "b".repeat(513)],
        },
      },
      `${PATH}.queryStrings.names must have at most 1024 characters together, got 1025. Name fewer.`,
    ),
    row("a comment of 128 characters", { comment: "c".repeat(128) }),
    row(
      "a comment of 129 characters",
      { comment: "c".repeat(129) },
      `${PATH}.comment must have 1 to 128 characters, got "${"c".repeat(129)}". ` +
        "Shorten it, or leave it out.",
    ),
    [
      "an illegal name of a policy",
      { caching: { cachePolicies: { "a b": {} } } },
      [
        "caching.cachePolicies must have names of 1 to 32 letters, digits and hyphens, " +
          'got "a b". Shorten the name, or use other characters.',
      ],
    ],
  ]);
});
