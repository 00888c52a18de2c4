import { expect } from "chai";
import { distributionArguments } from "./distribution-arguments";

const behaviors = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ pathPattern: `/${index}/*` }));

describe("Caching", () => {
  it("has no behaviors, policies and functions by default", () => {
    const { caching } = distributionArguments.settle();
    expect(caching).to.deep.equal({
      defaultBehavior: caching.defaultBehavior,
      behaviors: [],
      acceptsSharedPages: false,
      cachePolicies: {},
      originRequestPolicies: {},
      responseHeadersPolicies: {},
      sendForwardedHost: false,
    });
  });

  distributionArguments.testErrors([
    ["74 behaviors beside the default one", { caching: { behaviors: behaviors(74) } }, []],
    [
      "75 behaviors beside the default one",
      { caching: { behaviors: behaviors(75) } },
      ["caching.behaviors must have 0 to 74 entries, got 75. Merge patterns with wildcards."],
    ],
    [
      "no flags",
      { caching: { acceptsSharedPages: "yes" as unknown as boolean } },
      ['caching.acceptsSharedPages must be true or false, got "yes". Leave out quotation marks.'],
    ],
  ]);
});
