import * as cloudfront from "@pulumi/aws/cloudfront";
import * as pulumi from "@pulumi/pulumi";
import { checkWhenKnown } from "../shared/inputs";
import { throwOnProblems } from "../shared/problems";
import type { CdnDistributionArgs } from "./args";
import { describeBehavior, ORIGIN_ID } from "./behaviors";
import type { CdnDistributionSettings } from "./settings";
import { resolveCdnDistributionSettings } from "./settings";
import { findCdnDistributionProblems, findCdnEdgeWarnings, findOriginProblems } from "./validate";

/**
 * A CloudFront distribution in front of one HTTP origin. It is the edge half of
 * `CdnFrontedBeanstalkApp` and can be used alone, over any origin that has a DNS name.
 */
export class CdnDistribution extends pulumi.ComponentResource {
  /** Where viewers go: `https://` and the first of your own names without `*`, or CloudFront's. */
  readonly url: pulumi.Output<string>;
  /** The distribution's name under cloudfront.net. */
  readonly domainName: pulumi.Output<string>;
  /** The distribution's id, as an invalidation takes it. */
  readonly distributionId: pulumi.Output<string>;
  /** The hosted zone to which a Route 53 alias record for the distribution points. */
  readonly hostedZoneId: pulumi.Output<string>;

  /**
   * @param name The logical name; the children's names begin with it.
   * @throws One error that names every problem of the arguments; nothing is created then.
   */
  constructor(name: string, args: CdnDistributionArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = resolveCdnDistributionSettings(args);
    throwOnProblems(`CdnDistribution "${name}"`, findCdnDistributionProblems(settings));
    super("cdn-fronted-beanstalk:index:CdnDistribution", name, {}, opts);
    findCdnEdgeWarnings(settings).forEach((warning) => void pulumi.log.warn(warning, this));

    const distribution = createDistribution(name, settings, { parent: this });

    const ownName = settings.domain?.names.find((domainName) => !domainName.startsWith("*."));
    const viewerName = ownName ?? distribution.domainName;
    this.url = pulumi.interpolate`https://${viewerName}`;
    this.domainName = distribution.domainName;
    this.distributionId = distribution.id;
    this.hostedZoneId = distribution.hostedZoneId;
    this.registerOutputs({
      url: this.url,
      domainName: this.domainName,
      distributionId: this.distributionId,
      hostedZoneId: this.hostedZoneId,
    });
  }
}

/** Everything is stated, so that no default of the provider's can show as a change later. */
function createDistribution(
  name: string,
  settings: CdnDistributionSettings,
  opts: pulumi.CustomResourceOptions,
): cloudfront.Distribution {
  const { caching, domain } = settings;
  return new cloudfront.Distribution(
    `${name}-distribution`,
    {
      enabled: true,
      comment: name,
      aliases: domain?.names,
      httpVersion: "http2and3",
      isIpv6Enabled: true,
      priceClass: settings.priceClass,
      origins: [describeOrigin(name, settings)],
      defaultCacheBehavior: describeBehavior(caching.defaultBehavior),
      orderedCacheBehaviors: caching.behaviors.map((behavior) => ({
        pathPattern: behavior.pathPattern,
        ...describeBehavior(behavior),
      })),
      restrictions: { geoRestriction: { restrictionType: "none" } },
      viewerCertificate:
        domain === undefined
          ? { cloudfrontDefaultCertificate: true }
          : {
              acmCertificateArn: domain.certificateArn,
              sslSupportMethod: "sni-only",
              minimumProtocolVersion: "TLSv1.2_2025",
            },
      waitForDeployment: settings.waitForDeployment,
      tags: settings.tags,
    },
    opts,
  );
}

/**
 * Plain HTTP to the origin: no public certificate can be had for a name under elasticbeanstalk.com.
 * The time-outs are CloudFront's defaults.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html
 */
function describeOrigin(
  name: string,
  { originDomainName, originHeaders }: CdnDistributionSettings,
) {
  return {
    originId: ORIGIN_ID,
    domainName: checkWhenKnown(`CdnDistribution "${name}"`, originDomainName, findOriginProblems),
    connectionAttempts: 3,
    connectionTimeout: 10,
    customHeaders: describeHeaders(originHeaders),
    customOriginConfig: {
      originProtocolPolicy: "http-only",
      httpPort: 80,
      httpsPort: 443,
      originSslProtocols: ["TLSv1.2"],
      originReadTimeout: 30,
      originKeepaliveTimeout: 5,
    },
  };
}

function describeHeaders(headers: Record<string, pulumi.Input<string>>) {
  const entries = Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? undefined : entries.map(([name, value]) => ({ name, value }));
}
