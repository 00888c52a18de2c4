import { expect } from "chai";
import { findProblems, formatProblem } from "../../../edge-simulator";
import { describeDistribution } from "../support/distribution";

// Wrong on purpose, so that the types can't be asked.
type Loose = Record<string, unknown>;

const none = { CachePolicyId: undefined };
const legacy = { ...none, ForwardedValues: { QueryString: false, Cookies: { Forward: "none" } } };
const choice = "Use either CachePolicyId or, of old, ForwardedValues with its TTLs.";

const rows: [title: string, behavior: Loose, lines: string[]][] = [
  ["legacy settings", { ...legacy, MinTTL: 0, DefaultTTL: 60, MaxTTL: 60 }, []],
  ["an empty CachePolicyId beside them", { ...legacy, CachePolicyId: "" }, []],
  ["neither", none, [`CachePolicyId is required. ${choice}`]],
  ["an empty id alone", { CachePolicyId: "" }, [`CachePolicyId is required, got "". ${choice}`]],
  [
    "both",
    { ForwardedValues: legacy.ForwardedValues, MinTTL: 0 },
    [
      `ForwardedValues must be left out beside CachePolicyId, got {"QueryString":false,"Cookies":{"Forward":"none"}}. ${choice}`,
      `MinTTL must be left out beside CachePolicyId, got 0. ${choice}`,
    ],
  ],
  [
    "CF-ORP-03 an origin request policy without a cache policy",
    { ...legacy, OriginRequestPolicyId: "216adef6-5c7f-47e4-b989-5492eafa07d3" },
    [
      `OriginRequestPolicyId must be left out without CachePolicyId, got "216adef6-5c7f-47e4-b989-5492eafa07d3". ${choice}`,
    ],
  ],
  [
    "CF-LEG-02 a minimum TTL where all headers are forwarded",
    {
      ...none,
      ForwardedValues: { ...legacy.ForwardedValues, Headers: { Items: ["*"] } },
      MinTTL: 1,
    },
    ["MinTTL must be 0 where all headers are forwarded, got 1. Set it to 0."],
  ],
  [
    "TTLs in the wrong order",
    { ...legacy, MinTTL: 10, DefaultTTL: 5 },
    [
      "DefaultTTL must be at least MinTTL and at most MaxTTL, got 5. Raise the larger or lower the smaller.",
    ],
  ],
  [
    "CF-KEY-10 a header that can't be in a key",
    { ...none, ForwardedValues: { ...legacy.ForwardedValues, Headers: { Items: ["Cookie"] } } },
    [
      'ForwardedValues.Headers.Items[0] must be * or a header that can be part of a cache key, got "Cookie". Remove it from the list.',
    ],
  ],
];

describe("findLegacyProblems", () => {
  for (const [title, behavior, lines] of rows) {
    it(title, () => {
      const distribution = describeDistribution({ behavior });
      expect(findProblems({ distribution }).map(formatProblem)).to.deep.equal(
        lines.map((line) => `DistributionConfig.DefaultCacheBehavior.${line}`),
      );
    });
  }
});
