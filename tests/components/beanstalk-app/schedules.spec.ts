import { expect } from "chai";
import * as fc from "fast-check";
import type { BeanstalkAppArgs, ScheduledActionArgs } from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { sayRange } from "../../support/component-arguments";
import { beanstalkArguments, listOptionChanges } from "./beanstalk-arguments";

const ACTION = "aws:autoscaling:scheduledaction";
const START = "2027-01-31T06:30:00Z";
const END = "2027-06-30T00:00:00Z";

const schedules = (named: Record<string, ScheduledActionArgs>) => ({
  scaling: { schedules: named },
});
const night = (change: ScheduledActionArgs) =>
  schedules({ night: { desiredInstances: 1, recurrence: "0 20 * * *", ...change } });
const cron = (recurrence: string) => night({ recurrence });

const sayFields = (got: string) => [
  "scaling.schedules.night.recurrence must be a cron expression of five fields with one space " +
    `between, got "${got}". Use "30 6 * * 1-5": minute, hour, day of the month, month, day of ` +
    "the week.",
];
const sayValues = (got: string) => [
  "scaling.schedules.night.recurrence must have a value, a range, a list, * or a step in each " +
    `field, got "${got}". Minutes go to 59, hours to 23, days of the month from 1 to 31, months ` +
    "from 1 to 12, days of the week from 0 to 7.",
];
const sayTime = (name: string, got: string) =>
  `scaling.schedules.night.${name} must be a time in UTC as ISO 8601 writes it, with seconds, ` +
  `got "${got}". Use "2027-01-31T06:30:00Z".`;
const sayName = (got: string) => [
  `scaling.schedules must have names of 1 to 255 letters and digits, got "${got}". ` +
    "Rename the action.",
];
const sayOrder = (name: string, next: string, most: number, got: number) =>
  `scaling.schedules.night.${name} must be at most scaling.schedules.night.${next} (${most}), ` +
  `got ${got}. Lower it or raise the other.`;

const goodCron = [
  "* * * * *",
  "0 0 1 1 0",
  "59 23 31 12 7",
  "*/15 6-20/2 1,15 1,6,12 1-5",
  "30 6 * JAN-MAR mon-FRI",
];
const fewFields = ["0 20 * *", "0 20 * * * *", "0  20 * * *", " 0 20 * * *", ""];
const badValues = [
  "60 20 * * *",
  "0 24 * * *",
  "0 20 0 * *",
  "0 20 32 * *",
  "0 20 * 0 *",
  "0 20 * 13 *",
  "0 20 * * 8",
  "0 20-6 * * *",
  "0 20 * * MON-XYZ",
  "0 JAN * * *",
  "*/0 20 * * *",
  "*-5 20 * * *",
  "0, 20 * * *",
  "0 20 ? * *",
  "-1 20 * * *",
];
const badTimes = [
  "2027-01-31",
  "2027-01-31T06:30Z",
  "2027-01-31T06:30:00",
  "2027-01-31T06:30:00+01:00",
  "2027-02-30T06:30:00Z",
  "2027-01-31T06:30:00.000Z",
  "tomorrow",
];

const ROWS: ArgumentRow<BeanstalkAppArgs>[] = [
  ["an action once", schedules({ sale: { minInstances: 4, startTime: START } }), []],
  ["an action from then to then", night({ startTime: START, endTime: END }), []],
  [
    "an action with the fewest",
    night({ minInstances: 0, desiredInstances: 0, maxInstances: 0 }),
    [],
  ],
  [
    "an action with the most",
    night({ minInstances: 10_000, desiredInstances: 10_000, maxInstances: 10_000 }),
    [],
  ],
  [
    "an action with too few",
    night({ minInstances: -1, desiredInstances: -1, maxInstances: -1 }),
    ["minInstances", "maxInstances", "desiredInstances"].map((name) =>
      sayRange(`scaling.schedules.night.${name}`, "instances", 0, 10_000, -1),
    ),
  ],
  [
    "an action with too many",
    night({ minInstances: 10_001, desiredInstances: 10_001, maxInstances: 10_001 }),
    ["minInstances", "maxInstances", "desiredInstances"].map((name) =>
      sayRange(`scaling.schedules.night.${name}`, "instances", 0, 10_000, 10_001),
    ),
  ],
  [
    "an action that does nothing",
    schedules({ night: { recurrence: "0 20 * * *", suspend: true } }),
    [
      "scaling.schedules.night must set minInstances, maxInstances or desiredInstances. " +
        "Set one of them: Auto Scaling refuses an action that changes nothing.",
    ],
  ],
  [
    "an action at no time",
    schedules({ night: { desiredInstances: 1 } }),
    [
      "scaling.schedules.night must set recurrence or startTime. " +
        "Say when it happens: every time with recurrence, once with startTime.",
    ],
  ],
  [
    "fewest above the number to have",
    night({ minInstances: 2 }),
    [sayOrder("minInstances", "desiredInstances", 1, 2)],
  ],
  [
    "a number to have above the most",
    night({ maxInstances: 0 }),
    [sayOrder("desiredInstances", "maxInstances", 0, 1)],
  ],
  [
    "fewest above the most",
    night({ minInstances: 3, desiredInstances: undefined, maxInstances: 2 }),
    [sayOrder("minInstances", "maxInstances", 2, 3)],
  ],
  [
    "an end at the start",
    night({ startTime: START, endTime: START }),
    [
      `scaling.schedules.night.endTime must be after startTime (${START}), got "${START}". ` +
        "Use a later endTime or an earlier startTime.",
    ],
  ],
  [
    "an end before the start",
    night({ startTime: END, endTime: START }),
    [
      `scaling.schedules.night.endTime must be after startTime (${END}), got "${START}". ` +
        "Use a later endTime or an earlier startTime.",
    ],
  ],
  ["an end and no start", night({ endTime: END }), []],
  [
    "an end of what happens once",
    schedules({ night: { desiredInstances: 1, startTime: START, endTime: END } }),
    [
      `scaling.schedules.night.endTime must not be set without recurrence, got "${END}". ` +
        "Leave it out: another action can change the number back.",
    ],
  ],
  [
    "two actions at a time",
    schedules({
      sale: { minInstances: 4, startTime: START },
      show: { minInstances: 6, startTime: END },
      talk: { minInstances: 5, startTime: START },
    }),
    [
      `scaling.schedules.talk.startTime must differ from scaling.schedules.sale.startTime, ` +
        `got "${START}". Move one of the two by a minute.`,
    ],
  ],
  ["a long name", schedules({ ["n".repeat(255)]: { minInstances: 1, startTime: START } }), []],
  ...["n".repeat(256), "office-hours", "at night", ""].map(
    (name): ArgumentRow<BeanstalkAppArgs> => [
      `the name "${name}"`,
      schedules({ [name]: { minInstances: 1, startTime: START } }),
      sayName(name),
    ],
  ),
  ...goodCron.map((text): ArgumentRow<BeanstalkAppArgs> => [`"${text}"`, cron(text), []]),
  ...fewFields.map((text): ArgumentRow<BeanstalkAppArgs> => [
    `"${text}"`,
    cron(text),
    sayFields(text),
  ]),
  ...badValues.map((text): ArgumentRow<BeanstalkAppArgs> => [
    `"${text}"`,
    cron(text),
    sayValues(text),
  ]),
  ...badTimes.map((text): ArgumentRow<BeanstalkAppArgs> => [
    `the time ${text}`,
    night({ startTime: text, endTime: text }),
    [sayTime("startTime", text), sayTime("endTime", text)],
  ]),
];

describe("scaling.schedules", () => {
  beanstalkArguments.testErrors(ROWS);

  const sayMost = (name: string, got: number) =>
    `scaling.schedules.night.${name} should be at most capacity.maxInstances (4), which the action ` +
    `leaves as it is, got ${got}. ` +
    "Raise maxInstances in the action too, unless another one has raised it by then.";
  beanstalkArguments.testWarnings([
    ["as many instances as there may be", night({ minInstances: 4, desiredInstances: 4 }), []],
    [
      "more instances than there may be",
      night({ minInstances: 5, desiredInstances: 6 }),
      [sayMost("minInstances", 5), sayMost("desiredInstances", 6)],
    ],
    [
      "more instances where more are allowed",
      night({ minInstances: 5, desiredInstances: 5, maxInstances: 5 }),
      [],
    ],
    [
      "more instances where capacity has room",
      { ...night({ minInstances: 5, desiredInstances: 5 }), capacity: { maxInstances: 5 } },
      [],
    ],
  ]);

  it("builds each action under its name, and always whether it is suspended", () => {
    const change = schedules({
      night: { minInstances: 0, maxInstances: 0, recurrence: "0 20 * * *", suspend: true },
      morning: {
        minInstances: 2,
        maxInstances: 6,
        desiredInstances: 3,
        recurrence: "30 6 * * 1-5",
        startTime: START,
        endTime: END,
      },
    });
    expect(listOptionChanges(change)).to.deep.equal([
      `${ACTION}[morning] DesiredCapacity=3`,
      `${ACTION}[morning] EndTime=${END}`,
      `${ACTION}[morning] MaxSize=6`,
      `${ACTION}[morning] MinSize=2`,
      `${ACTION}[morning] Recurrence=30 6 * * 1-5`,
      `${ACTION}[morning] StartTime=${START}`,
      `${ACTION}[morning] Suspend=false`,
      `${ACTION}[night] MaxSize=0`,
      `${ACTION}[night] MinSize=0`,
      `${ACTION}[night] Recurrence=0 20 * * *`,
      `${ACTION}[night] Suspend=true`,
    ]);
  });

  it("takes every expression of values, ranges and steps in range", () => {
    const field = (min: number, max: number) =>
      fc
        .tuple(fc.integer({ min, max }), fc.integer({ min, max }), fc.integer({ min: 1, max: 9 }))
        .chain(([a, b, step]) =>
          fc.constantFrom("*", `${a}`, `${Math.min(a, b)}-${Math.max(a, b)}/${step}`, `${a},${b}`),
        );
    const expression = fc
      .tuple(field(0, 59), field(0, 23), field(1, 31), field(1, 12), field(0, 7))
      .map((fields) => fields.join(" "));
    fc.assert(
      fc.property(expression, (text) => {
        expect(beanstalkArguments.sayErrors(cron(text))).to.deep.equal([]);
      }),
    );
  });

  it("takes every time that a clock shows", () => {
    const date = fc.date({
      min: new Date("1970-01-01T00:00:00Z"),
      max: new Date("9999-12-31T23:59:59Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(date, (time) => {
        const startTime = time.toISOString().replace(/\.\d+Z$/, "Z");
        expect(beanstalkArguments.sayErrors(night({ startTime }))).to.deep.equal([]);
      }),
    );
  });
});
