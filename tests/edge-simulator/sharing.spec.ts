import { managedCachePolicyIds, managedOriginRequestPolicyIds } from "../../edge-simulator";
import { testScenarios, type Scenario } from "./support/scenario";
import type { ViewerOptions } from "./support/test-stage";

/** The default behavior of the stacks: the app decides, and everything reaches it. */
const asInStacks = {
  behavior: {
    CachePolicyId: managedCachePolicyIds["UseOriginCacheControlHeaders-QueryStrings"],
    OriginRequestPolicyId: managedOriginRequestPolicyIds.AllViewer,
  },
};
const cacheable = { headers: { "cache-control": "public, max-age=60" } };

const pairs: [
  what: string,
  one: ViewerOptions & { path?: string },
  other: ViewerOptions & { path?: string },
][] = [
  ["query", { path: "/a?user=1" }, { path: "/a?user=2" }],
  ["cookie", { headers: { cookie: "id=1" } }, { headers: { cookie: "id=2" } }],
  ["cookie and none", { headers: { cookie: "id=1" } }, {}],
  ["Host", { headers: { host: "one.example" } }, { headers: { host: "two.example" } }],
];

const separated: Scenario[] = pairs.map(([what, one, other]) => ({
  title: `CF-KEY-04 CF-HOST-02 viewers of different ${what} never meet`,
  ...asInStacks,
  steps: [
    { ...one, origin: { ...cacheable, body: "one's" }, expect: { result: "Miss", body: "one's" } },
    {
      ...other,
      origin: { ...cacheable, body: "other's" },
      expect: { result: "Miss", body: "other's" },
    },
    { ...one, expect: { result: "Hit", body: "one's" } },
    { ...other, expect: { result: "Hit", body: "other's", seen: 2 } },
  ],
}));

const guarded: Scenario[] = ["private", "no-store", "private, max-age=600"].map((control) => ({
  title: `CF-TTL-05 an answer to Authorization that says ${control} is its viewer's alone`,
  ...asInStacks,
  steps: [
    {
      origin: { headers: { "cache-control": control }, body: "one's" },
      headers: { authorization: "Bearer one" },
      expect: { result: "Miss", body: "one's", forwarded: { authorization: "Bearer one" } },
    },
    {
      origin: { headers: { "cache-control": control }, body: "other's" },
      headers: { authorization: "Bearer other" },
      expect: { result: "Miss", body: "other's", forwarded: { authorization: "Bearer other" } },
    },
    { expect: { result: "Miss", body: "other's", seen: 3 } },
  ],
}));

describe("sharing", () => {
  testScenarios(separated);
  testScenarios(guarded);
});
