import { expect } from "chai";
import { splitBehaviors } from "../../../local-stage/plan/behavior-changes";
import { diffStacks } from "../../../local-stage/plan/diff-stacks";
import type { RecordedValue } from "../../../local-stage/recorded-stack";
import { describeResource, describeStack } from "./stacks";

const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
const DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3";
const SECURITY_HEADERS = "67f7725c-6f97-4210-82d7-5512b31e9d03";

const split = (before: Record<string, RecordedValue>, after: Record<string, RecordedValue>) =>
  splitBehaviors(
    diffStacks(
      describeStack(describeResource(DISTRIBUTION, "cdn", before)),
      describeStack(describeResource(DISTRIBUTION, "cdn", after)),
    ),
  );

describe("splitBehaviors", () => {
  it("names policies, and tells the default behavior from the others", () => {
    const { behaviors, others } = split(
      {
        comment: "a",
        defaultCacheBehavior: { cachePolicyId: OPTIMIZED, compress: true },
        orderedCacheBehaviors: [
          { pathPattern: "/api/*", cachePolicyId: DISABLED, responseHeadersPolicyId: "own" },
          { pathPattern: "/old", cachePolicyId: OPTIMIZED },
        ],
      },
      {
        comment: "b",
        defaultCacheBehavior: {
          cachePolicyId: DISABLED,
          originRequestPolicyId: ALL_VIEWER,
          compress: true,
        },
        orderedCacheBehaviors: [
          { pathPattern: '"new"', compress: true },
          {
            pathPattern: "/api/*",
            cachePolicyId: DISABLED,
            responseHeadersPolicyId: SECURITY_HEADERS,
          },
        ],
      },
    );
    expect(behaviors).to.deep.equal([
      {
        distribution: "cdn",
        pathPattern: "Default (*)",
        kind: "changed",
        changes: [
          { path: "cachePolicyId", before: "CachingOptimized", after: "CachingDisabled" },
          { path: "originRequestPolicyId", after: "AllViewer" },
        ],
      },
      {
        distribution: "cdn",
        pathPattern: '"new"',
        kind: "added",
        changes: [{ path: "compress", after: true }],
      },
      {
        distribution: "cdn",
        pathPattern: "/api/*",
        kind: "changed",
        changes: [
          { path: "responseHeadersPolicyId", before: "own", after: "SecurityHeadersPolicy" },
        ],
      },
      {
        distribution: "cdn",
        pathPattern: "/old",
        kind: "removed",
        changes: [{ path: "cachePolicyId", before: "CachingOptimized" }],
      },
    ]);
    expect(others.changed.map(({ changes }) => changes.map(({ path }) => path))).to.deep.equal([
      ["comment", "orderedCacheBehaviors"],
    ]);
  });

  it("leaves no distribution behind of which behaviors alone changed", () => {
    const { behaviors, others } = split(
      { defaultCacheBehavior: { compress: true } },
      { defaultCacheBehavior: { compress: false } },
    );
    expect(behaviors).to.have.length(1);
    expect(others.changed).to.deep.equal([]);
  });

  it("leaves other resources alone", () => {
    const side = (compress: boolean) =>
      describeStack(describeResource("a:b:C", "c", { defaultCacheBehavior: { compress } }));
    const diff = diffStacks(side(true), side(false));
    expect(splitBehaviors(diff)).to.deep.equal({ behaviors: [], others: diff });
  });
});
