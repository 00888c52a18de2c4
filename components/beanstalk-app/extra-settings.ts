import type * as pulumi from "@pulumi/pulumi";
import { closest } from "fastest-levenshtein";
import type { SettledFields } from "../shared/fields";
import { anyText, group, input, optional, text } from "../shared/fields";
import type { Subject } from "../shared/rules";
import { at, each, rulesOn } from "../shared/rules";
import { hasOwnGroups } from "./ingress";
import type { OptionValues } from "./known-options";
import { findOptions, listNamespaces } from "./known-options";
import type { OptionSetting } from "./option-setting";
import type { BeanstalkAppSettings } from "./settings";

/**
 * A Beanstalk option setting in Beanstalk's own words, for what has no argument here.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html
 */
export interface ExtraSettingArgs {
  /** The option's namespace, such as `aws:elasticbeanstalk:command`. */
  namespace: string;
  /** The option's name, such as `DeploymentPolicy`. */
  name: string;
  /** The option's value as Beanstalk stores it: numbers and booleans as text. */
  value: pulumi.Input<string>;
  /**
   * The name of the scheduled action, in the namespace `aws:autoscaling:scheduledaction`; no other
   * namespace has one. Defaults to none.
   */
  resource?: string;
}

const GENERAL_OPTIONS =
  "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html";

/** Namespaces that configure another kind of environment, or what should outlive this one. */
const REFUSED_NAMESPACES = [
  {
    prefix: "aws:elb:",
    must: 'must not begin with "aws:elb:", the classic load balancer\'s',
    remedy: 'Use "aws:elbv2:": AWS creates classic load balancers for old applications only.',
  },
  {
    prefix: "aws:elasticbeanstalk:sqsd",
    must: "must not be the worker tier's: this is a web server environment",
    remedy: "Put the worker into an environment of its own.",
  },
  {
    prefix: "aws:elasticbeanstalk:eks",
    must: "must not be a Beanstalk Cluster's: this is a Beanstalk Standard environment",
    remedy: "Use the general options for Beanstalk Standard environments.",
  },
  {
    prefix: "aws:rds:",
    must: "must not be a database's: the environment would take it along when it is replaced",
    remedy: "Make the database apart, and name its address in environmentVariables.",
  },
].map(({ prefix, must, remedy }) => ({
  matches: (namespace: string) => !namespace.startsWith(prefix),
  must,
  remedy,
}));

export const EXTRA_SETTING = group<ExtraSettingArgs>()({
  namespace: text(
    {
      matches: /^aws:/,
      must: 'must begin with "aws:"',
      remedy: "Use a namespace of Beanstalk's general options.",
    },
    ...REFUSED_NAMESPACES,
  ),
  name: text(),
  value: input(anyText()),
  resource: optional(anyText()),
});

type ExtraSettingSettings = SettledFields<typeof EXTRA_SETTING.fields>;

/** What decides which other options apply, and so has an argument of its own. */
const STRUCTURAL_OPTIONS: Record<string, string> = {
  EnvironmentType: "Use capacity.environmentType.",
  LoadBalancerType: "Use loadBalancer.type.",
  LoadBalancerIsShared: "Use loadBalancer.sharedLoadBalancerArn.",
};

const GROUP_MADE_HERE =
  "Leave it out: groups of the environment's own stand in the place of Beanstalk's, and " +
  "restrictToCloudFront decides whom they admit.";

/** What an argument closes, and an option setting would open again; see `hasOwnGroups`. */
const CLOSED_OPTIONS: Record<string, Record<string, string>> = {
  "aws:autoscaling:launchconfiguration": {
    DisableDefaultEC2SecurityGroup: GROUP_MADE_HERE,
    SSHSourceRestriction: "Use instances.sshSource.",
    SecurityGroups: "Use instances.additionalSecurityGroupIds.",
  },
  "aws:elbv2:loadbalancer": {
    ManagedSecurityGroup: GROUP_MADE_HERE,
    SecurityGroups: "Use loadBalancer.securityGroupIds.",
  },
};

const SCHEDULED_ACTION = "aws:autoscaling:scheduledaction";

const rule = rulesOn<BeanstalkAppSettings>();

export const EXTRA_SETTING_RULES = [
  rule({
    id: "structural-extra-setting",
    source: GENERAL_OPTIONS,
    of: ({ extraSettings }) =>
      extraSettings.flatMap(({ namespace, name }, index) =>
        namespace === "aws:elasticbeanstalk:environment"
          ? at(`extraSettings[${index}].name`, name)
          : [],
      ),
    holds: (name) => !Object.hasOwn(STRUCTURAL_OPTIONS, name),
    must: "must be none that decides which other settings apply",
    remedy: (name) => STRUCTURAL_OPTIONS[name] ?? "",
  }),
  rule({
    id: "metadata-extra-setting",
    source: GENERAL_OPTIONS,
    of: ({ extraSettings }) => each("extraSettings", extraSettings).map(pickName),
    holds: ({ namespace, name }) =>
      namespace !== "aws:autoscaling:launchconfiguration" || name !== "DisableIMDSv1",
    must: "must not be the option that opens the metadata service's version 1",
    remedy: "Leave it out: instances answer IMDSv2 alone, always.",
  }),
  rule({
    id: "security-group-extra-setting",
    source:
      "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.managing.ec2.instances.sg.html",
    of: (settings) =>
      hasOwnGroups(settings) ? each("extraSettings", settings.extraSettings).map(pickName) : [],
    holds: (option) => findClosed(option) === undefined,
    must: "must not be an option that replaces the security groups made for the environment",
    remedy: (option) => findClosed(option) ?? "",
  }),
  rule({
    id: "scheduled-action-without-name",
    source: GENERAL_OPTIONS,
    of: ({ extraSettings }) =>
      extraSettings.flatMap(({ namespace, resource }, index) =>
        namespace === SCHEDULED_ACTION
          ? [{ path: `extraSettings[${index}].resource`, value: resource }]
          : [],
      ),
    holds: (resource) => Boolean(resource),
    must: "must name the scheduled action",
    remedy: "Use a name of 1 to 255 letters and digits.",
  }),
  rule({
    id: "resource-without-scheduled-action",
    source: GENERAL_OPTIONS,
    of: ({ extraSettings }) =>
      extraSettings.flatMap(({ namespace, resource }, index) =>
        namespace === SCHEDULED_ACTION ? [] : at(`extraSettings[${index}].resource`, resource),
      ),
    holds: (resource) => !resource,
    must: "must not be set in this namespace: Beanstalk does not give it back",
    remedy: "Leave it out: only scheduled actions have a resource.",
  }),
  rule({
    id: "value-of-extra-setting",
    source: GENERAL_OPTIONS,
    of: ({ extraSettings }) =>
      extraSettings.flatMap(({ namespace, name, value }, index) => {
        const options = findOptions(namespace);
        const known = options !== "any" && options !== undefined && Object.hasOwn(options, name);
        return known
          ? at(`extraSettings[${index}].value`, value).map(({ path, value: given }) => ({
              path,
              value: { given, allowed: options[name] ?? {} },
              shown: given,
            }))
          : [];
      }),
    holds: ({ given, allowed }) => isAllowed(given, allowed),
    must: ({ allowed: { oneOf = [], range } }) =>
      range === undefined
        ? `must be one of ${oneOf.map((member) => `"${member}"`).join(", ")}`
        : `must be a number from ${range.min} to ${range.max}`,
    remedy: "Use a value that Beanstalk documents for the option.",
  }),
  rule({
    id: "unknown-namespace",
    source: GENERAL_OPTIONS,
    of: ({ extraSettings }) =>
      extraSettings.flatMap(({ namespace }, index) =>
        at(`extraSettings[${index}].namespace`, namespace),
      ),
    holds: (namespace) => findOptions(namespace) !== undefined,
    must: "is none that Beanstalk documents",
    remedy: (namespace) => suggest(namespace, listNamespaces()),
    isWarning: true,
  }),
  rule({
    id: "unknown-option",
    source: GENERAL_OPTIONS,
    of: ({ extraSettings }) =>
      extraSettings.flatMap(({ namespace, name }, index) => {
        const options = findOptions(namespace);
        return options === undefined || options === "any"
          ? []
          : [{ path: `extraSettings[${index}].name`, value: { name, options }, shown: name }];
      }),
    holds: ({ name, options }) => Object.hasOwn(options, name),
    must: "is none that Beanstalk documents in this namespace",
    remedy: ({ name, options }) => suggest(name, Object.keys(options)),
    isWarning: true,
  }),
];

function pickName({ path, value }: Subject<ExtraSettingSettings>): Subject<ExtraSettingSettings> {
  return { path: `${path}.name`, value, shown: value.name };
}

/** What to do in place of setting an option that is closed; undefined of any other. */
function findClosed({ namespace, name }: ExtraSettingSettings): string | undefined {
  const closed = Object.hasOwn(CLOSED_OPTIONS, namespace) ? CLOSED_OPTIONS[namespace] : undefined;
  return closed !== undefined && Object.hasOwn(closed, name) ? closed[name] : undefined;
}

/** A list of which this is no member, or a range that it is out of, makes the update fail. */
function isAllowed(value: string, { oneOf, range }: OptionValues): boolean {
  if (range === undefined) {
    return oneOf === undefined || oneOf.includes(value);
  }
  return /^\d+(\.\d+)?$/.test(value) && Number(value) >= range.min && Number(value) <= range.max;
}

function suggest(word: string, known: string[]): string {
  return `The nearest one is "${closest(word, known)}".`;
}

export function buildExtraOptions({ extraSettings }: BeanstalkAppSettings): OptionSetting[] {
  return extraSettings.map(({ namespace, name, value, resource = "" }) => ({
    namespace,
    name,
    resource,
    value,
  }));
}
