import { expect } from "chai";
import { toDistributionConfig } from "../../local-stage/distribution-config";

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
