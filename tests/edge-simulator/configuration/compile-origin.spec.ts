import { expect } from "chai";
import { findProblems, type DistributionConfig } from "../../../edge-simulator";
import { compileDefaultBehavior } from "../support/compile-behavior";
import { describeDistribution } from "../support/distribution";

type OriginConfig = NonNullable<DistributionConfig["Origins"]["Items"]>[number];

function describeCustomOrigin(
  changes: Partial<OriginConfig["CustomOriginConfig"]>,
): Pick<OriginConfig, "CustomOriginConfig"> {
  return {
    CustomOriginConfig: {
      HTTPPort: 8080,
      HTTPSPort: 8443,
      OriginProtocolPolicy: "http-only",
      ...changes,
    },
  };
}

const http = "http://app.example.elasticbeanstalk.com:8080";
const https = "https://app.example.elasticbeanstalk.com:8443";
const protocols = [
  ["http-only", { http, https: http }],
  ["https-only", { http: https, https }],
  ["match-viewer", { http, https }],
] as const;

describe("compileDistribution of origins", () => {
  for (const [OriginProtocolPolicy, baseUrls] of protocols) {
    it(`CF-VPP-06 ${OriginProtocolPolicy}`, () => {
      const { origin } = compileDefaultBehavior({
        origin: describeCustomOrigin({ OriginProtocolPolicy }),
      });
      expect(origin.baseUrls).to.deep.equal(baseUrls);
    });
  }

  it("CF-LIM-08 CF-LIM-09 CF-LIM-10 CF-LIM-11 attempts and timeouts by default", () => {
    const { origin } = compileDefaultBehavior({});
    expect(origin).to.include({
      connectionAttempts: 3,
      connectionTimeoutMs: 10_000,
      readTimeoutMs: 30_000,
      keepAliveTimeoutMs: 5000,
    });
  });

  it("CF-LIM-10 CF-LIM-11 AMB-11 timeouts at their ends", () => {
    for (const seconds of [1, 120]) {
      const { origin } = compileDefaultBehavior({
        origin: describeCustomOrigin({
          OriginReadTimeout: seconds,
          OriginKeepaliveTimeout: seconds,
        }),
      });
      expect(origin).to.include({
        readTimeoutMs: seconds * 1000,
        keepAliveTimeoutMs: seconds * 1000,
      });
    }
  });

  it("CF-LIM-11 AMB-11 refuses keep-alive timeouts beyond them", () => {
    for (const seconds of [0, 121]) {
      const origin = describeCustomOrigin({ OriginKeepaliveTimeout: seconds });
      const problems = findProblems({ distribution: describeDistribution({ origin }) });
      expect(problems.map(({ path }) => path)).to.deep.equal([
        "DistributionConfig.Origins.Items[0].CustomOriginConfig.OriginKeepaliveTimeout",
      ]);
    }
  });
});
