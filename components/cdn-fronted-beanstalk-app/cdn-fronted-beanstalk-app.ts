import * as pulumi from "@pulumi/pulumi";
import { BeanstalkApp } from "../beanstalk-app";
import { CdnDistribution } from "../cdn-distribution";
import { OriginProtocolPolicy } from "../cdn-distribution/origin";
import { CDN_EDGE } from "../cdn-distribution/settings";
import type { DnsRecord } from "../cdn-distribution/dns-records";
import { pick, settle } from "../shared/arguments";
import type { CdnFrontedBeanstalkAppArgs } from "./args";
import { createInvalidation, describeInvalidation } from "./invalidation";
import { createOriginDomain } from "./origin-domain";
import { pickOriginSettings } from "./origin-protection";
import type { OriginSecret } from "./origin-secret";
import { createOriginSecret } from "./origin-secret";
import type { CdnFrontedBeanstalkAppSettings } from "./settings";
import { CDN_FRONTED_BEANSTALK_APP } from "./settings";

/**
 * A web application on Elastic Beanstalk behind a CloudFront distribution, with the way past
 * CloudFront closed. What is cached is what the application's own `Cache-Control` headers allow,
 * unless `caching` says otherwise.
 */
export class CdnFrontedBeanstalkApp extends pulumi.ComponentResource {
  /** Where viewers go: the distribution's address over HTTPS. */
  readonly cdnUrl: pulumi.Output<string>;
  /** The origin's address as CloudFront asks for it: the way past CloudFront, where it is open. */
  readonly originUrl: pulumi.Output<string>;
  /** The distribution's id, as an invalidation takes it. */
  readonly distributionId: pulumi.Output<string>;
  /** The distribution's ARN, as policies name it: a role that may invalidate, for one. */
  readonly distributionArn: pulumi.Output<string>;
  /** The distribution's name under cloudfront.net. */
  readonly distributionDomainName: pulumi.Output<string>;
  /** The hosted zone to which a Route 53 alias record for the distribution points. */
  readonly distributionHostedZoneId: pulumi.Output<string>;
  /**
   * The records for names of your own that are yours to create: none where a hosted zone is given.
   */
  readonly dnsRecords: pulumi.Output<DnsRecord[]>;
  /** The Beanstalk application's name. */
  readonly applicationName: pulumi.Output<string>;
  /** The environment's id, such as `e-abcdefghij`: the names of its resources contain it. */
  readonly environmentId: pulumi.Output<string>;
  /** The environment's name, as the EB CLI and the AWS CLI take it. */
  readonly environmentName: pulumi.Output<string>;
  /** The environment's DNS name: the distribution's origin, unless `originDomain` is given. */
  readonly environmentCname: pulumi.Output<string>;
  /** The label of the application version that is deployed. */
  readonly versionLabel: pulumi.Output<string>;
  /** The platform version that the environment runs on. */
  readonly solutionStackName: pulumi.Output<string>;
  /** The name of the bucket that the bundles are uploaded to. */
  readonly bundleBucketName: pulumi.Output<string>;
  /** The load balancers' ARNs; none for a single instance. */
  readonly loadBalancerArns: pulumi.Output<string[]>;
  /** The names of the Auto Scaling groups in use. */
  readonly autoscalingGroupNames: pulumi.Output<string[]>;
  /**
   * The ids of the security groups that were made for the environment: none behind a network or
   * shared load balancer.
   */
  readonly securityGroupIds: pulumi.Output<string[]>;
  /** The ARN of the role that Beanstalk itself uses. */
  readonly serviceRoleArn: pulumi.Output<string>;
  /** The name of the instances' role, to attach policies to; unknown of an existing profile. */
  readonly instanceRoleName: pulumi.Output<string | undefined>;
  /**
   * Command lines for the AWS CLI, ready to run, by what they do: those of `BeanstalkApp`, and
   * `invalidate`.
   */
  readonly commands: pulumi.Output<Record<string, string>>;

  /**
   * @param name The logical name, 1 to 32 letters, digits and hyphens; the children's names begin
   *   with it.
   * @throws One error that names every problem of the arguments; nothing is created then.
   */
  constructor(
    name: string,
    args: CdnFrontedBeanstalkAppArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    const { settings, warnings } = settle(CDN_FRONTED_BEANSTALK_APP, name, args);
    super("cdn-fronted-beanstalk:index:CdnFrontedBeanstalkApp", name, {}, opts);
    warnings.forEach((warning) => void pulumi.log.warn(warning, this));
    const child = { parent: this };

    // A later rotation drops it, which the engine refuses under protection.
    const secret = createOriginSecret(name, settings, { parent: this, protect: false });
    const origin = createOrigin(name, settings, secret, child);
    const originDomainName = createOriginDomain(name, settings.originDomain, origin.cname, child);
    const edge = createEdge(name, settings, secret, originDomainName, child);
    createInvalidation(name, settings, { origin, edge }, child);

    const originUrl = describeOriginUrl(settings, originDomainName);
    const outputs = { ...listOutputs(origin, edge, settings), originUrl };
    this.cdnUrl = outputs.cdnUrl;
    this.originUrl = outputs.originUrl;
    this.distributionId = outputs.distributionId;
    this.distributionArn = outputs.distributionArn;
    this.distributionDomainName = outputs.distributionDomainName;
    this.distributionHostedZoneId = outputs.distributionHostedZoneId;
    this.dnsRecords = outputs.dnsRecords;
    this.applicationName = outputs.applicationName;
    this.environmentId = outputs.environmentId;
    this.environmentName = outputs.environmentName;
    this.environmentCname = outputs.environmentCname;
    this.versionLabel = outputs.versionLabel;
    this.solutionStackName = outputs.solutionStackName;
    this.bundleBucketName = outputs.bundleBucketName;
    this.loadBalancerArns = outputs.loadBalancerArns;
    this.autoscalingGroupNames = outputs.autoscalingGroupNames;
    this.securityGroupIds = outputs.securityGroupIds;
    this.serviceRoleArn = outputs.serviceRoleArn;
    this.instanceRoleName = outputs.instanceRoleName;
    this.commands = outputs.commands;
    this.registerOutputs(outputs);
  }
}

function createOrigin(
  name: string,
  settings: CdnFrontedBeanstalkAppSettings,
  secret: OriginSecret,
  opts: pulumi.ComponentResourceOptions,
): BeanstalkApp {
  const secrets = { ...settings.secrets, ...secret.properties };
  return new BeanstalkApp(name, { ...pickOriginSettings(settings), secrets }, opts);
}

function createEdge(
  name: string,
  settings: CdnFrontedBeanstalkAppSettings,
  { headers: originHeaders }: OriginSecret,
  originDomainName: pulumi.Input<string>,
  opts: pulumi.ComponentResourceOptions,
): CdnDistribution {
  const edge = pick(settings, CDN_EDGE.fields);
  return new CdnDistribution(name, { ...edge, originDomainName, originHeaders }, opts);
}

function listOutputs(
  origin: BeanstalkApp,
  edge: CdnDistribution,
  settings: CdnFrontedBeanstalkAppSettings,
) {
  return {
    cdnUrl: edge.url,
    distributionId: edge.distributionId,
    distributionArn: edge.distributionArn,
    distributionDomainName: edge.domainName,
    distributionHostedZoneId: edge.hostedZoneId,
    dnsRecords: edge.dnsRecords,
    applicationName: origin.applicationName,
    environmentId: origin.environmentId,
    environmentName: origin.environmentName,
    environmentCname: origin.cname,
    versionLabel: origin.versionLabel,
    solutionStackName: origin.solutionStackName,
    bundleBucketName: origin.bundleBucketName,
    loadBalancerArns: origin.loadBalancerArns,
    autoscalingGroupNames: origin.autoscalingGroupNames,
    securityGroupIds: origin.securityGroupIds,
    serviceRoleArn: origin.serviceRoleArn,
    instanceRoleName: origin.instanceRoleName,
    commands: describeCommands(origin, edge, settings),
  };
}

function describeOriginUrl(
  { origin: { protocolPolicy, httpPort, httpsPort } }: CdnFrontedBeanstalkAppSettings,
  domainName: pulumi.Input<string>,
): pulumi.Output<string> {
  return protocolPolicy === OriginProtocolPolicy.HttpsOnly
    ? pulumi.interpolate`https://${domainName}${httpsPort === 443 ? "" : `:${httpsPort}`}`
    : pulumi.interpolate`http://${domainName}${httpPort === 80 ? "" : `:${httpPort}`}`;
}

function describeCommands(
  origin: BeanstalkApp,
  edge: CdnDistribution,
  { invalidation: { paths } }: CdnFrontedBeanstalkAppSettings,
): pulumi.Output<Record<string, string>> {
  return pulumi
    .all([origin.commands, edge.distributionId])
    .apply(([commands, distributionId]): Record<string, string> => ({
      ...commands,
      invalidate: describeInvalidation(distributionId, paths),
    }));
}
