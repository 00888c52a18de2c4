import type * as pulumi from "@pulumi/pulumi";
import { joinSet } from "../shared/inputs";
import { EnvironmentType } from "./args";
import type { BeanstalkAppSettings } from "./settings";

/** One Beanstalk option setting, as `aws.elasticbeanstalk.Environment` takes it. */
export interface OptionSetting {
  namespace: string;
  name: string;
  /** The resource that the option is for; `""` where there is none. */
  resource: string;
  value: pulumi.Input<string>;
}

/** What the environment refers to and the arguments do not know: the resources made beside it. */
export interface EnvironmentReferences {
  serviceRoleName: pulumi.Input<string>;
  instanceProfileName: pulumi.Input<string>;
  /** The instances' own security group; `undefined` leaves Beanstalk's default group in place. */
  instanceSecurityGroupId?: pulumi.Input<string>;
  /** Likewise for the load balancer. */
  loadBalancerSecurityGroupId?: pulumi.Input<string>;
}

/**
 * The environment's option settings in canonical form: one entry for each namespace, name and
 * resource; sorted; `resource` always present; values as Beanstalk stores them; nothing that does
 * not apply to the environment's type. Anything else comes back differently from Beanstalk and
 * shows as a change in every later preview.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html
 */
export function buildOptionSettings(
  settings: BeanstalkAppSettings,
  references: EnvironmentReferences,
): OptionSetting[] {
  return canonicalize([
    ...buildEnvironmentSettings(settings, references),
    ...buildInstanceSettings(settings, references),
    ...buildNetworkSettings(settings),
    ...(settings.capacity.environmentType === EnvironmentType.LoadBalanced
      ? buildLoadBalancedSettings(settings, references)
      : []),
    ...buildProperties(settings),
    ...settings.extraSettings.map(({ namespace, name, value, resource }) =>
      option(namespace, name, value, resource),
    ),
  ]);
}

/** One entry for each key, the last one winning, in a stable order. */
function canonicalize(entries: OptionSetting[]): OptionSetting[] {
  const byKey = new Map(entries.map((entry) => [keyOf(entry), entry]));
  return [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

function keyOf({ namespace, resource, name }: OptionSetting): string {
  return [namespace, resource, name].join("\0");
}

function option(
  namespace: string,
  name: string,
  value: pulumi.Input<string>,
  resource = "",
): OptionSetting {
  return { namespace, name, resource, value };
}

function buildEnvironmentSettings(
  { capacity }: BeanstalkAppSettings,
  { serviceRoleName }: EnvironmentReferences,
): OptionSetting[] {
  const namespace = "aws:elasticbeanstalk:environment";
  return [
    option(namespace, "EnvironmentType", capacity.environmentType),
    option(namespace, "ServiceRole", serviceRoleName),
    option("aws:elasticbeanstalk:healthreporting:system", "SystemType", "enhanced"),
  ];
}

/**
 * IMDSv2 only, and a gp3 root volume: together they make Beanstalk use a launch template, since
 * new accounts can't create launch configurations.
 */
function buildInstanceSettings(
  { capacity }: BeanstalkAppSettings,
  { instanceProfileName, instanceSecurityGroupId }: EnvironmentReferences,
): OptionSetting[] {
  const namespace = "aws:autoscaling:launchconfiguration";
  const settings = [
    // The order of the types is their priority, so this list is not sorted.
    option("aws:ec2:instances", "InstanceTypes", capacity.instanceTypes.join(",")),
    option(namespace, "DisableIMDSv1", "true"),
    option(namespace, "IamInstanceProfile", instanceProfileName),
    option(namespace, "RootVolumeType", "gp3"),
  ];
  if (capacity.rootVolumeSizeGiB !== undefined) {
    settings.push(option(namespace, "RootVolumeSize", String(capacity.rootVolumeSizeGiB)));
  }
  if (instanceSecurityGroupId !== undefined) {
    settings.push(
      option(namespace, "DisableDefaultEC2SecurityGroup", "true"),
      option(namespace, "SecurityGroups", instanceSecurityGroupId),
    );
  }
  return settings;
}

function buildNetworkSettings({ network }: BeanstalkAppSettings): OptionSetting[] {
  if (network === undefined) {
    return [];
  }
  const namespace = "aws:ec2:vpc";
  return [
    option(namespace, "VPCId", network.vpcId),
    option(namespace, "Subnets", joinSet(network.instanceSubnetIds)),
    option(namespace, "AssociatePublicIpAddress", String(network.associatePublicIpAddress)),
  ];
}

function buildLoadBalancedSettings(
  { capacity, healthCheck, network }: BeanstalkAppSettings,
  { loadBalancerSecurityGroupId }: EnvironmentReferences,
): OptionSetting[] {
  const process = "aws:elasticbeanstalk:environment:process:default";
  const loadBalancer = "aws:elbv2:loadbalancer";
  const settings = [
    option("aws:elasticbeanstalk:environment", "LoadBalancerType", "application"),
    option("aws:autoscaling:asg", "MinSize", String(capacity.minInstances)),
    option("aws:autoscaling:asg", "MaxSize", String(capacity.maxInstances)),
    option(process, "HealthCheckPath", healthCheck.path),
    option(process, "HealthCheckInterval", String(healthCheck.intervalSeconds)),
    option(process, "HealthCheckTimeout", String(healthCheck.timeoutSeconds)),
    option(process, "HealthyThresholdCount", String(healthCheck.healthyThreshold)),
    option(process, "UnhealthyThresholdCount", String(healthCheck.unhealthyThreshold)),
    option(process, "MatcherHTTPCode", healthCheck.matcherHttpCode),
  ];
  if (network?.loadBalancerSubnetIds !== undefined) {
    settings.push(
      option("aws:ec2:vpc", "ELBSubnets", joinSet(network.loadBalancerSubnetIds)),
      option("aws:ec2:vpc", "ELBScheme", "public"),
    );
  }
  if (loadBalancerSecurityGroupId !== undefined) {
    settings.push(
      option(loadBalancer, "SecurityGroups", loadBalancerSecurityGroupId),
      // Without it Beanstalk adds a group of its own that admits everybody.
      option(loadBalancer, "ManagedSecurityGroup", loadBalancerSecurityGroupId),
    );
  }
  return settings;
}

function buildProperties({ environmentVariables, secrets }: BeanstalkAppSettings): OptionSetting[] {
  const application = "aws:elasticbeanstalk:application";
  return [
    ...Object.entries(environmentVariables).map(([name, value]) =>
      option(`${application}:environment`, name, value),
    ),
    ...Object.entries(secrets).map(([name, arn]) =>
      option(`${application}:environmentsecrets`, name, arn),
    ),
  ];
}
