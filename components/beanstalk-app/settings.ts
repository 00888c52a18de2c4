import type { Definition } from "../shared/arguments";
import type { SettledFields } from "../shared/fields";
import {
  anyText,
  flag,
  group,
  hidden,
  input,
  list,
  oneOf,
  optional,
  record,
  text,
  wholeNumber,
  withDefault,
} from "../shared/fields";
import type { Rule } from "../shared/rules";
import { NAME, RESOURCE_NAME, TAGS } from "../shared/names";
import type { BeanstalkAppArgs, BeanstalkOriginArgs } from "./args";
import { CAPACITY, CAPACITY_RULES } from "./capacity";
import { APPLICATION, APPLICATION_RULES } from "./application";
import { CONFIGURATION_UPDATES, CONFIGURATION_UPDATES_RULES } from "./configuration-updates";
import { DEPLOYMENTS, DEPLOYMENTS_RULES } from "./deployments";
import { ENVIRONMENT } from "./environment";
import { HEALTH_REPORTING, HEALTH_REPORTING_RULES } from "./health-reporting";
import { INGRESS_RULES } from "./ingress";
import { INSTANCES, INSTANCES_RULES } from "./instances";
import { LOAD_BALANCER, LOAD_BALANCER_RULES } from "./load-balancer";
import { LOG_STREAMING, LOG_STREAMING_RULES } from "./log-streaming";
import { MANAGED_UPDATES, MANAGED_UPDATES_RULES } from "./managed-updates";
import { NOTIFICATIONS, NOTIFICATIONS_RULES } from "./notifications";
import { PORT } from "../shared/numbers";
import { ADDITIONAL_PROCESS, PROCESS, PROCESS_RULES } from "./processes";
import { PROXY, PROXY_RULES } from "./proxy";
import { ROLES, ROLES_RULES } from "./roles";
import { SCALING, SCALING_RULES } from "./scaling";
import {
  ENVIRONMENT_PROPERTY_RULES,
  KMS_KEY_ARN,
  PROPERTY_NAME,
  SECRET_ARN,
} from "./environment-properties";
import { EXTRA_SETTING, EXTRA_SETTING_RULES } from "./extra-settings";
import { BEANSTALK_ORIGIN_HINTS } from "./hints";
import { HEALTH_CHECK, HEALTH_CHECK_RULES } from "./health-check";
import { NETWORK, NETWORK_RULES } from "./network";
import {
  PLATFORM_ARN,
  PLATFORM_RULES,
  PlatformPolicy,
  SOLUTION_STACK,
  TEMPLATE_NAME,
} from "./platform";
import { SOURCE, SOURCE_RULES } from "./source";

/** Every argument of an origin: type, range and default. Those of a group stand in its own file. */
export const BEANSTALK_ORIGIN = group<BeanstalkOriginArgs>()({
  application: withDefault(APPLICATION, {}),
  source: SOURCE,
  solutionStackName: optional(input(text(...SOLUTION_STACK))),
  platformArn: optional(input(text(...PLATFORM_ARN))),
  templateName: optional(input(text(TEMPLATE_NAME))),
  platformPolicy: withDefault(oneOf(PlatformPolicy), PlatformPolicy.Latest),
  environment: withDefault(ENVIRONMENT, {}),
  network: optional(NETWORK),
  capacity: withDefault(CAPACITY, {}),
  instances: withDefault(INSTANCES, {}),
  scaling: withDefault(SCALING, {}),
  loadBalancer: withDefault(LOAD_BALANCER, {}),
  process: withDefault(PROCESS, {}),
  additionalProcesses: withDefault(record(ADDITIONAL_PROCESS, RESOURCE_NAME), {}),
  healthCheck: withDefault(HEALTH_CHECK, {}),
  deployments: withDefault(DEPLOYMENTS, {}),
  configurationUpdates: optional(CONFIGURATION_UPDATES),
  managedUpdates: optional(MANAGED_UPDATES),
  healthReporting: withDefault(HEALTH_REPORTING, {}),
  logStreaming: withDefault(LOG_STREAMING, {}),
  notifications: optional(NOTIFICATIONS),
  proxy: withDefault(PROXY, {}),
  enableXray: optional(flag()),
  roles: withDefault(ROLES, {}),
  environmentVariables: withDefault(record(input(hidden(anyText())), PROPERTY_NAME), {}),
  secrets: withDefault(record(input(hidden(text(SECRET_ARN))), PROPERTY_NAME), {}),
  secretsKmsKeyArns: withDefault(list(input(text(KMS_KEY_ARN))), []),
  extraSettings: withDefault(list(EXTRA_SETTING), []),
  waitForReadyMinutes: withDefault(wholeNumber("minutes", 5, 180), 20),
  pollIntervalSeconds: optional(wholeNumber("seconds", 10, 60)),
  retainVersions: withDefault(flag(), false),
  forceDestroyBundles: withDefault(flag(), false),
  tags: optional(TAGS),
});

const BEANSTALK_APP_ARGS = group<BeanstalkAppArgs>()(
  {
    ...BEANSTALK_ORIGIN.fields,
    restrictToCloudFront: withDefault(flag(), false),
    cloudFrontPort: withDefault(PORT, 80),
  },
  BEANSTALK_ORIGIN_HINTS,
);

/** `BeanstalkAppArgs` with every default in place. `undefined` means: left to Beanstalk. */
export type BeanstalkAppSettings = SettledFields<typeof BEANSTALK_APP_ARGS.fields>;

/** What must hold between arguments; each one's own type and range stand with its field. */
export const BEANSTALK_APP_RULES: Rule<BeanstalkAppSettings>[] = [
  ...APPLICATION_RULES,
  ...SOURCE_RULES,
  ...PLATFORM_RULES,
  ...NETWORK_RULES,
  ...CAPACITY_RULES,
  ...INSTANCES_RULES,
  ...SCALING_RULES,
  ...LOAD_BALANCER_RULES,
  ...INGRESS_RULES,
  ...PROCESS_RULES,
  ...HEALTH_CHECK_RULES,
  ...DEPLOYMENTS_RULES,
  ...CONFIGURATION_UPDATES_RULES,
  ...MANAGED_UPDATES_RULES,
  ...HEALTH_REPORTING_RULES,
  ...LOG_STREAMING_RULES,
  ...NOTIFICATIONS_RULES,
  ...PROXY_RULES,
  ...ROLES_RULES,
  ...ENVIRONMENT_PROPERTY_RULES,
  ...EXTRA_SETTING_RULES,
];

export const BEANSTALK_APP: Definition<BeanstalkAppArgs, BeanstalkAppSettings> = {
  component: "BeanstalkApp",
  name: NAME,
  args: BEANSTALK_APP_ARGS,
  rules: BEANSTALK_APP_RULES,
};
