import type { ScalingTriggerArgs, ScheduledActionArgs } from "../../../../components";
import { ConfigurationUpdateType, TriggerMeasure } from "../../../../components";
import type { BadInput } from "./bad-input";
import { SINGLE_INSTANCE } from "./bad-input";

const schedule = (morning: ScheduledActionArgs) => ({ scaling: { schedules: { morning } } });
const trigger = (change: Partial<ScalingTriggerArgs>) => ({
  scaling: {
    trigger: {
      measure: TriggerMeasure.CpuUtilization,
      lowerThreshold: 30,
      upperThreshold: 70,
      ...change,
    },
  },
});

/** When the number of instances changes, and how they are replaced. */
export const SCALING_ROWS: BadInput[] = [
  [
    "a trigger's thresholds in the wrong order",
    trigger({ lowerThreshold: 70, upperThreshold: 30 }),
    [
      "scaling.trigger.lowerThreshold must be below scaling.trigger.upperThreshold (30), got 70. " +
        "Lower it or raise the other: otherwise instances would be added and removed at once.",
    ],
  ],
  [
    "a trigger above a hundred percent",
    trigger({ upperThreshold: 101 }),
    [
      "scaling.trigger.upperThreshold must be at most 100 for CPUUtilization, a percentage, got 101. " +
        "Lower it: nothing would ever be above it.",
    ],
  ],
  [
    "a trigger that takes eleven hours",
    trigger({ periodMinutes: 60, evaluationPeriods: 11 }),
    [
      "scaling.trigger.evaluationPeriods must come to at most 600 minutes with periods of 60, got 11. " +
        "Lower scaling.trigger.periodMinutes or the number of periods.",
    ],
  ],
  [
    "a schedule on a single instance",
    {
      capacity: SINGLE_INSTANCE,
      scaling: { schedules: { morning: { minInstances: 2, recurrence: "30 6 * * 1-5" } } },
    },
    [
      "scaling.schedules.morning must not be set for a single instance, which does not scale. " +
        "Leave it out, or use EnvironmentType.LoadBalanced.",
    ],
  ],
  [
    "a cron expression of four fields",
    schedule({ minInstances: 2, recurrence: "30 6 * *" }),
    [
      'scaling.schedules.morning.recurrence must be a cron expression of five fields with one space between, got "30 6 * *". ' +
        'Use "30 6 * * 1-5": minute, hour, day of the month, month, day of the week.',
    ],
  ],
  [
    "a cron expression with a 25th hour",
    schedule({ minInstances: 2, recurrence: "0 24 * * *" }),
    [
      'scaling.schedules.morning.recurrence must have a value, a range, a list, * or a step in each field, got "0 24 * * *". ' +
        "Minutes go to 59, hours to 23, days of the month from 1 to 31, months from 1 to 12, days of the week from 0 to 7.",
    ],
  ],
  [
    "a schedule that changes nothing",
    schedule({ recurrence: "30 6 * * *" }),
    [
      "scaling.schedules.morning must set minInstances, maxInstances or desiredInstances. " +
        "Set one of them: Auto Scaling refuses an action that changes nothing.",
    ],
  ],
  [
    "a schedule for no time",
    schedule({ minInstances: 2 }),
    [
      "scaling.schedules.morning must set recurrence or startTime. " +
        "Say when it happens: every time with recurrence, once with startTime.",
    ],
  ],
  [
    "a schedule's min above its max",
    schedule({ minInstances: 3, maxInstances: 2, recurrence: "30 6 * * *" }),
    [
      "scaling.schedules.morning.minInstances must be at most scaling.schedules.morning.maxInstances (2), got 3. " +
        "Lower it or raise the other.",
    ],
  ],
  [
    "a schedule that ends before it starts",
    schedule({
      minInstances: 2,
      recurrence: "30 6 * * *",
      startTime: "2027-02-01T00:00:00Z",
      endTime: "2027-01-01T00:00:00Z",
    }),
    [
      'scaling.schedules.morning.endTime must be after startTime (2027-02-01T00:00:00Z), got "2027-01-01T00:00:00Z". ' +
        "Use a later endTime or an earlier startTime.",
    ],
  ],
  [
    "the end of what happens once",
    schedule({
      minInstances: 2,
      startTime: "2027-01-01T00:00:00Z",
      endTime: "2027-02-01T00:00:00Z",
    }),
    [
      'scaling.schedules.morning.endTime must not be set without recurrence, got "2027-02-01T00:00:00Z". ' +
        "Leave it out: another action can change the number back.",
    ],
  ],
  [
    "two schedules with one start",
    {
      scaling: {
        schedules: {
          up: { minInstances: 2, startTime: "2027-01-01T00:00:00Z" },
          down: { minInstances: 1, startTime: "2027-01-01T00:00:00Z" },
        },
      },
    },
    [
      'scaling.schedules.down.startTime must differ from scaling.schedules.up.startTime, got "2027-01-01T00:00:00Z". ' +
        "Move one of the two by a minute.",
    ],
  ],
  [
    "a time without a zone",
    schedule({ minInstances: 2, startTime: "2027-01-01 00:00" }),
    [
      'scaling.schedules.morning.startTime must be a time in UTC as ISO 8601 writes it, with seconds, got "2027-01-01 00:00". ' +
        'Use "2027-01-31T06:30:00Z".',
    ],
  ],
  [
    "rolling updates of a single instance",
    { capacity: SINGLE_INSTANCE, configurationUpdates: {} },
    [
      'configurationUpdates.type must be Immutable for a single instance, which has no batches, got "Health". ' +
        "Set it to Immutable, or leave out configurationUpdates.",
    ],
  ],
  [
    "a pause between healthy batches",
    { configurationUpdates: { pauseTimeSeconds: 60 } },
    [
      "configurationUpdates.pauseTimeSeconds must not be set without the type Time, got 60. " +
        "Change configurationUpdates.type, or leave it out.",
    ],
  ],
  [
    "batches of an immutable update",
    { configurationUpdates: { type: ConfigurationUpdateType.Immutable, maxBatchSize: 1 } },
    [
      "configurationUpdates.maxBatchSize must not be set without the type Time or Health, got 1. " +
        "Change configurationUpdates.type, or leave it out.",
    ],
  ],
  [
    "an update that may replace nothing",
    { configurationUpdates: { minInstancesInService: 4 } },
    [
      "configurationUpdates.minInstancesInService must be below capacity.maxInstances (4), or no instance can be replaced, got 4. " +
        "Lower it or raise capacity.maxInstances.",
    ],
  ],
];
