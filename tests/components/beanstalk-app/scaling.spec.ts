import { expect } from "chai";
import type { BeanstalkAppArgs, ScalingTriggerArgs } from "../../../components";
import {
  EnvironmentType,
  LoadBalancerType,
  TriggerMeasure,
  TriggerStatistic,
} from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { sayRange } from "../../support/component-arguments";
import { beanstalkArguments, listOptionChanges } from "./beanstalk-arguments";

const TRIGGER = "aws:autoscaling:trigger[]";
const CPU = { measure: TriggerMeasure.CpuUtilization, lowerThreshold: 20, upperThreshold: 70 };

const trigger = (change: Partial<ScalingTriggerArgs>) => ({
  scaling: { trigger: { ...CPU, ...change } },
});
const single = { capacity: { environmentType: EnvironmentType.SingleInstance } };
const notScaling = (name: string) =>
  `scaling.${name} must not be set for a single instance, which does not scale. ` +
  "Leave it out, or use EnvironmentType.LoadBalanced.";
const sayThreshold = (name: string, got: number) =>
  `scaling.trigger.${name} must be a number of units from 0 to 20000000, got ${got}. ` +
  "Use a number in that range.";
const sayOrder = (upper: number, got: number) =>
  `scaling.trigger.lowerThreshold must be below scaling.trigger.upperThreshold (${upper}), ` +
  `got ${got}. Lower it or raise the other: otherwise instances would be added and removed at once.`;
const sayPeriods = (minutes: number, got: number) =>
  "scaling.trigger.evaluationPeriods must come to at most 600 minutes with periods of " +
  `${minutes}, got ${got}. Lower scaling.trigger.periodMinutes or the number of periods.`;
const sayUnmeasured = (names: string, got: TriggerMeasure) =>
  `scaling.trigger.measure must be none of ${names}, got "${got}". ` +
  "Use another one: CloudWatch does not keep these for this type of load balancer.";
const shared = {
  sharedLoadBalancerArn:
    "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
};

const ROWS: ArgumentRow<BeanstalkAppArgs>[] = [
  ["the shortest cooldown", { scaling: { cooldownSeconds: 0 } }, []],
  ["the longest cooldown", { scaling: { cooldownSeconds: 10_000 } }, []],
  [
    "a cooldown too short",
    { scaling: { cooldownSeconds: -1 } },
    [sayRange("scaling.cooldownSeconds", "seconds", 0, 10_000, -1)],
  ],
  [
    "a cooldown too long",
    { scaling: { cooldownSeconds: 10_001 } },
    [sayRange("scaling.cooldownSeconds", "seconds", 0, 10_000, 10_001)],
  ],
  [
    "the least of a trigger",
    trigger({
      lowerThreshold: 0,
      upperThreshold: 0.5,
      lowerBreachScaleIncrement: -10_000,
      upperBreachScaleIncrement: 1,
      periodMinutes: 1,
      evaluationPeriods: 1,
    }),
    [],
  ],
  [
    "the most of a trigger",
    trigger({
      measure: TriggerMeasure.NetworkOut,
      lowerThreshold: 19_999_999,
      upperThreshold: 20_000_000,
      lowerBreachScaleIncrement: -1,
      upperBreachScaleIncrement: 10_000,
      evaluationPeriods: 120,
    }),
    [],
  ],
  [
    "too little of a trigger",
    trigger({
      lowerThreshold: -1,
      lowerBreachScaleIncrement: -10_001,
      upperBreachScaleIncrement: 0,
      periodMinutes: 0,
      evaluationPeriods: 0,
    }),
    [
      sayThreshold("lowerThreshold", -1),
      sayRange("scaling.trigger.lowerBreachScaleIncrement", "instances", -10_000, -1, -10_001),
      sayRange("scaling.trigger.upperBreachScaleIncrement", "instances", 1, 10_000, 0),
      sayRange("scaling.trigger.periodMinutes", "minutes", 1, 600, 0),
      sayRange("scaling.trigger.evaluationPeriods", "periods", 1, 600, 0),
    ],
  ],
  [
    "too much of a trigger",
    trigger({
      upperThreshold: 20_000_001,
      lowerBreachScaleIncrement: 0,
      upperBreachScaleIncrement: 10_001,
      periodMinutes: 601,
      evaluationPeriods: 601,
    }),
    [
      sayThreshold("upperThreshold", 20_000_001),
      sayRange("scaling.trigger.lowerBreachScaleIncrement", "instances", -10_000, -1, 0),
      sayRange("scaling.trigger.upperBreachScaleIncrement", "instances", 1, 10_000, 10_001),
      sayRange("scaling.trigger.periodMinutes", "minutes", 1, 600, 601),
      sayRange("scaling.trigger.evaluationPeriods", "periods", 1, 600, 601),
    ],
  ],
  ["a hundred percent", trigger({ upperThreshold: 100 }), []],
  [
    "more than a hundred percent",
    trigger({ upperThreshold: 100.5 }),
    [
      "scaling.trigger.upperThreshold must be at most 100 for CPUUtilization, a percentage, " +
        "got 100.5. Lower it: nothing would ever be above it.",
    ],
  ],
  ["thresholds that are one", trigger({ lowerThreshold: 70 }), [sayOrder(70, 70)]],
  ["thresholds in the wrong order", trigger({ lowerThreshold: 71 }), [sayOrder(70, 71)]],
  ["600 minutes in periods", trigger({ periodMinutes: 60, evaluationPeriods: 10 }), []],
  [
    "660 minutes in periods",
    trigger({ periodMinutes: 60, evaluationPeriods: 11 }),
    [sayPeriods(60, 11)],
  ],
  [
    "a classic load balancer's measure",
    trigger({ measure: "Latency" as TriggerMeasure }),
    [
      'scaling.trigger.measure must be one of "CPUUtilization", "NetworkIn", "NetworkOut", ' +
        '"DiskReadBytes", "DiskWriteBytes", "DiskReadOps", "DiskWriteOps", "RequestCount", ' +
        '"TargetResponseTime", "HealthyHostCount", "UnhealthyHostCount", got "Latency". ' +
        "Use a member of the enum.",
    ],
  ],
  [
    "a wrong statistic",
    trigger({ statistic: "p99" as TriggerStatistic }),
    [
      'scaling.trigger.statistic must be one of "Minimum", "Maximum", "Sum", "Average", ' +
        'got "p99". Use a member of the enum.',
    ],
  ],
  [
    "requests to an Application Load Balancer",
    trigger({ measure: TriggerMeasure.RequestCount }),
    [],
  ],
  [
    "requests to a Network Load Balancer",
    {
      ...trigger({ measure: TriggerMeasure.RequestCount }),
      loadBalancer: { type: LoadBalancerType.Network },
    },
    [sayUnmeasured("TargetResponseTime, RequestCount", TriggerMeasure.RequestCount)],
  ],
  [
    "healthy instances behind a shared load balancer",
    { ...trigger({ measure: TriggerMeasure.HealthyHostCount }), loadBalancer: shared },
    [
      sayUnmeasured(
        "TargetResponseTime, HealthyHostCount, UnhealthyHostCount",
        TriggerMeasure.HealthyHostCount,
      ),
    ],
  ],
  [
    "requests to a shared load balancer",
    { ...trigger({ measure: TriggerMeasure.RequestCount }), loadBalancer: shared },
    [],
  ],
  [
    "all of it for a single instance",
    {
      ...single,
      scaling: {
        cooldownSeconds: 60,
        trigger: CPU,
        schedules: { night: { recurrence: "0 20 * * *", desiredInstances: 1 } },
      },
    },
    [notScaling("cooldownSeconds"), notScaling("trigger"), notScaling("schedules.night")],
  ],
  ["nothing of it for a single instance", { ...single, scaling: { schedules: {} } }, []],
];

describe("scaling", () => {
  beanstalkArguments.testErrors(ROWS);

  it("builds nothing by itself", () => {
    expect(listOptionChanges({ scaling: {} })).to.deep.equal([]);
  });

  it("builds a cooldown", () => {
    expect(listOptionChanges({ scaling: { cooldownSeconds: 0 } })).to.deep.equal([
      "aws:autoscaling:asg[] Cooldown=0",
    ]);
  });

  it("builds a trigger with its defaults and the measure's unit", () => {
    expect(listOptionChanges({ scaling: { trigger: CPU } })).to.deep.equal([
      `${TRIGGER} BreachDuration=5`,
      `${TRIGGER} EvaluationPeriods=1`,
      `${TRIGGER} LowerBreachScaleIncrement=-1`,
      `${TRIGGER} LowerThreshold=20`,
      `${TRIGGER} MeasureName=CPUUtilization`,
      `${TRIGGER} Period=5`,
      `${TRIGGER} Statistic=Average`,
      `${TRIGGER} Unit=Percent`,
      `${TRIGGER} UpperBreachScaleIncrement=1`,
      `${TRIGGER} UpperThreshold=70`,
    ]);
  });

  it("builds a trigger with everything said", () => {
    const change = trigger({
      measure: TriggerMeasure.TargetResponseTime,
      statistic: TriggerStatistic.Maximum,
      lowerThreshold: 0.1,
      upperThreshold: 0.75,
      lowerBreachScaleIncrement: -2,
      upperBreachScaleIncrement: 3,
      periodMinutes: 2,
      evaluationPeriods: 4,
    });
    expect(listOptionChanges(change)).to.deep.equal([
      `${TRIGGER} BreachDuration=8`,
      `${TRIGGER} EvaluationPeriods=4`,
      `${TRIGGER} LowerBreachScaleIncrement=-2`,
      `${TRIGGER} LowerThreshold=0.1`,
      `${TRIGGER} MeasureName=TargetResponseTime`,
      `${TRIGGER} Period=2`,
      `${TRIGGER} Statistic=Maximum`,
      `${TRIGGER} Unit=Seconds`,
      `${TRIGGER} UpperBreachScaleIncrement=3`,
      `${TRIGGER} UpperThreshold=0.75`,
    ]);
  });

  const units: Record<TriggerMeasure, string> = {
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
  for (const [measure, unit] of Object.entries(units)) {
    it(`measures ${measure} in ${unit}`, () => {
      const change = trigger({ measure: measure as TriggerMeasure });
      expect(listOptionChanges(change)).to.include(`${TRIGGER} Unit=${unit}`);
    });
  }
});
