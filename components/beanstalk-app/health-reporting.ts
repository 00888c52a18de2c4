import { flag, group, oneOf, optional, withDefault } from "../shared/fields";
import { at, rulesOn } from "../shared/rules";
import { isSingleInstance } from "./capacity";
import type { OptionSetting } from "./option-setting";
import { optionsIn } from "./option-setting";
import type { BeanstalkAppSettings } from "./settings";

/** What the environment's health is made of. */
export enum HealthReportingType {
  /** An agent on each instance reports on requests, their latency and the system. Free of charge. */
  Enhanced = "enhanced",
  /** The load balancer's health check, or that of EC2 for a single instance. */
  Basic = "basic",
}

/** The worst status at which an instance still counts as healthy. */
export enum HealthSuccessThreshold {
  /** All health checks pass. */
  Ok = "Ok",
  /** Few requests fail, or another sign of trouble. */
  Warning = "Warning",
  /** Many requests fail. */
  Degraded = "Degraded",
  /** Most requests fail. */
  Severe = "Severe",
}

/**
 * How Beanstalk judges the environment's health.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/health-enhanced.html
 */
export interface HealthReportingArgs {
  /** What health is made of. Defaults to Enhanced. */
  type?: HealthReportingType;
  /**
   * The worst status with which an instance passes a deployment or an update. Needs enhanced health
   * reporting. Defaults to Ok.
   */
  successThreshold?: HealthSuccessThreshold;
  /**
   * Whether the application may answer with 4xx without its health suffering. Needs enhanced health
   * reporting. Defaults to false.
   */
  ignoreApplication4xx?: boolean;
  /**
   * Likewise for what the load balancer itself answers, such as the 403 of a web ACL. Needs a
   * load-balanced environment and enhanced health reporting. Defaults to false.
   */
  ignoreLoadBalancer4xx?: boolean;
}

export const HEALTH_REPORTING = group<HealthReportingArgs>()({
  type: withDefault(oneOf(HealthReportingType), HealthReportingType.Enhanced),
  successThreshold: optional(oneOf(HealthSuccessThreshold)),
  ignoreApplication4xx: withDefault(flag(), false),
  ignoreLoadBalancer4xx: withDefault(flag(), false),
});

const rule = rulesOn<BeanstalkAppSettings>();

export const HEALTH_REPORTING_RULES = [
  rule({
    id: "enhanced-health-argument",
    source:
      "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elasticbeanstalkhealthreporting",
    of: ({
      healthReporting: { successThreshold, ignoreApplication4xx, ignoreLoadBalancer4xx },
    }) => [
      ...at<unknown>("healthReporting.successThreshold", successThreshold),
      ...at<unknown>("healthReporting.ignoreApplication4xx", ignoreApplication4xx || undefined),
      ...at<unknown>("healthReporting.ignoreLoadBalancer4xx", ignoreLoadBalancer4xx || undefined),
    ],
    holds: (_, { healthReporting }) => healthReporting.type === HealthReportingType.Enhanced,
    must: "must not be set with basic health reporting",
    remedy: "Set healthReporting.type to Enhanced.",
  }),
  rule({
    id: "load-balancer-4xx-of-single-instance",
    source: "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/health-enhanced-rules.html",
    of: ({ healthReporting: { ignoreLoadBalancer4xx } }) =>
      at("healthReporting.ignoreLoadBalancer4xx", ignoreLoadBalancer4xx || undefined),
    holds: (_, settings) => !isSingleInstance(settings),
    must: "must not be set for a single instance, which has no load balancer",
    remedy: "Use ignoreApplication4xx.",
  }),
];

export function buildHealthReportingOptions({
  healthReporting,
}: BeanstalkAppSettings): OptionSetting[] {
  const { type, successThreshold, ignoreApplication4xx, ignoreLoadBalancer4xx } = healthReporting;
  const hasOwnRules = ignoreApplication4xx || ignoreLoadBalancer4xx;
  return optionsIn("aws:elasticbeanstalk:healthreporting:system", {
    SystemType: type,
    HealthCheckSuccessThreshold: successThreshold,
    ConfigDocument: hasOwnRules
      ? describeHealthRules(ignoreApplication4xx, ignoreLoadBalancer4xx)
      : undefined,
  });
}

/** Whole, as Beanstalk stores it: what is left out of the document comes back with its default. */
function describeHealthRules(
  ignoreApplication4xx: boolean,
  ignoreLoadBalancer4xx: boolean,
): string {
  return JSON.stringify({
    CloudWatchMetrics: { Environment: {}, Instance: {} },
    Rules: {
      Environment: {
        Application: { ApplicationRequests4xx: { Enabled: !ignoreApplication4xx } },
        ELB: { ELBRequests4xx: { Enabled: !ignoreLoadBalancer4xx } },
      },
    },
    Version: 1,
  });
}
