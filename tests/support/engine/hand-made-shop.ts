import type { Account } from "./stand-ins/account";
import type { Properties } from "./stand-ins/properties";

const CNAME = "Shop-prod.eba-a1b2c3d4.eu-central-1.elasticbeanstalk.com";
const PLATFORM = "64bit Amazon Linux 2023 v4.7.2 running Python 3.13";
const REGION = "eu-central-1";

/** Puts into the account what somebody made in the console: no program has anything of it in its state. */
export function makeShopByHand(account: Account): void {
  const put = (type: string, id: string, inputs: Properties, outputs: Properties) =>
    account.put({ type, id, logicalName: "", inputs, outputs: { ...inputs, ...outputs } });
  put(
    "aws:elasticbeanstalk/application:Application",
    "Shop",
    { name: "Shop" },
    { arn: `arn:aws:elasticbeanstalk:${REGION}:123456789012:application/Shop`, region: REGION },
  );
  put(
    "aws:elasticbeanstalk/applicationVersion:ApplicationVersion",
    "shop-source-3",
    { name: "shop-source-3", application: "Shop", bucket: "elasticbeanstalk", key: "3.zip" },
    {},
  );
  const environment = { name: "Shop-prod", application: "Shop", version: "shop-source-3" };
  put(
    "aws:elasticbeanstalk/environment:Environment",
    "e-abcdefghij",
    { ...environment, tier: "WebServer", solutionStackName: PLATFORM, settings: SETTINGS },
    { cname: CNAME, allSettings: SETTINGS, loadBalancers: [], region: REGION },
  );
  put("aws:cloudfront/distribution:Distribution", "E2ABCDEFGHIJKL", DISTRIBUTION, {
    arn: "arn:aws:cloudfront::123456789012:distribution/E2ABCDEFGHIJKL",
    domainName: "d111111abcdef8.cloudfront.net",
    hostedZoneId: "Z2FDTNDATAQYW2",
    orderedCacheBehaviors: [],
    status: "Deployed",
    // The two that are no part of the distribution, as an import sets them.
    retainOnDelete: false,
    waitForDeployment: true,
  });
}

const SETTINGS = [
  {
    namespace: "aws:elasticbeanstalk:environment",
    name: "LoadBalancerType",
    resource: "",
    value: "application",
  },
];

const DISTRIBUTION = {
  aliases: ["shop.example.com"],
  comment: "The shop",
  defaultCacheBehavior: {
    allowedMethods: ["GET", "HEAD"],
    cachedMethods: ["GET", "HEAD"],
    // CachingOptimized
    cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
    compress: true,
    targetOriginId: CNAME,
    viewerProtocolPolicy: "redirect-to-https",
  },
  enabled: true,
  httpVersion: "http2",
  isIpv6Enabled: true,
  // As the console makes it: its id is the domain name.
  origins: [
    {
      connectionAttempts: 3,
      connectionTimeout: 10,
      customOriginConfig: {
        httpPort: 80,
        httpsPort: 443,
        originKeepaliveTimeout: 5,
        originProtocolPolicy: "http-only",
        originReadTimeout: 30,
        originSslProtocols: ["TLSv1.2"],
      },
      domainName: CNAME,
      originId: CNAME,
    },
  ],
  priceClass: "PriceClass_All",
  restrictions: { geoRestriction: { restrictionType: "none" } },
  viewerCertificate: {
    acmCertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d",
    minimumProtocolVersion: "TLSv1.2_2021",
    sslSupportMethod: "sni-only",
  },
};
