import { decimal, group, oneOf, optional, wholeNumber, withDefault } from "../shared/fields";
import { at, eachNamed, rulesOn } from "../shared/rules";
import { isSingleInstance } from "./capacity";
import { findLoadBalancerKind, LoadBalancerKind } from "./load-balancer-kind";
import type { OptionSetting } from "./option-setting";
import { optionsIn } from "./option-setting";
import type { ScheduledActionArgs } from "./schedules";
import { buildScheduleOptions, SCHEDULE_RULES, SCHEDULES } from "./schedules";
import type { BeanstalkAppSettings } from "./settings";

/**
 * What a trigger measures. Each has one unit, in which CloudWatch keeps it; a trigger in another one
 * would never fire, so that there is no argument for the unit. `Latency` is the classic load
 * balancer's and missing.
 */
export enum TriggerMeasure {
  /** Use of the processors, in percent. */
  CpuUtilization = "CPUUtilization",
  /** Bytes that each instance received in a period. */
  NetworkIn = "NetworkIn",
  /** Bytes that each instance sent in a period. */
  NetworkOut = "NetworkOut",
  /** Bytes that were read from instance store volumes in a period. */
  DiskReadBytes = "DiskReadBytes",
  /** Bytes that were written to instance store volumes in a period. */
  DiskWriteBytes = "DiskWriteBytes",
  /** How many times instance store volumes were read in a period. */
  DiskReadOps = "DiskReadOps",
  /** How many times instance store volumes were written in a period. */
  DiskWriteOps = "DiskWriteOps",
  /** How many requests the load balancer got in a period; take Sum for the statistic. */
  RequestCount = "RequestCount",
  /** Seconds until the app answered the load balancer; fractions are usual. */
  TargetResponseTime = "TargetResponseTime",
  /** How many instances are healthy. */
  HealthyHostCount = "HealthyHostCount",
  /** How many instances are not healthy. */
  UnhealthyHostCount = "UnhealthyHostCount",
}

/** What is made of the values in a period. */
export enum TriggerStatistic {
  /** The smallest. */
  Minimum = "Minimum",
  /** The largest. */
  Maximum = "Maximum",
  /** All of them added up. */
  Sum = "Sum",
  /** Their mean. */
  Average = "Average",
}

/**
 * Adds instances when a measure rises above one threshold, and removes some when it falls below the
 * other.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-autoscaling-triggers.html
 */
export interface ScalingTriggerArgs {
  /** What is measured. Its unit is that of the thresholds. */
  measure: TriggerMeasure;
  /** What is made of the values in a period. Defaults to Average. */
  statistic?: TriggerStatistic;
  /** Below it instances are removed: from 0 to 20000000, and below `upperThreshold`. */
  lowerThreshold: number;
  /** Above it instances are added: from 0 to 20000000. */
  upperThreshold: number;
  /** By how many instances a step down changes their number, from -10000 to -1. Defaults to -1. */
  lowerBreachScaleIncrement?: number;
  /** By how many instances a step up changes their number, from 1 to 10000. Defaults to 1. */
  upperBreachScaleIncrement?: number;
  /** Minutes in a period, from 1 to 600. Defaults to 5. */
  periodMinutes?: number;
  /**
   * How many periods in a row must be beyond a threshold, from 1 to 600, and all of them no longer
   * than 600 minutes. Defaults to 1.
   */
  evaluationPeriods?: number;
}

/**
 * When instances are added and removed. An error for a single instance.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.managing.as.html
 */
export interface ScalingArgs {
  /**
   * Seconds to wait after a change of the number of instances before the next one, from 0 to 10000.
   * Defaults to Beanstalk's 360.
   */
  cooldownSeconds?: number;
  /**
   * The measure that adds and removes instances. Defaults to Beanstalk's: one instance more above 6
   * million bytes that each sends in 5 minutes on average, one less below 2 million.
   */
  trigger?: ScalingTriggerArgs;
  /**
   * Changes at known times, by names of 1 to 255 letters and digits; at most 120 can be in force.
   * Defaults to none.
   */
  schedules?: Record<string, ScheduledActionArgs>;
}

const TRIGGER = group<ScalingTriggerArgs>()({
  measure: oneOf(TriggerMeasure),
  statistic: withDefault(oneOf(TriggerStatistic), TriggerStatistic.Average),
  lowerThreshold: decimal("units", 0, 20_000_000),
  upperThreshold: decimal("units", 0, 20_000_000),
  lowerBreachScaleIncrement: withDefault(wholeNumber("instances", -10_000, -1), -1),
  upperBreachScaleIncrement: withDefault(wholeNumber("instances", 1, 10_000), 1),
  periodMinutes: withDefault(wholeNumber("minutes", 1, 600), 5),
  evaluationPeriods: withDefault(wholeNumber("periods", 1, 600), 1),
});

export const SCALING = group<ScalingArgs>()({
  cooldownSeconds: optional(wholeNumber("seconds", 0, 10_000)),
  trigger: optional(TRIGGER),
  schedules: withDefault(SCHEDULES, {}),
});

const TRIGGERS =
  "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-autoscalingtrigger";

const rule = rulesOn<BeanstalkAppSettings>();

export const SCALING_RULES = [
  rule({
    id: "scaling-of-single-instance",
    source:
      "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features-managing-env-types.html",
    of: (settings) =>
      isSingleInstance(settings)
        ? [
            ...at("scaling.cooldownSeconds", settings.scaling.cooldownSeconds),
            ...at("scaling.trigger", settings.scaling.trigger),
            ...eachNamed("scaling.schedules", settings.scaling.schedules),
          ].map(({ path }) => ({ path, value: undefined }))
        : [],
    holds: () => false,
    must: "must not be set for a single instance, which does not scale",
    remedy: "Leave it out, or use EnvironmentType.LoadBalanced.",
  }),
  rule({
    id: "trigger-thresholds",
    source: TRIGGERS,
    of: ({ scaling: { trigger } }) => at("scaling.trigger.lowerThreshold", trigger?.lowerThreshold),
    holds: (lower, { scaling: { trigger } }) => lower < (trigger?.upperThreshold ?? Infinity),
    must: (_, { scaling: { trigger } }) =>
      `must be below scaling.trigger.upperThreshold (${trigger?.upperThreshold})`,
    remedy: "Lower it or raise the other: otherwise instances would be added and removed at once.",
  }),
  rule({
    id: "trigger-percentage",
    source: TRIGGERS,
    of: ({ scaling: { trigger } }) =>
      trigger?.measure === TriggerMeasure.CpuUtilization
        ? at("scaling.trigger.upperThreshold", trigger.upperThreshold)
        : [],
    holds: (threshold) => threshold <= 100,
    must: "must be at most 100 for CPUUtilization, a percentage",
    remedy: "Lower it: nothing would ever be above it.",
  }),
  rule({
    id: "trigger-breach-duration",
    source: TRIGGERS,
    of: ({ scaling: { trigger } }) =>
      at("scaling.trigger.evaluationPeriods", trigger?.evaluationPeriods),
    holds: (periods, { scaling: { trigger } }) => periods * (trigger?.periodMinutes ?? 1) <= 600,
    must: (_, { scaling: { trigger } }) =>
      `must come to at most 600 minutes with periods of ${trigger?.periodMinutes}`,
    remedy: "Lower scaling.trigger.periodMinutes or the number of periods.",
  }),
  rule({
    id: "trigger-measure",
    source: TRIGGERS,
    of: ({ scaling: { trigger } }) => at("scaling.trigger.measure", trigger?.measure),
    holds: (measure, settings) => !listUnmeasured(settings).includes(measure),
    must: (_, settings) => `must be none of ${listUnmeasured(settings).join(", ")}`,
    remedy: "Use another one: CloudWatch does not keep these for this type of load balancer.",
  }),
  ...SCHEDULE_RULES,
];

/** What is not measured of the environment's load balancer. */
function listUnmeasured(settings: BeanstalkAppSettings): TriggerMeasure[] {
  const { TargetResponseTime, RequestCount, HealthyHostCount, UnhealthyHostCount } = TriggerMeasure;
  switch (findLoadBalancerKind(settings)) {
    case LoadBalancerKind.Network:
      return [TargetResponseTime, RequestCount];
    case LoadBalancerKind.Shared:
      return [TargetResponseTime, HealthyHostCount, UnhealthyHostCount];
    default:
      return [];
  }
}

/** The unit in which CloudWatch keeps each measure. */
const UNITS: Record<TriggerMeasure, string> = {
  [TriggerMeasure.CpuUtilization]: "Percent",
  [TriggerMeasure.NetworkIn]: "Bytes",
  [TriggerMeasure.NetworkOut]: "Bytes",
  [TriggerMeasure.DiskReadBytes]: "Bytes",
  [TriggerMeasure.DiskWriteBytes]: "Bytes",
  [TriggerMeasure.DiskReadOps]: "Count",
  [TriggerMeasure.DiskWriteOps]: "Count",
  [TriggerMeasure.RequestCount]: "Count",
  [TriggerMeasure.TargetResponseTime]: "Seconds",
  [TriggerMeasure.HealthyHostCount]: "Count",
  [TriggerMeasure.UnhealthyHostCount]: "Count",
};

export function buildScalingOptions(settings: BeanstalkAppSettings): OptionSetting[] {
  const { cooldownSeconds, trigger } = settings.scaling;
  return [
    ...optionsIn("aws:autoscaling:asg", { Cooldown: cooldownSeconds }),
    ...(trigger === undefined
      ? []
      : optionsIn("aws:autoscaling:trigger", {
          MeasureName: trigger.measure,
          Statistic: trigger.statistic,
          Unit: UNITS[trigger.measure],
          LowerThreshold: trigger.lowerThreshold,
          UpperThreshold: trigger.upperThreshold,
          LowerBreachScaleIncrement: trigger.lowerBreachScaleIncrement,
          UpperBreachScaleIncrement: trigger.upperBreachScaleIncrement,
          Period: trigger.periodMinutes,
          EvaluationPeriods: trigger.evaluationPeriods,
          // Beanstalk changes one of the three where this is not the product of the other two.
          BreachDuration: trigger.periodMinutes * trigger.evaluationPeriods,
        })),
    ...buildScheduleOptions(settings),
  ];
}
