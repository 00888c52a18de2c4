import { expect } from "chai";
import { managedCachePolicyIds, type DistributionConfig } from "../../../edge-simulator";
import { describeConfiguration } from "../../../edge-simulator/control/inspected-configuration";

const customOrigin = { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: "http-only" as const };
const behavior = { TargetOriginId: "web", ViewerProtocolPolicy: "allow-all" as const };

describe("describeConfiguration", () => {
  it("names origins, and behaviors in the order in which they are tried", () => {
    const distribution: DistributionConfig = {
      Enabled: true,
      Origins: {
        Items: ["web", "spare"].map((Id) => ({
          ...{ Id, DomainName: `${Id}.example.com`, CustomOriginConfig: customOrigin },
        })),
      },
      OriginGroups: {
        Items: [
          {
            Id: "both",
            FailoverCriteria: { StatusCodes: { Items: [500] } },
            Members: { Items: [{ OriginId: "web" }, { OriginId: "spare" }] },
          },
        ],
      },
      CacheBehaviors: {
        Items: [
          { ...behavior, PathPattern: "/b", TargetOriginId: "both", CachePolicyId: "own" },
          {
            ...{ ...behavior, PathPattern: "/a", MinTTL: 0 },
            ForwardedValues: { QueryString: false, Cookies: { Forward: "none" } },
          },
        ],
      },
      DefaultCacheBehavior: {
        ...behavior,
        CachePolicyId: managedCachePolicyIds.CachingOptimized,
      },
    };
    expect(describeConfiguration(distribution)).to.deep.equal({
      origins: ["web", "spare"],
      behaviors: [
        { pathPattern: "/b", originIds: ["web", "spare"], cachePolicy: "own" },
        { pathPattern: "/a", originIds: ["web"], cachePolicy: "legacy settings" },
        { pathPattern: "*", originIds: ["web"], cachePolicy: "CachingOptimized" },
      ],
    });
  });
});
