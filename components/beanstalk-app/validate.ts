import { findPlainProblems, isPlain } from "../shared/inputs";
import type { Problem } from "../shared/problems";
import { findEnumProblems, findIntegerProblems } from "../shared/rules";
import { EnvironmentType, PlatformPolicy } from "./args";
import { findSourceProblems } from "./bundle";
import type { BeanstalkAppSettings, CapacitySettings, HealthCheckSettings } from "./settings";

/**
 * Everything that is wrong with a `BeanstalkApp`'s name and settings. Looks for the source on disk;
 * values that are not known yet are left out.
 */
export function findBeanstalkAppProblems(name: string, settings: BeanstalkAppSettings): Problem[] {
  return [
    ...findNameProblems(name),
    ...findSourceProblems(settings.source),
    ...findPlainProblems(settings.solutionStackName, findSolutionStackProblems),
    ...findEnumProblems("platformPolicy", settings.platformPolicy, PlatformPolicy),
    ...findNetworkProblems(settings),
    ...findCapacityProblems(settings.capacity),
    ...findHealthCheckProblems(settings.healthCheck),
    ...findPropertyProblems(settings),
    ...findExtraSettingProblems(settings),
    ...findIntegerProblems("waitForReadyMinutes", settings.waitForReadyMinutes, "minutes", 5, 180),
    ...findTagProblems(settings),
  ];
}

/**
 * The environment is named after the component, with a hyphen and 7 digits behind it, and Beanstalk
 * takes 4 to 40 letters, digits and hyphens.
 */
function findNameProblems(value: string): Problem[] {
  if (!/^[a-zA-Z0-9]([a-zA-Z0-9-]{0,30}[a-zA-Z0-9])?$/.test(value)) {
    const rule = "must have 1 to 32 letters, digits and hyphens, with no hyphen at either end";
    const remedy = "The environment's name is made of it, and may have 40 characters. Shorten it.";
    return [{ path: "name", rule, value, remedy }];
  }
  // Names of parameters and of security groups are made of it too.
  if (/^(aws|ssm|sg-)/i.test(value)) {
    const rule = "must not begin with aws, ssm or sg-, which AWS keeps for itself";
    return [{ path: "name", rule, value, remedy: "Put the product's name in front." }];
  }
  return [];
}

/** What is wrong with a platform version's name. */
export function findSolutionStackProblems(value: string): Problem[] {
  if (/^\d\dbit .+ v\d+\.\d+\.\d+ running .+$/.test(value)) {
    return [];
  }
  const rule =
    'must be a platform version\'s whole name, such as "64bit Amazon Linux 2023 v4.7.2 running Python 3.13"';
  const remedy = "List them with: aws elasticbeanstalk list-available-solution-stacks.";
  return [{ path: "solutionStackName", rule, value, remedy }];
}

function findNetworkProblems({ network, capacity }: BeanstalkAppSettings): Problem[] {
  if (network === undefined) {
    return [];
  }
  const problems: Problem[] = [];
  if (isPlain(network.instanceSubnetIds) && network.instanceSubnetIds.length === 0) {
    const remedy = "Name the subnets of the instances, or leave out network.";
    const rule = "must name at least one subnet";
    problems.push({ path: "network.instanceSubnetIds", rule, value: 0, remedy });
  }
  const isLoadBalanced = capacity.environmentType === EnvironmentType.LoadBalanced;
  const given = network.loadBalancerSubnetIds ?? [];
  if (isLoadBalanced && isPlain(given) && new Set(given).size < 2) {
    const path = "network.loadBalancerSubnetIds";
    const rule = "must name two subnets or more in a load-balanced environment";
    const remedy =
      "An Application Load Balancer needs two availability zones. Name a subnet in each.";
    problems.push({ path, rule, value: new Set(given).size, remedy });
  }
  return problems;
}

function findCapacityProblems(capacity: CapacitySettings): Problem[] {
  const { environmentType, minInstances, maxInstances, instanceTypes, rootVolumeSizeGiB } =
    capacity;
  const problems = [
    ...findEnumProblems("capacity.environmentType", environmentType, EnvironmentType),
    ...findIntegerProblems("capacity.minInstances", minInstances, "instances", 1, 10_000),
    ...findIntegerProblems("capacity.maxInstances", maxInstances, "instances", 1, 10_000),
    ...(rootVolumeSizeGiB === undefined
      ? []
      : findIntegerProblems("capacity.rootVolumeSizeGiB", rootVolumeSizeGiB, "GiB", 10, 16_384)),
  ];
  if (minInstances > maxInstances) {
    const rule = `must be at most capacity.maxInstances (${maxInstances})`;
    const remedy = "Raise capacity.maxInstances or lower capacity.minInstances.";
    problems.push({ path: "capacity.minInstances", rule, value: minInstances, remedy });
  }
  if (instanceTypes.length < 1 || instanceTypes.length > 40) {
    const rule = "must name 1 to 40 instance types";
    const remedy = "Name the types that you want, the preferred one first.";
    problems.push({ path: "capacity.instanceTypes", rule, value: instanceTypes, remedy });
  }
  instanceTypes.forEach((value, index) => {
    if (!/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/.test(value)) {
      const rule = "must be an EC2 instance type";
      const remedy = 'Use a name such as "t3.micro".';
      problems.push({ path: `capacity.instanceTypes[${index}]`, rule, value, remedy });
    }
  });
  return problems;
}

function findHealthCheckProblems(check: HealthCheckSettings): Problem[] {
  const { path, intervalSeconds, timeoutSeconds } = check;
  const problems = [
    ...findIntegerProblems("healthCheck.intervalSeconds", intervalSeconds, "seconds", 5, 300),
    ...findIntegerProblems("healthCheck.timeoutSeconds", timeoutSeconds, "seconds", 2, 60),
    ...findIntegerProblems("healthCheck.healthyThreshold", check.healthyThreshold, "checks", 2, 10),
    ...findIntegerProblems(
      "healthCheck.unhealthyThreshold",
      check.unhealthyThreshold,
      "checks",
      2,
      10,
    ),
  ];
  if (!/^\/\S*$/.test(path)) {
    const rule = "must begin with a slash and have no spaces";
    problems.push({ path: "healthCheck.path", rule, value: path, remedy: 'Use "/health".' });
  }
  if (timeoutSeconds >= intervalSeconds) {
    const rule = `must be below healthCheck.intervalSeconds (${intervalSeconds})`;
    const remedy = "Lower the time-out or raise the interval.";
    problems.push({ path: "healthCheck.timeoutSeconds", rule, value: timeoutSeconds, remedy });
  }
  if (!/^[2-4]\d\d(-[2-4]\d\d|(,[2-4]\d\d)*)$/.test(check.matcherHttpCode)) {
    const rule = "must be a status, a list or a range of statuses from 200 to 499";
    const remedy = 'Use "200", "200,202" or "200-299".';
    const value = check.matcherHttpCode;
    problems.push({ path: "healthCheck.matcherHttpCode", rule, value, remedy });
  }
  return problems;
}

function findPropertyProblems({ environmentVariables, secrets }: BeanstalkAppSettings): Problem[] {
  const problems: Problem[] = [];
  for (const [group, properties] of Object.entries({ environmentVariables, secrets })) {
    for (const value of Object.keys(properties).filter((name) => !/^[A-Za-z_][\w]*$/.test(name))) {
      const rule = "must have names of letters, digits and underscores, with no digit in front";
      problems.push({ path: group, rule, value, remedy: "Rename the property." });
    }
  }
  for (const [name, arn] of Object.entries(secrets)) {
    if (Object.hasOwn(environmentVariables, name)) {
      const rule = "must not be in environmentVariables too";
      problems.push({ path: `secrets.${name}`, rule, remedy: "Keep it in one of the two." });
    }
    problems.push(...findPlainProblems(arn, (value) => findSecretProblems(name, value)));
  }
  return problems;
}

/** What is wrong with a secret's ARN. */
export function findSecretProblems(name: string, arn: string): Problem[] {
  if (/^arn:[\w-]+:(secretsmanager|ssm):/.test(arn)) {
    return [];
  }
  const rule = "must be the ARN of a Secrets Manager secret or a Parameter Store parameter";
  // The value is not shown: somebody may have put the secret itself there.
  const remedy = "Store the secret in one of these and give its ARN.";
  return [{ path: `secrets.${name}`, rule, remedy }];
}

/** What decides which other options apply, and so has an argument of its own. */
const STRUCTURAL_OPTIONS = ["EnvironmentType", "LoadBalancerType"];

function findExtraSettingProblems({ extraSettings }: BeanstalkAppSettings): Problem[] {
  return extraSettings.flatMap(({ namespace, name, resource }, index) => {
    const problem = (key: string, rule: string, value: string | undefined, remedy: string) => [
      { path: `extraSettings[${index}].${key}`, rule, value, remedy },
    ];
    if (!namespace.startsWith("aws:") || namespace.startsWith("aws:elb:")) {
      const rule = 'must begin with "aws:", and not with "aws:elb:", the classic load balancer\'s';
      return problem(
        "namespace",
        rule,
        namespace,
        "Use a namespace of Beanstalk's general options.",
      );
    }
    if (namespace === "aws:elasticbeanstalk:environment" && STRUCTURAL_OPTIONS.includes(name)) {
      const rule = "must be none that decides which other settings apply";
      return problem("name", rule, name, "Use capacity.environmentType.");
    }
    const isScheduledAction = namespace === "aws:autoscaling:scheduledaction";
    if (isScheduledAction !== Boolean(resource)) {
      const rule = isScheduledAction
        ? "must name the scheduled action"
        : "must not be set in this namespace: Beanstalk does not give it back";
      return problem("resource", rule, resource, "Only scheduled actions have a resource.");
    }
    return [];
  });
}

function findTagProblems({ tags }: BeanstalkAppSettings): Problem[] {
  const rule = "must not be set, since Beanstalk sets it on its environments itself";
  return tags !== undefined && "Name" in tags
    ? [{ path: "tags.Name", rule, value: tags.Name, remedy: "Use another tag." }]
    : [];
}
