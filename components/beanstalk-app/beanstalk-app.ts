import type * as elasticbeanstalk from "@pulumi/aws/elasticbeanstalk";
import * as pulumi from "@pulumi/pulumi";
import { settle } from "../shared/arguments";
import { createApplication } from "./application";
import type { ApplicationVersion } from "./application-version";
import { createApplicationVersion } from "./application-version";
import type { BeanstalkAppArgs } from "./args";
import { describeCommands } from "./commands";
import type { EnvironmentParts } from "./environment";
import { createEnvironment } from "./environment";
import { HealthReportingType } from "./health-reporting";
import { createIngress } from "./ingress";
import { createRoles } from "./roles";
import type { BeanstalkAppSettings } from "./settings";
import { BEANSTALK_APP } from "./settings";

/**
 * A web application on Elastic Beanstalk: application, version, roles and environment. It is the
 * origin half of `CdnFrontedBeanstalkApp` and can be used alone.
 */
export class BeanstalkApp extends pulumi.ComponentResource {
  /** The environment's address over plain HTTP: `http://` and its CNAME. */
  readonly url: pulumi.Output<string>;
  /** The environment's DNS name. It stays when the load balancer is replaced. */
  readonly cname: pulumi.Output<string>;
  /** The environment's id, such as `e-abcdefghij`: the names of its resources contain it. */
  readonly environmentId: pulumi.Output<string>;
  /** The environment's name, as the EB CLI and the AWS CLI take it. */
  readonly environmentName: pulumi.Output<string>;
  /** The application's name. */
  readonly applicationName: pulumi.Output<string>;
  /** The label of the version that is deployed. */
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
   * Command lines for the AWS CLI, ready to run, by what they do: `events`, `health`, `logs`,
   * `restart`, `shell` on the first instance, and `versions`.
   */
  readonly commands: pulumi.Output<Record<string, string>>;

  /**
   * @param name The logical name, 1 to 32 letters, digits and hyphens; the children's names begin
   *   with it.
   * @throws One error that names every problem of the arguments; nothing is created then.
   */
  constructor(name: string, args: BeanstalkAppArgs, opts?: pulumi.ComponentResourceOptions) {
    const { settings, warnings } = settle(BEANSTALK_APP, name, args);
    super("cdn-fronted-beanstalk:index:BeanstalkApp", name, {}, opts);
    warnings.forEach((warning) => void pulumi.log.warn(warning, this));

    const child = { parent: this };
    // A change may replace or remove them, which the engine refuses under protection.
    const part = { parent: this, protect: false };
    const roles = createRoles(name, settings, part);
    const applicationName = createApplication(name, settings, roles, child);
    const version = createApplicationVersion(name, applicationName, roles, settings, child);
    const ingress = createIngress(name, settings, part);
    const parts = { applicationName, versionLabel: version.label, roles, ingress };
    const environment = createEnvironment(name, parts, settings, child);

    const outputs = listOutputs(environment, version, parts, settings);
    this.url = outputs.url;
    this.cname = outputs.cname;
    this.environmentId = outputs.environmentId;
    this.environmentName = outputs.environmentName;
    this.applicationName = outputs.applicationName;
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

function listOutputs(
  environment: elasticbeanstalk.Environment,
  { label, bundleBucketName }: ApplicationVersion,
  { applicationName, roles, ingress }: EnvironmentParts,
  { healthReporting }: BeanstalkAppSettings,
) {
  const { cname, name: environmentName, region } = environment;
  const hasEnhancedHealth = healthReporting.type === HealthReportingType.Enhanced;
  const groupIds = Object.values(ingress.securityGroupIds).filter((id) => id !== undefined);
  return {
    url: pulumi.interpolate`http://${cname}`,
    cname,
    environmentId: environment.id,
    environmentName,
    applicationName,
    versionLabel: label,
    solutionStackName: environment.solutionStackName,
    bundleBucketName,
    loadBalancerArns: environment.loadBalancers,
    autoscalingGroupNames: environment.autoscalingGroups,
    securityGroupIds: pulumi.output(groupIds),
    serviceRoleArn: roles.serviceRoleArn,
    instanceRoleName: roles.instanceRoleName,
    commands: pulumi
      .output({ region, applicationName, environmentName, hasEnhancedHealth })
      .apply(describeCommands),
  };
}
