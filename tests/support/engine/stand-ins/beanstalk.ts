import type { Account, StoredResource } from "./account";
import { describeArn, makeId, REGION } from "./naming";
import type { Properties } from "./properties";
import { textOf } from "./properties";
import type { ResourceType } from "./resource-type";

const ENVIRONMENT_TOKEN = "aws:elasticbeanstalk/environment:Environment";
const VERSION_TOKEN = "aws:elasticbeanstalk/applicationVersion:ApplicationVersion";

/** An option setting as the provider has it. */
interface OptionSetting {
  namespace: string;
  name: string;
  resource?: string;
  value: string;
}

export const APPLICATION: ResourceType = {
  token: "aws:elasticbeanstalk/application:Application",
  identify: ({ inputs }) => textOf(inputs, "name"),
  replacedBy: ["name"],
  autoName: { property: "name", maxLength: 100 },
  outputs: {
    arn: ({ id }) => describeArn("elasticbeanstalk", `application/${id}`),
    region: () => REGION,
  },
  refuseDelete: ({ id }, account) =>
    account.follows("application-in-use") &&
    account.list(ENVIRONMENT_TOKEN).some(({ inputs }) => inputs.application === id)
      ? `deleting Elastic Beanstalk Application (${id}): api error OperationInProgressFailure: ` +
        "Unable to delete application because it has running environments."
      : undefined,
  takesAlong: ({ id }, account) =>
    account.follows("application-takes-versions")
      ? account.list(VERSION_TOKEN).filter(({ inputs }) => inputs.application === id)
      : [],
};

export const APPLICATION_VERSION: ResourceType = {
  token: VERSION_TOKEN,
  identify: ({ inputs, account }) => {
    const label = textOf(inputs, "name");
    // Another application may have it too; the account here tells resources apart by their ids.
    const isTaken = account.find(VERSION_TOKEN, label) !== undefined;
    return isTaken ? `${label} of ${textOf(inputs, "application")}` : label;
  },
  replacedBy: ["application", "bucket", "key", "name"],
  autoName: { property: "name", maxLength: 100 },
  outputs: {
    arn: ({ id }) => describeArn("elasticbeanstalk", `applicationversion/${id}`),
    region: () => REGION,
  },
  refuseCreate: ({ inputs: { application, name }, account }) =>
    account.follows("version-exists") && findVersion(account, application, name) !== undefined
      ? `creating Elastic Beanstalk Application Version (${String(name)}): api error ` +
        `InvalidParameterValue: Application Version ${String(name)} already exists.`
      : undefined,
  outlivesDeletion: ({ inputs }, account) =>
    account.follows("version-in-use") &&
    account
      .list(ENVIRONMENT_TOKEN)
      .some(
        (environment) =>
          environment.inputs.application === inputs.application &&
          environment.inputs.version === inputs.name,
      ),
};

export const ENVIRONMENT: ResourceType = {
  token: ENVIRONMENT_TOKEN,
  identify: ({ account }) => makeId("e-", 10, account),
  replacedBy: ["name", "cnamePrefix", "tier"],
  autoName: { property: "name", maxLength: 40 },
  outputs: {
    arn: ({ inputs }) => describeArn("elasticbeanstalk", `environment/${textOf(inputs, "name")}`),
    cname: ({ id, inputs }) =>
      `${textOf(inputs, "cnamePrefix") || `${textOf(inputs, "name")}.${id}`}.${REGION}.elasticbeanstalk.com`,
    endpointUrl: ({ id }) => `awseb-${id}.${REGION}.elb.amazonaws.com`,
    loadBalancers: ({ id }) => [describeArn("elasticloadbalancing", `loadbalancer/app/${id}`)],
    autoscalingGroups: ({ id }) => [`awseb-${id}-stack-AWSEBAutoScalingGroup`],
    allSettings: ({ inputs }) => inputs.settings,
    region: () => REGION,
  },
  normalize: (inputs) => ({ ...inputs, settings: sortSettings(listSettings(inputs)) }),
  readBack: readBackEnvironment,
  ignoredInput: { name: "application", rule: "environment-application" },
  importInputs: ({ inputs }, account) =>
    account.follows("settings-import") ? { ...inputs, settings: [] } : inputs,
  refuseCreate: ({ inputs, account }) =>
    refuseName(inputs, account) ?? refuseVersion(inputs, account),
  refuseUpdate: (before, inputs, account) =>
    refuseVersion(inputs, account) ?? refuseLoadBalancer(before, inputs, account),
};

/** What AWS has and the provider reads, which is not always what the program said. */
function readBackEnvironment(inputs: Properties, account: Account): Properties {
  const settings = listSettings(inputs).map((setting) =>
    account.follows("settings-form") ? describeStored(setting) : setting,
  );
  return { ...inputs, settings };
}

/** The options whose values the provider sorts. */
const SORTED = ["SecurityGroups", "Subnets", "ELBSubnets"];

function describeStored({ namespace, name, resource = "", value }: OptionSetting): OptionSetting {
  const stored = SORTED.includes(name) ? value.split(",").sort().join(",") : value;
  return { namespace, name, resource, value: stored };
}

/** Of no order for the provider: it compares them as a set. */
function sortSettings(settings: OptionSetting[]): OptionSetting[] {
  const keyOf = ({ namespace, name, resource = "" }: OptionSetting) =>
    [namespace, resource, name].join("\n");
  return [...settings].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

function listSettings({ settings }: Properties): OptionSetting[] {
  return (settings ?? []) as OptionSetting[];
}

function refuseName({ name }: Properties, account: Account): string | undefined {
  return account.follows("environment-name") &&
    account.list(ENVIRONMENT_TOKEN).some(({ inputs }) => inputs.name === name)
    ? `creating Elastic Beanstalk Environment (${String(name)}): api error InvalidParameterValue: ` +
        `Environment ${String(name)} already exists.`
    : undefined;
}

function refuseVersion({ application, version }: Properties, account: Account): string | undefined {
  return version !== undefined &&
    account.follows("known-version") &&
    findVersion(account, application, version) === undefined
    ? `api error InvalidParameterValue: No Application Version named '${String(version)}' found.`
    : undefined;
}

function findVersion(
  account: Account,
  application: unknown,
  label: unknown,
): StoredResource | undefined {
  return account
    .list(VERSION_TOKEN)
    .find(({ inputs }) => inputs.application === application && inputs.name === label);
}

function refuseLoadBalancer(
  before: StoredResource,
  inputs: Properties,
  account: Account,
): string | undefined {
  return account.follows("load-balancer-type") &&
    findLoadBalancerType(before.inputs) !== findLoadBalancerType(inputs)
    ? "updating Elastic Beanstalk Environment: api error ConfigurationValidationException: " +
        "Configuration validation exception: You can't change the load balancer type of an environment."
    : undefined;
}

function findLoadBalancerType(inputs: Properties): string | undefined {
  return listSettings(inputs).find(({ name }) => name === "LoadBalancerType")?.value;
}
