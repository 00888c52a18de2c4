import type { Settled, TextRule } from "../shared/fields";
import { flag, group, optional, record, text, wholeNumber, withDefault } from "../shared/fields";
import type { Subject } from "../shared/rules";
import { at, eachNamed, rulesOn, withEarlier } from "../shared/rules";
import type { OptionSetting } from "./option-setting";
import { optionsIn } from "./option-setting";
import type { BeanstalkAppSettings } from "./settings";

/**
 * A change of the number of instances at a time that is known beforehand. Beanstalk may keep what is
 * taken away, an action or a value of one: deploy it with `suspend` before removing it.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-autoscaling-scheduledactions.html
 */
export interface ScheduledActionArgs {
  /**
   * Fewest instances from then on, from 0 to 10000. One of the three numbers is required. Defaults to
   * no change.
   */
  minInstances?: number;
  /** Most instances from then on, from 0 to 10000. Defaults to no change. */
  maxInstances?: number;
  /**
   * How many instances to have then, from 0 to 10000, in Beanstalk's words the desired capacity; the
   * trigger goes on from there. Defaults to no change.
   */
  desiredInstances?: number;
  /**
   * When it is repeated, in UTC, as a cron expression of five fields: minute, hour, day of the month,
   * month, day of the week. `30 6 * * 1-5` is half past six from Monday to Friday. Required without
   * `startTime`. Defaults to once, at `startTime`.
   */
  recurrence?: string;
  /**
   * When it happens, or with `recurrence` from when on, in UTC: `2027-01-31T06:30:00Z`. It must lie
   * ahead when it is deployed, and no two actions may have the same. Required without `recurrence`.
   * Defaults to at once.
   */
  startTime?: string;
  /**
   * Until when it is repeated, likewise, after `startTime`. What it has changed stays so: let another
   * action change it back. Defaults to for ever.
   */
  endTime?: string;
  /** Whether it is out of force. Defaults to false. */
  suspend?: boolean;
}

/** Each field's least and most value, and the names that stand for values from the least on. */
const CRON_FIELDS: [min: number, max: number, names: string[]][] = [
  [0, 59, []],
  [0, 23, []],
  [1, 31, []],
  [1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ")],
  [0, 7, "SUN MON TUE WED THU FRI SAT".split(" ")],
];

const RECURRENCE: TextRule[] = [
  {
    matches: hasFiveFields,
    must: "must be a cron expression of five fields with one space between",
    remedy: 'Use "30 6 * * 1-5": minute, hour, day of the month, month, day of the week.',
  },
  {
    matches: (value) => !hasFiveFields(value) || value.split(" ").every(isCronField),
    must: "must have a value, a range, a list, * or a step in each field",
    remedy:
      "Minutes go to 59, hours to 23, days of the month from 1 to 31, months from 1 to 12, " +
      "days of the week from 0 to 7.",
  },
];

function hasFiveFields(expression: string): boolean {
  return /^\S+( \S+){4}$/.test(expression);
}

function isCronField(field: string, index: number): boolean {
  return field.split(",").every((part) => {
    const [, from, to, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part) ?? [];
    if (from === undefined || step === "0" || (from === "*" && to !== undefined)) {
      return false;
    }
    const first = from === "*" ? 0 : readCronValue(from, index);
    const last = to === undefined ? first : readCronValue(to, index);
    return first <= last;
  });
}

/** The number for which a value stands; NaN, which compares as false, where it stands for none. */
function readCronValue(value: string, index: number): number {
  const [min, max, names] = CRON_FIELDS[index] ?? [0, 0, []];
  const named = names.indexOf(value.toUpperCase());
  const number = named >= 0 ? min + named : /^\d+$/.test(value) ? Number(value) : NaN;
  return number >= min && number <= max ? number : NaN;
}

const ISO_TIME: TextRule = {
  matches: isIsoTime,
  must: "must be a time in UTC as ISO 8601 writes it, with seconds",
  remedy: 'Use "2027-01-31T06:30:00Z".',
};

function isIsoTime(value: string): boolean {
  const time = new Date(value);
  return !Number.isNaN(time.getTime()) && time.toISOString() === value.replace(/Z$/, ".000Z");
}

const ACTION_NAME: TextRule = {
  matches: /^[a-zA-Z0-9]{1,255}$/,
  must: "must have names of 1 to 255 letters and digits",
  remedy: "Rename the action.",
};

const SCHEDULED_ACTION = group<ScheduledActionArgs>()({
  minInstances: optional(wholeNumber("instances", 0, 10_000)),
  maxInstances: optional(wholeNumber("instances", 0, 10_000)),
  desiredInstances: optional(wholeNumber("instances", 0, 10_000)),
  recurrence: optional(text(...RECURRENCE)),
  startTime: optional(text(ISO_TIME)),
  endTime: optional(text(ISO_TIME)),
  suspend: withDefault(flag(), false),
});

type ScheduledAction = Settled<typeof SCHEDULED_ACTION>;

export const SCHEDULES = record(SCHEDULED_ACTION, ACTION_NAME);

const SCHEDULED_ACTION_OPTIONS =
  "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-autoscalingscheduledaction";
const SCHEDULED_ACTION_API =
  "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutScheduledUpdateGroupAction.html";

const rule = rulesOn<BeanstalkAppSettings>();

export const SCHEDULE_RULES = [
  rule({
    id: "schedule-without-change",
    source: SCHEDULED_ACTION_API,
    of: eachAction,
    holds: (action) => listSizes("", action).length > 0,
    must: "must set minInstances, maxInstances or desiredInstances",
    remedy: "Set one of them: Auto Scaling refuses an action that changes nothing.",
  }),
  rule({
    id: "schedule-without-time",
    source: SCHEDULED_ACTION_OPTIONS,
    of: eachAction,
    holds: ({ recurrence, startTime }) => recurrence !== undefined || startTime !== undefined,
    must: "must set recurrence or startTime",
    remedy: "Say when it happens: every time with recurrence, once with startTime.",
  }),
  rule({
    id: "schedule-size-order",
    source: SCHEDULED_ACTION_API,
    of: (settings) =>
      eachAction(settings).flatMap(({ path, value: action }) =>
        listSizes(path, action).flatMap((size, index, sizes) => {
          const next = sizes[index + 1];
          return next === undefined
            ? []
            : [{ path: size.path, value: { size, next }, shown: size.value }];
        }),
      ),
    holds: ({ size, next }) => size.value <= next.value,
    must: ({ next }) => `must be at most ${next.path} (${next.value})`,
    remedy: "Lower it or raise the other.",
  }),
  rule({
    id: "schedule-above-max-instances",
    source: SCHEDULED_ACTION_API,
    isWarning: true,
    of: (settings) =>
      eachAction(settings).flatMap(
        ({ path, value: { minInstances, desiredInstances, ...rest } }) =>
          rest.maxInstances === undefined
            ? listSizes(path, { minInstances, desiredInstances })
            : [],
      ),
    holds: (size, { capacity }) => size <= capacity.maxInstances,
    must: (_, { capacity }) =>
      `should be at most capacity.maxInstances (${capacity.maxInstances}), which the action leaves as it is`,
    remedy: "Raise maxInstances in the action too, unless another one has raised it by then.",
  }),
  rule({
    id: "schedule-end-before-start",
    source: SCHEDULED_ACTION_OPTIONS,
    of: (settings) =>
      eachAction(settings).flatMap(({ path, value: { startTime, endTime } }) =>
        at(`${path}.endTime`, endTime).map((subject) => ({
          path: subject.path,
          value: { startTime, endTime: subject.value },
          shown: subject.value,
        })),
      ),
    // Times of this form sort as texts do.
    holds: ({ startTime, endTime }) => startTime === undefined || startTime < endTime,
    must: ({ startTime }) => `must be after startTime (${startTime})`,
    remedy: "Use a later endTime or an earlier startTime.",
  }),
  rule({
    id: "schedule-end-without-recurrence",
    source: SCHEDULED_ACTION_OPTIONS,
    of: (settings) =>
      eachAction(settings).flatMap(({ path, value: { recurrence, endTime } }) =>
        at(`${path}.endTime`, endTime).map((subject) => ({
          path: subject.path,
          value: recurrence,
          shown: subject.value,
        })),
      ),
    holds: (recurrence) => recurrence !== undefined,
    must: "must not be set without recurrence",
    remedy: "Leave it out: another action can change the number back.",
  }),
  rule({
    id: "schedule-start-twice",
    source: SCHEDULED_ACTION_OPTIONS,
    of: (settings) =>
      withEarlier(
        eachAction(settings).flatMap(({ path, value: { startTime } }) =>
          at(`${path}.startTime`, startTime),
        ),
      ),
    holds: (earlier) => earlier === undefined,
    must: (earlier) => `must differ from ${earlier}`,
    remedy: "Move one of the two by a minute.",
  }),
];

function eachAction({ scaling }: BeanstalkAppSettings): Subject<ScheduledAction>[] {
  return eachNamed("scaling.schedules", scaling.schedules).map((action) => ({
    ...action,
    shown: undefined,
  }));
}

/** The numbers that an action sets, in the order in which none may be above the next. */
function listSizes(path: string, action: Partial<ScheduledAction>): Subject<number>[] {
  return [
    ...at(`${path}.minInstances`, action.minInstances),
    ...at(`${path}.desiredInstances`, action.desiredInstances),
    ...at(`${path}.maxInstances`, action.maxInstances),
  ];
}

/** One action's options, with its name for their resource. */
export function buildScheduleOptions({ scaling }: BeanstalkAppSettings): OptionSetting[] {
  return Object.entries(scaling.schedules).flatMap(([name, action]) =>
    optionsIn(
      "aws:autoscaling:scheduledaction",
      {
        MinSize: action.minInstances,
        MaxSize: action.maxInstances,
        DesiredCapacity: action.desiredInstances,
        Recurrence: action.recurrence,
        StartTime: action.startTime,
        EndTime: action.endTime,
        // Never left out: the provider can't take an action's option back.
        Suspend: action.suspend,
      },
      name,
    ),
  );
}
