import type { Account, StoredResource } from "./account";
import { NAME } from "./auto-name";
import { describeRefusal, refuseTaken } from "./aws-errors";
import { describeArn, makeId, regionOf } from "./naming";
import {
  describeCompared,
  describeStored,
  findSetting,
  listSettings,
  pickKnown,
  sortSettings,
} from "./option-settings";
import type { Properties } from "./properties";
import { omit, textOf, UNKNOWN } from "./properties";
import type { Creation, ResourceType } from "./resource-type";

const APPLICATION_TOKEN = "aws:elasticbeanstalk/application:Application";
const ENVIRONMENT_TOKEN = "aws:elasticbeanstalk/environment:Environment";
const VERSION_TOKEN = "aws:elasticbeanstalk/applicationVersion:ApplicationVersion";

/** A refusal of Beanstalk's: to do what, in the provider's words, by which operation, and why. */
const describeBeanstalkRefusal = (doing: string, operation: string, reason: string) =>
  describeRefusal(doing, `Elastic Beanstalk: ${operation}`, 400, `api error ${reason}`);

export const APPLICATION: ResourceType = {
  token: APPLICATION_TOKEN,
  identify: ({ inputs }) => textOf(inputs, "name"),
  replacedBy: ["name", "region"],
  autoName: NAME,
  outputs: {
    arn: (creation) => describeArn("elasticbeanstalk", creation, `application/${creation.id}`),
    region: regionOf,
  },
  canFailHalfWay: true,
  refuseCreate: refuseTaken(APPLICATION_TOKEN, "name", (name) =>
    describeBeanstalkRefusal(
      `creating Elastic Beanstalk Application (${name})`,
      "CreateApplication",
      `InvalidParameterValue: Application ${name} already exists.`,
    ),
  ),
  refuseDelete: ({ id }, account) =>
    account.follows("application-in-use") && listOf(ENVIRONMENT_TOKEN, id, account).length > 0
      ? describeBeanstalkRefusal(
          `deleting Elastic Beanstalk Application (${id})`,
          "DeleteApplication",
          `InvalidParameterValue: Unable to delete application ${id} because it has running ` +
            "environments",
        )
      : undefined,
  takesAlong: ({ id }, account) =>
    account.follows("application-takes-versions") ? listOf(VERSION_TOKEN, id, account) : [],
};

function listOf(token: string, application: unknown, account: Account): StoredResource[] {
  return account.list(token).filter(({ inputs }) => inputs.application === application);
}

export const APPLICATION_VERSION: ResourceType = {
  token: VERSION_TOKEN,
  identify: ({ inputs }) => textOf(inputs, "name"),
  scope: (inputs) => textOf(inputs, "application"),
  replacedBy: ["application", "bucket", "key", "name", "region"],
  autoName: NAME,
  outputs: {
    arn: (creation) =>
      describeArn(
        "elasticbeanstalk",
        creation,
        `applicationversion/${textOf(creation.inputs, "application")}/${creation.id}`,
      ),
    region: regionOf,
  },
  readImported: (properties, account) =>
    account.follows("version-import") ? undefined : properties,
  refuseCreate: ({ inputs: { application, name }, account }) =>
    account.follows("version-exists") && findVersion(account, application, name) !== undefined
      ? describeBeanstalkRefusal(
          `creating Elastic Beanstalk Application Version (${String(name)})`,
          "CreateApplicationVersion",
          `InvalidParameterValue: Application Version ${String(name)} already exists.`,
        )
      : undefined,
  outlivesDeletion: ({ inputs: { application, name } }, account) =>
    account.follows("version-in-use") &&
    listOf(ENVIRONMENT_TOKEN, application, account).some(({ inputs }) => inputs.version === name),
};

function findVersion(
  account: Account,
  application: unknown,
  label: unknown,
): StoredResource | undefined {
  return listOf(VERSION_TOKEN, application, account).find(({ inputs }) => inputs.name === label);
}

export const ENVIRONMENT: ResourceType = {
  token: ENVIRONMENT_TOKEN,
  identify: ({ account }) => makeId("e-", 10, account),
  replacedBy: ["cnamePrefix", "name", "region", "tier"],
  autoName: { property: "name", maxLength: 40 },
  outputs: {
    arn: (creation) =>
      describeArn(
        "elasticbeanstalk",
        creation,
        `environment/${textOf(creation.inputs, "application")}/${textOf(creation.inputs, "name")}`,
      ),
    cname: (creation) => `${describeHost(creation)}.${regionOf(creation)}.elasticbeanstalk.com`,
    endpointUrl: (creation) =>
      isAlone(creation)
        ? "192.0.2.1"
        : `awseb-${creation.id}.${regionOf(creation)}.elb.amazonaws.com`,
    loadBalancers: (creation) =>
      isAlone(creation)
        ? []
        : [describeArn("elasticloadbalancing", creation, `loadbalancer/app/${creation.id}`)],
    autoscalingGroups: ({ id }) => [`awseb-${id}-stack-AWSEBAutoScalingGroup`],
    allSettings: ({ inputs, account }) =>
      account.follows("all-settings") ? listSettings(inputs).map(describeStored) : [],
    region: regionOf,
  },
  renewed: ["allSettings"],
  normalize: normalizeEnvironment,
  readBack: readBackEnvironment,
  readAgain: (outputs, state, account) =>
    account.follows("settings-read-back")
      ? { ...outputs, settings: pickKnown(listSettings(outputs), listSettings(state)) }
      : outputs,
  readImported: readImportedEnvironment,
  ignoredInput: { name: "application", rule: "environment-application" },
  canFailHalfWay: true,
  refuseCreate: ({ inputs, account }) =>
    refuseName(inputs, account) ??
    refuseVersion(
      `creating Elastic Beanstalk Environment (${textOf(inputs, "name")})`,
      "CreateEnvironment",
      inputs,
      account,
    ),
  refuseUpdate: (before, inputs, account) =>
    refuseVersion(describeUpdate(before), "UpdateEnvironment", inputs, account) ??
    refuseLoadBalancer(before, inputs, account),
};

function describeHost({ id, inputs }: Creation): string {
  return textOf(inputs, "cnamePrefix") || `${textOf(inputs, "name")}.${id}`;
}

function isAlone({ inputs }: Creation): boolean {
  return findSetting(inputs, "EnvironmentType") === "SingleInstance";
}

function normalizeEnvironment(inputs: Properties, account: Account): Properties {
  const normalize = account.follows("settings-equality") ? describeCompared : sortSettings;
  return inputs.settings === UNKNOWN
    ? inputs
    : { ...inputs, settings: normalize(listSettings(inputs)) };
}

/** What AWS has and the provider reads, which is not always what the program said. */
function readBackEnvironment(inputs: Properties, account: Account): Properties {
  const settings = listSettings(inputs);
  return {
    ...inputs,
    settings: account.follows("settings-form") ? settings.map(describeStored) : settings,
  };
}

/** Neither settings, since the state knows none, nor what only tells the provider how to wait. */
function readImportedEnvironment(properties: Properties, account: Account): Properties {
  return account.follows("settings-import")
    ? omit(properties, ["settings", "waitForReadyTimeout", "pollInterval", "templateName"])
    : properties;
}

const describeUpdate = ({ id }: StoredResource) => `updating Elastic Beanstalk Environment (${id})`;

function refuseName({ name }: Properties, account: Account): string | undefined {
  return account.follows("environment-name") &&
    account.list(ENVIRONMENT_TOKEN).some(({ inputs }) => inputs.name === name)
    ? describeBeanstalkRefusal(
        `creating Elastic Beanstalk Environment (${String(name)})`,
        "CreateEnvironment",
        `InvalidParameterValue: Environment ${String(name)} already exists.`,
      )
    : undefined;
}

function refuseVersion(
  doing: string,
  operation: string,
  { application, version }: Properties,
  account: Account,
): string | undefined {
  return version !== undefined &&
    account.follows("known-version") &&
    findVersion(account, application, version) === undefined
    ? describeBeanstalkRefusal(
        doing,
        operation,
        `InvalidParameterValue: No Application Version named '${String(version)}' found.`,
      )
    : undefined;
}

function refuseLoadBalancer(
  before: StoredResource,
  inputs: Properties,
  account: Account,
): string | undefined {
  const typeOf = (properties: Properties) => findSetting(properties, "LoadBalancerType");
  return account.follows("load-balancer-type") && typeOf(before.inputs) !== typeOf(inputs)
    ? describeBeanstalkRefusal(
        describeUpdate(before),
        "UpdateEnvironment",
        "ConfigurationValidationException: Configuration validation exception: LoadBalancer type " +
          "option cannot be changed.",
      )
    : undefined;
}
