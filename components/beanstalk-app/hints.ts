import { TRANSFORMATION_HINTS } from "../shared/hints";

/**
 * What other tools call an argument, and what it is called here: the remedy that an unknown argument
 * of that name gets.
 */
export const BEANSTALK_ORIGIN_HINTS: Record<string, string> = {
  ...TRANSFORMATION_HINTS,
  additionalSettings: "Use extraSettings.",
  applicationName: "Use application.name, and application.existingName for one that exists.",
  autoscaleMax: "Use capacity.maxInstances.",
  autoscaleMin: "Use capacity.minInstances.",
  cnamePrefix: "Use environment.cnamePrefix.",
  database: "Make it apart: its address goes into environmentVariables.",
  env: "Use environmentVariables.",
  envVars: "Use environmentVariables.",
  environmentName: "Use environment.name.",
  environmentType: "Use capacity.environmentType.",
  healthCheckPath: "Use healthCheck.path.",
  instanceProfile: "Use roles.instanceProfileName.",
  instanceType: "Use capacity.instanceTypes, a list.",
  instanceTypes: "Use capacity.instanceTypes.",
  keyName: "Use instances.keyName.",
  loadBalancerType: "Use loadBalancer.type: Application or Network, never classic.",
  maxSize: "Use capacity.maxInstances.",
  minSize: "Use capacity.minInstances.",
  optionSettings: "Use extraSettings for what has no argument of its own.",
  rds: "Make it apart: its address goes into environmentVariables.",
  serviceRole: "Use roles.serviceRoleArn.",
  settings: "Use extraSettings for what has no argument of its own.",
  subnetIds: "Use network.instanceSubnetIds and network.loadBalancerSubnetIds.",
  subnets: "Use network.instanceSubnetIds and network.loadBalancerSubnetIds.",
  tier: "Leave it out: this is always a web server environment. CloudFront reaches no worker.",
  version: "Use source.versionLabel.",
  versionLabel: "Use source.versionLabel.",
  vpcId: "Use network.vpcId.",
  xray: "Use enableXray.",
};
