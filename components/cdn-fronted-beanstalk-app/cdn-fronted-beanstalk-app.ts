import * as pulumi from "@pulumi/pulumi";
import { BeanstalkApp } from "../beanstalk-app";
import { CdnDistribution } from "../cdn-distribution";
import { throwOnProblems } from "../shared/problems";
import type { CdnFrontedBeanstalkAppArgs } from "./args";
import { createOriginSecret } from "./origin-secret";
import { resolveCdnFrontedBeanstalkAppSettings } from "./settings";
import { findCdnFrontedBeanstalkAppProblems } from "./validate";

/**
 * A web application on Elastic Beanstalk behind a CloudFront distribution, with the way past
 * CloudFront closed. What is cached is what the application's own `Cache-Control` headers allow,
 * unless `caching` says otherwise.
 */
export class CdnFrontedBeanstalkApp extends pulumi.ComponentResource {
  /** Where viewers go: the distribution's address over HTTPS. */
  readonly cdnUrl: pulumi.Output<string>;
  /** The environment's own address over plain HTTP, past CloudFront. */
  readonly originUrl: pulumi.Output<string>;
  /** The distribution's id, as an invalidation takes it. */
  readonly distributionId: pulumi.Output<string>;
  /** The distribution's name under cloudfront.net. */
  readonly distributionDomainName: pulumi.Output<string>;
  /** The Beanstalk application's name. */
  readonly applicationName: pulumi.Output<string>;
  /** The environment's name, as the EB CLI and the AWS CLI take it. */
  readonly environmentName: pulumi.Output<string>;
  /** The environment's DNS name: the distribution's origin. */
  readonly environmentCname: pulumi.Output<string>;
  /** The label of the application version that is deployed. */
  readonly versionLabel: pulumi.Output<string>;
  /** The platform version that the environment runs on. */
  readonly solutionStackName: pulumi.Output<string>;

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
    const settings = resolveCdnFrontedBeanstalkAppSettings(args);
    const problems = findCdnFrontedBeanstalkAppProblems(name, settings);
    throwOnProblems(`CdnFrontedBeanstalkApp "${name}"`, problems);
    super("cdn-fronted-beanstalk:index:CdnFrontedBeanstalkApp", name, {}, opts);
    const child = { parent: this };

    const secret = createOriginSecret(name, settings, child);
    const secrets = { ...settings.origin.secrets, ...secret.properties };
    const origin = new BeanstalkApp(name, { ...settings.origin, secrets }, child);
    const edge = new CdnDistribution(
      name,
      { ...settings.edge, originDomainName: origin.cname, originHeaders: secret.headers },
      child,
    );

    this.cdnUrl = edge.url;
    this.originUrl = origin.url;
    this.distributionId = edge.distributionId;
    this.distributionDomainName = edge.domainName;
    this.applicationName = origin.applicationName;
    this.environmentName = origin.environmentName;
    this.environmentCname = origin.cname;
    this.versionLabel = origin.versionLabel;
    this.solutionStackName = origin.solutionStackName;
    this.registerOutputs({
      cdnUrl: this.cdnUrl,
      originUrl: this.originUrl,
      distributionId: this.distributionId,
      distributionDomainName: this.distributionDomainName,
      applicationName: this.applicationName,
      environmentName: this.environmentName,
      environmentCname: this.environmentCname,
      versionLabel: this.versionLabel,
      solutionStackName: this.solutionStackName,
    });
  }
}
