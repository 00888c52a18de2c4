import type { SettledFields } from "../shared/fields";
import { group, list, text, withDefault } from "../shared/fields";
import { joinSet } from "../shared/inputs";
import type { Subject } from "../shared/rules";
import { eachNamed, rulesOn, withEarlier } from "../shared/rules";
import { findLoadBalancerKind, LoadBalancerKind } from "./load-balancer-kind";
import type { OptionSetting } from "./option-setting";
import { optionsIn } from "./option-setting";
import { ordinal } from "../shared/numbers";
import { DEFAULT_PROCESS, isProcess } from "./processes";
import type { BeanstalkAppSettings } from "./settings";

/**
 * A rule by which a listener of an Application Load Balancer sends some requests to a process of
 * their own. It needs a path pattern or a host header, and takes 5 of both together; with a shared
 * load balancer it needs none and takes 4, since Beanstalk adds the environment's CNAME.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elbv2-listenerrule
 */
export interface ListenerRuleArgs {
  /**
   * The paths, of which a request must have one: up to 128 characters each, `*` stands for any
   * characters, `?` for one, at most three of them; case counts. Defaults to any.
   */
  pathPatterns?: string[];
  /**
   * The host names, of which a request must have one: up to 128 characters each, with the same
   * wildcards. Defaults to any, with a shared load balancer to the environment's CNAME.
   */
  hostHeaders?: string[];
  /** Its place among the rules, from 1 to 1000, another one for each: the lowest comes first. */
  priority: number;
  /**
   * Name of the process that gets the requests: one of `additionalProcesses`, or `default`.
   * Defaults to default.
   */
  process?: string;
}

const THREE_WILDCARDS = {
  matches: (pattern: string) => pattern.replace(/[^*?]/g, "").length <= 3,
  must: "must have at most three wildcards",
  remedy: "Make it simpler, or split it.",
};

const PATH_PATTERN = {
  matches: /^[\w.$/~"'@:+;&*?-]{1,128}$/,
  must: "must have 1 to 128 of the characters A-Z a-z 0-9 _ - . $ / ~ \" ' @ : + ; & * ?",
  remedy: 'Use a pattern such as "/admin/*".',
};

const HOST_HEADER = {
  matches: /^[\w.*?-]{1,128}$/,
  must: "must have 1 to 128 letters, digits, hyphens, dots and wildcards",
  remedy: 'Use a name such as "*.example.com".',
};

export const LISTENER_RULE = group<ListenerRuleArgs>()({
  pathPatterns: withDefault(list(text(PATH_PATTERN, THREE_WILDCARDS)), []),
  hostHeaders: withDefault(list(text(HOST_HEADER, THREE_WILDCARDS)), []),
  priority: ordinal("a priority", 1, 1000),
  process: withDefault(text(), DEFAULT_PROCESS),
});

type ListenerRuleSettings = SettledFields<typeof LISTENER_RULE.fields>;

const RULE_OPTIONS =
  "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elbv2-listenerrule";

const rule = rulesOn<BeanstalkAppSettings>();

export const LISTENER_RULE_RULES = [
  rule({
    id: "listener-rule-conditions",
    source: RULE_OPTIONS,
    of: (settings) =>
      listListenerRules(settings).map(({ path, value }) => ({
        path,
        value: value.pathPatterns.length + value.hostHeaders.length,
      })),
    holds: (count, settings) => {
      const { min, max } = countConditions(settings);
      return count >= min && count <= max;
    },
    must: (_, settings) => {
      const { min, max } = countConditions(settings);
      return `must have ${min} to ${max} path patterns and host headers together`;
    },
    remedy: "Add one, or split the rule.",
  }),
  rule({
    id: "repeated-rule-priority",
    source: RULE_OPTIONS,
    of: (settings) =>
      withEarlier(
        listListenerRules(settings).map(({ path, value }) => ({
          path: `${path}.priority`,
          value: value.priority,
        })),
      ),
    holds: (earlier) => earlier === undefined,
    must: (earlier) => `must differ from ${earlier}`,
    remedy: "Give the rule that comes first the lower one.",
  }),
  rule({
    id: "unknown-rule-process",
    source: RULE_OPTIONS,
    of: (settings) =>
      listListenerRules(settings).map(({ path, value }) => ({
        path: `${path}.process`,
        value: value.process,
      })),
    holds: isProcess,
    must: "must be default or in additionalProcesses",
    remedy: "Correct the name, or add the process.",
  }),
  rule({
    id: "unused-listener-rule",
    source: RULE_OPTIONS,
    of: (settings) =>
      listListenerRules(settings).map(({ path }) => ({
        path,
        value: path.slice("loadBalancer.listenerRules.".length),
        shown: undefined,
      })),
    holds: (name, { loadBalancer: { listeners = [] } }) =>
      listeners.some(({ rules = [] }) => rules.includes(name)),
    must: "must be in the rules of a listener",
    remedy: "Name it in loadBalancer.listeners, or remove it.",
  }),
];

/** None where there is no Application Load Balancer, whatever is given. */
function listListenerRules(settings: BeanstalkAppSettings): Subject<ListenerRuleSettings>[] {
  const kind = findLoadBalancerKind(settings);
  return kind === LoadBalancerKind.Application || kind === LoadBalancerKind.Shared
    ? eachNamed("loadBalancer.listenerRules", settings.loadBalancer.listenerRules)
    : [];
}

/** With a shared load balancer, one of the five is the environment's CNAME. */
function countConditions(settings: BeanstalkAppSettings): { min: number; max: number } {
  return findLoadBalancerKind(settings) === LoadBalancerKind.Shared
    ? { min: 0, max: 4 }
    : { min: 1, max: 5 };
}

export function buildListenerRuleOptions({ loadBalancer }: BeanstalkAppSettings): OptionSetting[] {
  return Object.entries(loadBalancer.listenerRules ?? {}).flatMap(([name, rule]) =>
    optionsIn(`aws:elbv2:listenerrule:${name}`, {
      PathPatterns: joinSet(rule.pathPatterns),
      HostHeaders: joinSet(rule.hostHeaders),
      Priority: rule.priority,
      Process: rule.process,
    }),
  );
}
