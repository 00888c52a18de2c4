import { expect } from "chai";
import type { CdnDistributionArgs } from "../../../components";
import {
  HttpVersion,
  MinimumProtocolVersion,
  OriginIpAddressType,
  OriginProtocolPolicy,
  PriceClass,
} from "../../../components";
import { CDN_EDGE_HINTS } from "../../../components/cdn-distribution/hints";
import type { ArgumentRow } from "../../support/component-arguments";
import { distributionArguments } from "./distribution-arguments";

const CONNECTION = {
  protocolPolicy: OriginProtocolPolicy.HttpOnly,
  httpPort: 80,
  httpsPort: 443,
  path: undefined,
  connectionAttempts: 3,
  connectionTimeoutSeconds: 10,
  readTimeoutSeconds: 30,
  keepaliveTimeoutSeconds: 5,
  responseCompletionTimeoutSeconds: undefined,
  originShieldRegion: undefined,
  ipAddressType: undefined,
};

/** Every argument, with another value than its default. Caching and functions have specs of their own. */
const FULL: CdnDistributionArgs = {
  originDomainName: "app.example.com",
  originHeaders: { A: "b" },
  origin: {
    protocolPolicy: OriginProtocolPolicy.HttpsOnly,
    httpPort: 8080,
    httpsPort: 8443,
    path: "/v2",
    connectionAttempts: 1,
    connectionTimeoutSeconds: 1,
    readTimeoutSeconds: 1,
    keepaliveTimeoutSeconds: 1,
    responseCompletionTimeoutSeconds: 1,
    originShieldRegion: "eu-central-1",
    ipAddressType: OriginIpAddressType.Ipv6,
  },
  additionalOrigins: {
    files: { ...CONNECTION, domainName: "files.example.com", headers: { A: "b" } },
  },
  originGroups: {
    both: { primaryOriginId: "origin", secondaryOriginId: "files", statusCodes: [404] },
  },
  domain: {
    names: ["example.com"],
    redirectNames: ["www.example.com"],
    certificateArn: undefined,
    certificateNames: undefined,
    hostedZoneId: "Z0123456789ABCDEFGHIJ",
    overwriteRecords: true,
    minimumProtocolVersion: MinimumProtocolVersion.TLSv1_2_2018,
    validationTimeoutMinutes: 5,
  },
  distribution: {
    comment: "The shop",
    enabled: false,
    httpVersion: HttpVersion.Http2,
    isIpv6Enabled: false,
    defaultRootObject: "index.html",
    anycastIpListId: "aip_1",
    retainOnDelete: true,
  },
  errorPages: [
    {
      errorCode: 404,
      responseCode: 200,
      responsePagePath: "/404.html",
      errorCachingMinTtlSeconds: 0,
    },
  ],
  geoRestriction: { allowedCountries: ["DE"], blockedCountries: undefined },
  webAclArn: "arn:aws:wafv2:us-east-1:123456789012:global/webacl/web/1",
  standardLogging: {
    bucketDomainName: "my-logs.s3.amazonaws.com",
    prefix: "web/",
    includeCookies: true,
  },
  priceClass: PriceClass.PriceClass100,
  waitForDeployment: false,
  tags: { A: "b" },
};

describe("A distribution's settings", () => {
  it("have every default", () => {
    const settings = distributionArguments.settle();
    expect(settings).to.deep.equal({
      caching: settings.caching,
      functions: {},
      originDomainName: "app.example.com",
      originHeaders: {},
      origin: CONNECTION,
      additionalOrigins: {},
      originGroups: {},
      domain: undefined,
      distribution: {
        comment: undefined,
        enabled: true,
        httpVersion: HttpVersion.Http2And3,
        isIpv6Enabled: true,
        defaultRootObject: undefined,
        anycastIpListId: undefined,
        retainOnDelete: false,
      },
      errorPages: [],
      geoRestriction: undefined,
      webAclArn: undefined,
      standardLogging: undefined,
      priceClass: PriceClass.PriceClassAll,
      waitForDeployment: true,
      tags: undefined,
    });
  });

  it("have every default of groups that are given", () => {
    const settings = distributionArguments.settle({
      additionalOrigins: { files: { domainName: "files.example.com" } },
      originGroups: { both: { primaryOriginId: "origin", secondaryOriginId: "files" } },
      domain: { names: ["example.com"], hostedZoneId: "Z0123456789ABCDEFGHIJ" },
      errorPages: [{ errorCode: 404 }],
      standardLogging: { bucketDomainName: "my-logs.s3.amazonaws.com" },
    });
    expect(settings.additionalOrigins).to.deep.equal({
      files: { ...CONNECTION, domainName: "files.example.com", headers: {} },
    });
    expect(settings.originGroups["both"]?.statusCodes).to.deep.equal([500, 502, 503, 504]);
    expect(settings.domain).to.deep.equal({
      names: ["example.com"],
      redirectNames: [],
      certificateArn: undefined,
      certificateNames: undefined,
      hostedZoneId: "Z0123456789ABCDEFGHIJ",
      overwriteRecords: false,
      minimumProtocolVersion: MinimumProtocolVersion.TLSv1_2_2025,
      validationTimeoutMinutes: undefined,
    });
    expect(settings.errorPages).to.deep.equal([
      {
        errorCode: 404,
        responseCode: undefined,
        responsePagePath: undefined,
        errorCachingMinTtlSeconds: 10,
      },
    ]);
    expect(settings.standardLogging).to.deep.equal({
      bucketDomainName: "my-logs.s3.amazonaws.com",
      prefix: "",
      includeCookies: false,
    });
  });

  it("keep what is given, false and 0 among it", () => {
    const settings = distributionArguments.settle(FULL);
    expect(settings).to.deep.equal({ ...FULL, caching: settings.caching, functions: {} });
  });

  it("are arguments with the same settings: a component passes its own on to its children", () => {
    const settings = distributionArguments.settle(FULL);
    expect(distributionArguments.settle(settings)).to.deep.equal(settings);
  });
});

describe("A distribution's name", () => {
  const rows: [name: string, isRight: boolean][] = [
    ["c", true],
    ["Cdn-2".padEnd(32, "x"), true],
    ["c".repeat(33), false],
    ["", false],
    ["-cdn", false],
    ["cdn-", false],
    ["my_cdn", false],
    ["awscdn", true],
  ];
  for (const [name, isRight] of rows) {
    it(`can${isRight ? "" : "not"} be "${name}"`, () => {
      const expected = isRight
        ? []
        : [
            "name must have 1 to 32 letters, digits and hyphens, with no hyphen at either end, " +
              `got "${name}". Functions and policies are named after it. Use letters, digits and ` +
              "hyphens, at most 32.",
          ];
      expect(distributionArguments.sayErrors({}, name)).to.deep.equal(expected);
    });
  }
});

describe("A distribution's arguments that other tools have", () => {
  distributionArguments.testErrors(
    Object.entries(CDN_EDGE_HINTS).map(([key, remedy]): ArgumentRow<CdnDistributionArgs> => [
      key,
      { [key]: true } as object,
      [`${key} is not an argument. ${remedy}`],
    ]),
  );
});

describe("A distribution's problems", () => {
  it("come all at once, with no header's value shown", () => {
    const { errors } = distributionArguments.read({
      originDomainName: "localhost",
      originHeaders: { Via: "hunter2" },
      domain: { names: [] },
      errorPages: [{ errorCode: 404, responseCode: 200 }],
      priceClass: "" as PriceClass,
    });
    expect(errors.map(({ path }) => path)).to.deep.equal([
      "domain.names",
      "priceClass",
      "originDomainName",
      "originHeaders",
      "errorPages[0]",
    ]);
    expect(JSON.stringify(errors)).to.not.contain("hunter2");
  });
});
