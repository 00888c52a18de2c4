import { expect } from "chai";
import { toDistributionConfig, toPolicyConfig } from "../../local-stage/distribution-config";

describe("toDistributionConfig", () => {
  it("turns names and lists into those of CloudFront's API", () => {
    const config = toDistributionConfig({
      enabled: true,
      isIpv6Enabled: true,
      httpVersion: "http2and3",
      webAclId: "",
      origins: [
        {
          originId: "origin",
          domainName: "app.example.com",
          customHeaders: [{ name: "X-A", value: "1" }],
          customOriginConfig: { httpPort: 80, httpsPort: 443, originSslProtocols: ["TLSv1.2"] },
        },
      ],
      defaultCacheBehavior: {
        targetOriginId: "origin",
        allowedMethods: ["GET", "HEAD", "OPTIONS"],
        cachedMethods: ["GET", "HEAD"],
        minTtl: 0,
      },
      orderedCacheBehaviors: [{ pathPattern: "/a", allowedMethods: ["GET", "HEAD"] }],
      restrictions: { geoRestriction: { restrictionType: "none" } },
    });
    expect(config).to.deep.equal({
      Enabled: true,
      IsIPV6Enabled: true,
      HttpVersion: "http2and3",
      WebACLId: "",
      Origins: {
        Quantity: 1,
        Items: [
          {
            Id: "origin",
            DomainName: "app.example.com",
            CustomHeaders: { Quantity: 1, Items: [{ HeaderName: "X-A", HeaderValue: "1" }] },
            CustomOriginConfig: {
              HTTPPort: 80,
              HTTPSPort: 443,
              OriginSslProtocols: { Quantity: 1, Items: ["TLSv1.2"] },
            },
          },
        ],
      },
      DefaultCacheBehavior: {
        TargetOriginId: "origin",
        AllowedMethods: {
          Quantity: 3,
          Items: ["GET", "HEAD", "OPTIONS"],
          CachedMethods: { Quantity: 2, Items: ["GET", "HEAD"] },
        },
        MinTTL: 0,
      },
      CacheBehaviors: {
        Quantity: 1,
        Items: [{ PathPattern: "/a", AllowedMethods: { Quantity: 2, Items: ["GET", "HEAD"] } }],
      },
      Restrictions: { GeoRestriction: { RestrictionType: "none" } },
    });
  });

  it("turns who is served into the API's", () => {
    const config = toDistributionConfig({
      aliases: ["www.example.com"],
      restrictions: { geoRestriction: { restrictionType: "whitelist", locations: ["FR", "NZ"] } },
      defaultCacheBehavior: { trustedKeyGroups: ["group"], trustedSigners: [] },
    });
    expect(config).to.deep.equal({
      Aliases: { Quantity: 1, Items: ["www.example.com"] },
      Restrictions: {
        GeoRestriction: { RestrictionType: "whitelist", Quantity: 2, Items: ["FR", "NZ"] },
      },
      DefaultCacheBehavior: {
        TrustedKeyGroups: { Enabled: true, Quantity: 1, Items: ["group"] },
        TrustedSigners: { Enabled: false, Quantity: 0, Items: [] },
      },
    });
  });

  it("turns functions and error pages into those of CloudFront's API", () => {
    const config = toDistributionConfig({
      defaultCacheBehavior: {
        functionAssociations: [{ eventType: "viewer-request", functionArn: "arn:f" }],
        lambdaFunctionAssociations: [
          { eventType: "origin-request", lambdaArn: "arn:l", includeBody: false },
        ],
      },
      customErrorResponses: [
        {
          errorCode: 404,
          errorCachingMinTtl: 5,
          responseCode: 200,
          responsePagePath: "/index.html",
        },
      ],
    });
    expect(config).to.deep.equal({
      DefaultCacheBehavior: {
        FunctionAssociations: {
          Quantity: 1,
          Items: [{ EventType: "viewer-request", FunctionARN: "arn:f" }],
        },
        LambdaFunctionAssociations: {
          Quantity: 1,
          Items: [{ EventType: "origin-request", LambdaFunctionARN: "arn:l", IncludeBody: false }],
        },
      },
      CustomErrorResponses: {
        Quantity: 1,
        Items: [
          {
            ErrorCode: 404,
            ErrorCachingMinTTL: 5,
            ResponseCode: "200",
            ResponsePagePath: "/index.html",
          },
        ],
      },
    });
  });

  it("turns origin groups into those of CloudFront's API", () => {
    const config = toDistributionConfig({
      originGroups: [
        {
          originId: "both",
          failoverCriteria: { statusCodes: [500, 503] },
          members: [{ originId: "origin" }, { originId: "spare" }],
        },
      ],
    });
    expect(config).to.deep.equal({
      OriginGroups: {
        Quantity: 1,
        Items: [
          {
            Id: "both",
            FailoverCriteria: { StatusCodes: { Quantity: 2, Items: [500, 503] } },
            Members: { Quantity: 2, Items: [{ OriginId: "origin" }, { OriginId: "spare" }] },
          },
        ],
      },
    });
  });

  it("leaves out what only Pulumi reads", () => {
    const inputs = {
      enabled: true,
      tags: { a: "b" },
      waitForDeployment: false,
      retainOnDelete: true,
    };
    expect(toDistributionConfig(inputs)).to.deep.equal({ Enabled: true });
  });

  it("passes on a field that nobody knows, under its name", () => {
    expect(toDistributionConfig({ brandNew: { someThing: [1] } })).to.deep.equal({
      BrandNew: { SomeThing: { Quantity: 1, Items: [1] } },
    });
  });
});

describe("toPolicyConfig", () => {
  it("turns a policy's names, and the lists that it has in objects, into those of the API", () => {
    const config = toPolicyConfig({
      minTtl: 1,
      parametersInCacheKeyAndForwardedToOrigin: {
        enableAcceptEncodingGzip: true,
        headersConfig: { headerBehavior: "whitelist", headers: { items: ["Host"] } },
      },
      securityHeadersConfig: { xssProtection: { protection: true, override: false } },
      customHeadersConfig: { items: [{ header: "X-A", value: "1", override: true }] },
    });
    expect(config).to.deep.equal({
      MinTTL: 1,
      ParametersInCacheKeyAndForwardedToOrigin: {
        EnableAcceptEncodingGzip: true,
        HeadersConfig: {
          HeaderBehavior: "whitelist",
          Headers: { Quantity: 1, Items: ["Host"] },
        },
      },
      SecurityHeadersConfig: { XSSProtection: { Protection: true, Override: false } },
      CustomHeadersConfig: {
        Quantity: 1,
        Items: [{ Header: "X-A", Value: "1", Override: true }],
      },
    });
  });

  it("passes on a field that nobody knows, under its name", () => {
    expect(toPolicyConfig({ brandNew: true })).to.deep.equal({ BrandNew: true });
  });
});
