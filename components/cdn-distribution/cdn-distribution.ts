import * as pulumi from "@pulumi/pulumi";
import { settle } from "../shared/arguments";
import type { CdnDistributionArgs } from "./args";
import { createBehaviorReferences } from "./behavior-references";
import { createCertificate } from "./certificate";
import { createDistribution } from "./distribution";
import type { DnsRecord } from "./dns-records";
import { createDnsRecords, listDnsRecords } from "./dns-records";
import { CDN_DISTRIBUTION } from "./settings";

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
  /** The distribution's ARN, as policies of buckets and roles name it. */
  readonly distributionArn: pulumi.Output<string>;
  /** The hosted zone to which a Route 53 alias record for the distribution points. */
  readonly hostedZoneId: pulumi.Output<string>;
  /** The records for names of your own that are yours to create: none where a hosted zone is given. */
  readonly dnsRecords: pulumi.Output<DnsRecord[]>;

  /**
   * @param name The logical name, 1 to 32 letters, digits and hyphens; the children's names begin
   *   with it.
   * @throws One error that names every problem of the arguments; nothing is created then.
   */
  constructor(name: string, args: CdnDistributionArgs, opts?: pulumi.ComponentResourceOptions) {
    const { settings, warnings } = settle(CDN_DISTRIBUTION, name, args);
    super("cdn-fronted-beanstalk:index:CdnDistribution", name, {}, opts);
    warnings.forEach((warning) => void pulumi.log.warn(warning, this));
    const child = { parent: this };

    // A change may replace or remove them, which the engine refuses under protection.
    const part = { parent: this, protect: false };
    const certificateArn = createCertificate(name, settings, part);
    const behaviors = createBehaviorReferences(name, settings, part);
    const references = { behaviors, certificateArn };
    const distribution = createDistribution(name, settings, references, child);
    createDnsRecords(name, settings, distribution, child);

    const ownName = settings.domain?.names.find((domainName) => !domainName.startsWith("*."));
    const viewerName = ownName ?? distribution.domainName;
    this.url = pulumi.interpolate`https://${viewerName}`;
    this.domainName = distribution.domainName;
    this.distributionId = distribution.id;
    this.distributionArn = distribution.arn;
    this.hostedZoneId = distribution.hostedZoneId;
    this.dnsRecords = listDnsRecords(settings, distribution);
    this.registerOutputs({
      url: this.url,
      domainName: this.domainName,
      distributionId: this.distributionId,
      distributionArn: this.distributionArn,
      hostedZoneId: this.hostedZoneId,
      dnsRecords: this.dnsRecords,
    });
  }
}
