import { expect } from "chai";
import { findProblems } from "../../../edge-simulator";
import {
  describeCachePolicy,
  describeDistribution,
  describeOriginRequestPolicy,
} from "../support/distribution";

// Wrong on purpose, so that the types can't be asked.
type Loose = Record<string, unknown>;

const eleven = Array.from({ length: 11 }, (_, index) => `X-${index}`);
const ten = eleven.slice(1);
const lists = ["HeadersConfig.Headers", "CookiesConfig.Cookies", "QueryStringsConfig.QueryStrings"];
const parameters = "ParametersInCacheKeyAndForwardedToOrigin";

function repeat<Item>(item: Item, count: number): Item[] {
  return Array.from({ length: count }, () => item);
}

function repeatPolicy(policy: object, count: number): Loose {
  return Object.fromEntries(repeat(policy, count).map((item, index) => [`mine${index}`, item]));
}

function repeatPolicies(count: number): Loose {
  return {
    cachePolicies: repeatPolicy(describeCachePolicy(), count),
    originRequestPolicies: repeatPolicy(describeOriginRequestPolicy({}), count),
    responseHeadersPolicies: repeatPolicy({}, count),
  };
}

function describePolicies(names: string[]): Loose {
  const values = { cookies: { whitelist: names }, queryStrings: { whitelist: names } };
  return {
    cachePolicies: { mine: describeCachePolicy({ ...values, headers: names }) },
    originRequestPolicies: {
      mine: describeOriginRequestPolicy({ ...values, headers: { whitelist: names } }),
    },
  };
}

/** A cookie and a parameter whose names are so long together. */
function describeLongNames(characters: number): Loose {
  const values = {
    cookies: { whitelist: ["c".repeat(24)] },
    queryStrings: { whitelist: ["q".repeat(characters - 24)] },
  };
  return {
    cachePolicies: { mine: describeCachePolicy(values) },
    originRequestPolicies: { mine: describeOriginRequestPolicy(values) },
  };
}

function describeHeadersPolicy(names: readonly string[], policyCharacters: number): Loose {
  return {
    responseHeadersPolicies: {
      mine: {
        CustomHeadersConfig: {
          Items: names.map((Header) => ({ Header, Value: "", Override: true })),
        },
        RemoveHeadersConfig: { Items: names.map((Header) => ({ Header })) },
        SecurityHeadersConfig: {
          ContentSecurityPolicy: {
            Override: true,
            ContentSecurityPolicy: "a".repeat(policyCharacters),
          },
        },
      },
    },
  };
}

const tooManyItems = "must be at most 10 items long";
const namesRule = "must name headers, cookies and query strings in at most 1024 characters";

/** What CloudFront still takes, and what it doesn't: then with the problems, without values. */
const policyRows: [title: string, kept: Loose, broken: Loose, problems: string[]][] = [
  [
    "CF-LIM-07 names in a policy",
    describePolicies(ten),
    describePolicies(eleven),
    [
      ...lists.map((list) => `cachePolicies.mine.${parameters}.${list}.Items ${tooManyItems}`),
      ...lists.map((list) => `originRequestPolicies.mine.${list}.Items ${tooManyItems}`),
    ],
  ],
  [
    "CF-LIM-07 characters of all names in a policy",
    describeLongNames(1024),
    describeLongNames(1025),
    [`cachePolicies.mine.${parameters} ${namesRule}`, `originRequestPolicies.mine ${namesRule}`],
  ],
  [
    "CF-LIM-07 CF-RHP-08 policies of a kind",
    repeatPolicies(20),
    repeatPolicies(21),
    ["cachePolicies", "originRequestPolicies", "responseHeadersPolicies"].map(
      (kind) => `${kind} must be at most 20 policies`,
    ),
  ],
  [
    "CF-RHP-08 headers added and removed, characters of a content security policy",
    describeHeadersPolicy(ten, 1783),
    describeHeadersPolicy(eleven, 1784),
    [
      "SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy must be at most 1783 characters long",
      `CustomHeadersConfig.Items ${tooManyItems}`,
      `RemoveHeadersConfig.Items ${tooManyItems}`,
    ].map((problem) => `responseHeadersPolicies.mine.${problem}`),
  ],
];

function listProblems(configuration: Parameters<typeof findProblems>[0]): string[] {
  return findProblems(configuration).map(({ path, rule }) => `${path} ${rule}`);
}

const describeGroup = (number: number) => ({
  Id: `group${number}`,
  FailoverCriteria: { StatusCodes: { Items: [500] } },
  Members: { Items: [{ OriginId: "web" }, { OriginId: "other1" }] },
});

/** A distribution with so many behaviors beside the default, so many origins and groups. */
function describeBig(behaviors: number, origins: number, groups: number) {
  const { Origins, ...rest } = describeDistribution({
    paths: repeat({ PathPattern: "/a" }, behaviors),
  });
  const items = Array.from({ length: origins }, (_, index) => ({
    ...Origins.Items?.[0],
    Id: index === 0 ? "web" : `other${index}`,
  }));
  const OriginGroups = {
    Items: Array.from({ length: groups }, (_, index) => describeGroup(index)),
  };
  return { distribution: { ...rest, Origins: { Items: items }, OriginGroups } };
}

describe("limits", () => {
  for (const [title, kept, broken, problems] of policyRows) {
    it(title, () => {
      const distribution = describeDistribution();
      expect(listProblems({ distribution, policies: kept })).to.deep.equal([]);
      expect(listProblems({ distribution, policies: broken })).to.deep.equal(
        problems.map((problem) => `policies.${problem}`),
      );
    });
  }

  it("CF-LIM-06 behaviors, origins and origin groups of a distribution", () => {
    expect(listProblems(describeBig(75, 100, 10))).to.deep.equal([]);
    expect(listProblems(describeBig(76, 101, 11))).to.deep.equal([
      "DistributionConfig.Origins.Items must be at most 100 items long",
      "DistributionConfig.OriginGroups.Items must be at most 10 items long",
      "DistributionConfig.CacheBehaviors.Items must be at most 75 items long",
    ]);
  });

  it("CF-LIM-13 ports of an origin", () => {
    const isKept = (port: number) =>
      listProblems({
        distribution: describeDistribution({
          origin: {
            CustomOriginConfig: {
              HTTPPort: port,
              HTTPSPort: port,
              OriginProtocolPolicy: "http-only",
            },
          },
        }),
      }).length === 0;
    expect([80, 443, 1024, 65_535].filter(isKept)).to.have.lengthOf(4);
    expect([0, 79, 81, 442, 444, 1023, 65_536].filter(isKept)).to.deep.equal([]);
  });
});
