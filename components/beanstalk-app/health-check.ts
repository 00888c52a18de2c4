import type { SettledFields } from "../shared/fields";
import { group, optional, text, wholeNumber } from "../shared/fields";
import type { Subject } from "../shared/rules";
import { at, eachNamed, rulesOn } from "../shared/rules";
import { findLoadBalancerKind, LoadBalancerKind, ruleOnKinds } from "./load-balancer-kind";
import type { OptionSetting } from "./option-setting";
import { optionsIn } from "./option-setting";
import type { BeanstalkAppSettings } from "./settings";

/**
 * How the load balancer decides that an instance is healthy. An error for a single instance. A
 * Network Load Balancer asks for `/`, and waits as long as it likes.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-environmentprocess
 */
export interface HealthCheckArgs {
  /**
   * The path that is asked, beginning with a slash. Not for a Network Load Balancer. Defaults to
   * `/`.
   */
  path?: string;
  /**
   * Seconds between two checks, from 5 to 300; 10 or 30 with a Network Load Balancer. Defaults to
   * 15, with a Network Load Balancer to 30.
   */
  intervalSeconds?: number;
  /**
   * Seconds after which a check has failed, from 2 to 60, below the interval. Not for a Network Load
   * Balancer. Defaults to 5.
   */
  timeoutSeconds?: number;
  /**
   * Passed checks in a row that make an instance healthy, from 2 to 10. Defaults to 3, with a
   * Network Load Balancer to 5.
   */
  healthyThreshold?: number;
  /** Failed checks in a row that make it unhealthy, from 2 to 10. Defaults to 5. */
  unhealthyThreshold?: number;
  /**
   * The statuses that pass: one (`200`), a list (`200,202`) or a range (`200-299`), from 200 to 499;
   * with a Network Load Balancer to 399. Defaults to 200.
   */
  matcherHttpCode?: string;
}

export const HEALTH_CHECK = group<HealthCheckArgs>()({
  path: optional(
    text({
      matches: /^\/\S*$/,
      must: "must begin with a slash and have no spaces",
      remedy: 'Use "/health".',
    }),
  ),
  intervalSeconds: optional(wholeNumber("seconds", 5, 300)),
  timeoutSeconds: optional(wholeNumber("seconds", 2, 60)),
  healthyThreshold: optional(wholeNumber("checks", 2, 10)),
  unhealthyThreshold: optional(wholeNumber("checks", 2, 10)),
  matcherHttpCode: optional(
    text({
      matches: /^[2-4]\d\d(-[2-4]\d\d|(,[2-4]\d\d)*)$/,
      must: "must be a status, a list or a range of statuses from 200 to 499",
      remedy: 'Use "200", "200,202" or "200-299".',
    }),
  ),
});

type HealthCheckSettings = SettledFields<typeof HEALTH_CHECK.fields>;

const PROCESS_OPTIONS =
  "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-environmentprocess";

const rule = rulesOn<BeanstalkAppSettings>();

export const HEALTH_CHECK_RULES = [
  ruleOnKinds({
    id: "health-check-arguments",
    source: PROCESS_OPTIONS,
    groups: listHealthChecks,
    lacking: {
      path: [LoadBalancerKind.None, LoadBalancerKind.Network],
      intervalSeconds: [LoadBalancerKind.None],
      timeoutSeconds: [LoadBalancerKind.None, LoadBalancerKind.Network],
      healthyThreshold: [LoadBalancerKind.None],
      unhealthyThreshold: [LoadBalancerKind.None],
      matcherHttpCode: [LoadBalancerKind.None],
    },
  }),
  rule({
    id: "health-check-timeout",
    source:
      "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
    of: (settings) =>
      isNetwork(settings)
        ? []
        : listHealthChecks(settings).map(({ path, value }) => ({
            path: `${path}.timeoutSeconds`,
            value: { ...withDefaults(value), of: path },
            shown: withDefaults(value).timeoutSeconds,
          })),
    holds: ({ timeoutSeconds, intervalSeconds }) => timeoutSeconds < intervalSeconds,
    must: ({ of, intervalSeconds }) => `must be below ${of}.intervalSeconds (${intervalSeconds})`,
    remedy: "Lower the time-out or raise the interval.",
  }),
  rule({
    id: "network-health-check-interval",
    source: PROCESS_OPTIONS,
    of: (settings) =>
      listOfNetwork(settings).flatMap(({ path, value }) =>
        at(`${path}.intervalSeconds`, value.intervalSeconds),
      ),
    holds: (intervalSeconds) => [10, 30].includes(intervalSeconds),
    must: "must be 10 or 30 with a network load balancer",
    remedy: "Use one of the two, or set loadBalancer.type to Application.",
  }),
  rule({
    id: "network-health-check-matcher",
    source: PROCESS_OPTIONS,
    of: (settings) =>
      listOfNetwork(settings).flatMap(({ path, value }) =>
        at(`${path}.matcherHttpCode`, value.matcherHttpCode),
      ),
    holds: (matcher) => !/4\d\d/.test(matcher),
    must: "must have statuses from 200 to 399 with a network load balancer",
    remedy: "Leave out the others, or set loadBalancer.type to Application.",
  }),
];

/** Those of the default process and of each additional one. */
function listHealthChecks(settings: BeanstalkAppSettings): Subject<HealthCheckSettings>[] {
  return [
    { path: "healthCheck", value: settings.healthCheck },
    ...eachNamed("additionalProcesses", settings.additionalProcesses).map(({ path, value }) => ({
      path: `${path}.healthCheck`,
      value: value.healthCheck,
    })),
  ];
}

function listOfNetwork(settings: BeanstalkAppSettings): Subject<HealthCheckSettings>[] {
  return isNetwork(settings) ? listHealthChecks(settings) : [];
}

function isNetwork(settings: BeanstalkAppSettings): boolean {
  return findLoadBalancerKind(settings) === LoadBalancerKind.Network;
}

/** With the defaults of an Application Load Balancer, which Beanstalk has too. */
function withDefaults(healthCheck: HealthCheckSettings) {
  return {
    path: healthCheck.path ?? "/",
    intervalSeconds: healthCheck.intervalSeconds ?? 15,
    timeoutSeconds: healthCheck.timeoutSeconds ?? 5,
    healthyThreshold: healthCheck.healthyThreshold ?? 3,
    unhealthyThreshold: healthCheck.unhealthyThreshold ?? 5,
    matcherHttpCode: healthCheck.matcherHttpCode ?? "200",
  };
}

export function buildHealthCheckOptions(settings: BeanstalkAppSettings): OptionSetting[] {
  const kind = findLoadBalancerKind(settings);
  return kind === LoadBalancerKind.None
    ? []
    : describeHealthCheck("default", settings.healthCheck, kind);
}

/** The options of a process's health check; with a Network Load Balancer those that were given. */
export function describeHealthCheck(
  process: string,
  given: HealthCheckSettings,
  kind: LoadBalancerKind,
): OptionSetting[] {
  const healthCheck = kind === LoadBalancerKind.Network ? given : withDefaults(given);
  return optionsIn(`aws:elasticbeanstalk:environment:process:${process}`, {
    HealthCheckPath: healthCheck.path,
    HealthCheckInterval: healthCheck.intervalSeconds,
    HealthCheckTimeout: healthCheck.timeoutSeconds,
    HealthyThresholdCount: healthCheck.healthyThreshold,
    UnhealthyThresholdCount: healthCheck.unhealthyThreshold,
    MatcherHTTPCode: healthCheck.matcherHttpCode,
  });
}
