import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { CdnDistributionArgs } from "../../../components";
import { CdnDistribution, ManagedCachePolicy } from "../../../components";
import { recordComponent, recordFailure } from "../../support/record-component";
import {
  compute,
  forget,
  inputsOf,
  listInputs,
  listTree,
  listUnknown,
} from "../../support/recorded";

const TYPE = "aws:cloudfront/distribution:Distribution";
const DISTRIBUTION = `${TYPE}::cdn-distribution`;
const COMPONENT = "cdn-fronted-beanstalk:index:CdnDistribution::cdn";
const TREE = [COMPONENT, `${COMPONENT} > ${DISTRIBUTION}`];
const MINIMAL: CdnDistributionArgs = { originDomainName: "app.example.com" };

const ORIGIN = {
  originId: "origin",
  domainName: "app.example.com",
  connectionAttempts: 3,
  connectionTimeout: 10,
  customOriginConfig: {
    originProtocolPolicy: "http-only",
    httpPort: 80,
    httpsPort: 443,
    originSslProtocols: ["TLSv1.2"],
    originReadTimeout: 30,
    originKeepaliveTimeout: 5,
  },
};
const BEHAVIOR = {
  targetOriginId: "origin",
  viewerProtocolPolicy: "redirect-to-https",
  allowedMethods: ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"],
  cachedMethods: ["GET", "HEAD"],
  compress: true,
  cachePolicyId: "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
  originRequestPolicyId: "216adef6-5c7f-47e4-b989-5492eafa07d3",
  responseHeadersPolicyId: "67f7725c-6f97-4210-82d7-5512b31e9d03",
};

const ALL_DEFAULTS = {
  enabled: true,
  comment: "cdn",
  httpVersion: "http2and3",
  isIpv6Enabled: true,
  priceClass: "PriceClass_All",
  origins: [ORIGIN],
  defaultCacheBehavior: BEHAVIOR,
  orderedCacheBehaviors: [],
  restrictions: { geoRestriction: { restrictionType: "none" } },
  viewerCertificate: { cloudfrontDefaultCertificate: true },
  retainOnDelete: false,
  waitForDeployment: true,
};

const record = (args: CdnDistributionArgs, preview = false) =>
  recordComponent(() => void new CdnDistribution("cdn", args), { preview });

describe("CdnDistribution", () => {
  it("states every input of a distribution with the defaults", async () => {
    const { stack } = await record(MINIMAL);
    expect(listTree(stack)).to.deep.equal(TREE);
    expect(inputsOf(stack, DISTRIBUTION)).to.deep.equal(ALL_DEFAULTS);
  });

  it("shows an unknown origin as just that at preview: the origin's id is known", async () => {
    const create = () => {
      const previous = new CdnDistribution("first", MINIMAL);
      new CdnDistribution("cdn", { originDomainName: previous.domainName });
    };
    const { stack: known } = await recordComponent(create);
    const { stack: preview } = await recordComponent(create, { preview: true });
    expect(listTree(preview)).to.deep.equal(listTree(known));
    expect(listUnknown(listInputs(preview) as never)).to.deep.equal([
      `${DISTRIBUTION}.origins.0.domainName`,
    ]);
    expect(listInputs(preview)).to.deep.equal(
      forget(listInputs(known) as never, listInputs(preview) as never),
    );
  });

  it("refuses wrong arguments in one error, before anything is created", async () => {
    const args = { originDomainName: "http://a", originHeaders: { Via: "s" } };
    expect(await recordFailure(() => new CdnDistribution("cdn", args))).to.deep.equal({
      message:
        'CdnDistribution "cdn" has 2 problems:\n' +
        '  - originDomainName must be a DNS name, got "http://a". ' +
        "Leave out scheme, port and path: app.example.com.\n" +
        '  - originHeaders must have names of headers that CloudFront may add, got "Via". ' +
        "Use a name of your own, such as X-Origin-Secret.",
      registered: [],
    });
  });

  it("refuses an origin that turns out to be an IP address, before its distribution is made", async () => {
    const originDomainName = pulumi.output(Promise.resolve("203.0.113.7"));
    const create = () => new CdnDistribution("cdn", { originDomainName });
    const { message, registered } = await recordFailure(create);
    // The SDK puts the input's name in front.
    expect(message).to.equal(
      'error serializing property "origins": CdnDistribution "cdn": originDomainName must not be ' +
        'an IP address, which CloudFront refuses, got "203.0.113.7". ' +
        "Use a DNS name, such as the environment's CNAME.",
    );
    expect(registered).to.deep.equal([COMPONENT]);
  });
});

describe("CdnDistribution's outputs", () => {
  const publish = (domain: CdnDistributionArgs["domain"]) =>
    recordComponent(() => {
      const edge = new CdnDistribution("cdn", { ...MINIMAL, domain });
      const { url, domainName, distributionId, distributionArn, hostedZoneId, dnsRecords } = edge;
      return { url, domainName, distributionId, distributionArn, hostedZoneId, dnsRecords };
    });
  const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/1a-2b";
  const domainName = compute(TYPE, "cdn-distribution", "domainName");
  const rows: [title: string, names: string[] | undefined, url: string][] = [
    ["CloudFront's name", undefined, `https://${domainName}`],
    ["the first own name", ["a.example.com", "b.example.com"], "https://a.example.com"],
    ["the first that a browser can open", ["*.example.com", "example.com"], "https://example.com"],
    ["CloudFront's name where all are wildcards", ["*.example.com"], `https://${domainName}`],
  ];
  for (const [title, names, url] of rows) {
    it(`send viewers to ${title}`, async () => {
      const { published, stack } = await publish(names && { names, certificateArn });
      const expected = {
        url,
        domainName,
        distributionId: compute(TYPE, "cdn-distribution", "id"),
        distributionArn: compute(TYPE, "cdn-distribution", "arn"),
        hostedZoneId: "Z2FDTNDATAQYW2",
        dnsRecords: (names ?? []).map((name) => ({ name, type: "CNAME", value: domainName })),
      };
      expect(stack.outputs).to.deep.equal(expected);
      expect(published[COMPONENT]).to.deep.equal(expected);
    });
  }
});

describe("CdnDistribution's warning", () => {
  const warnings = async (acceptsSharedPages: boolean) => {
    const seen: unknown[] = [];
    const { warn } = pulumi.log;
    Object.assign(pulumi.log, { warn: (...args: unknown[]) => void seen.push(args[0]) });
    try {
      await record({
        ...MINIMAL,
        caching: {
          defaultBehavior: { cachePolicy: ManagedCachePolicy.CachingOptimized },
          acceptsSharedPages,
        },
      });
    } finally {
      Object.assign(pulumi.log, { warn });
    }
    return seen;
  };

  it("comes where the default behavior shares pages, once", async () => {
    const [warning, ...others] = await warnings(false);
    expect(warning).to.match(
      /^CdnDistribution "cdn": caching\.defaultBehavior\.cachePolicy should have no minimum TTL/,
    );
    expect(others).to.deep.equal([]);
  });

  it("does not come where that is accepted", async () => {
    expect(await warnings(true)).to.deep.equal([]);
  });
});
