import { expect } from "chai";
import * as fc from "fast-check";
import type { BeanstalkAppArgs, ConfigurationUpdatesArgs } from "../../../components";
import { ConfigurationUpdateType, EnvironmentType } from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { sayRange } from "../../support/component-arguments";
import { beanstalkArguments, listOptionChanges } from "./beanstalk-arguments";

const { Health, Immutable, Time } = ConfigurationUpdateType;

const NAMESPACE = "aws:autoscaling:updatepolicy:rollingupdate[]";
const ENABLED = `${NAMESPACE} RollingUpdateEnabled=true`;
const HEALTH = `${NAMESPACE} RollingUpdateType=Health`;
const TIME = `${NAMESPACE} RollingUpdateType=Time`;

const optionRows: [title: string, ConfigurationUpdatesArgs | undefined, string[]][] = [
  ["nothing", undefined, []],
  ["no argument", {}, [ENABLED, HEALTH]],
  ["Immutable", { type: Immutable }, [ENABLED, `${NAMESPACE} RollingUpdateType=Immutable`]],
  [
    "Health with everything",
    { type: Health, minInstancesInService: 0, maxBatchSize: 5, timeoutMinutes: 45 },
    [
      `${NAMESPACE} MaxBatchSize=5`,
      `${NAMESPACE} MinInstancesInService=0`,
      ENABLED,
      HEALTH,
      `${NAMESPACE} Timeout=PT45M`,
    ],
  ],
  ["a time-out of an hour", { timeoutMinutes: 60 }, [ENABLED, HEALTH, `${NAMESPACE} Timeout=PT1H`]],
  ...(
    [
      [0, "PT0S"],
      [59, "PT59S"],
      [60, "PT1M"],
      [330, "PT5M30S"],
      [3600, "PT1H"],
    ] as const
  ).map(([pauseTimeSeconds, duration]): [string, ConfigurationUpdatesArgs, string[]] => [
    `a pause of ${pauseTimeSeconds} seconds`,
    { type: Time, pauseTimeSeconds },
    [`${NAMESPACE} PauseTime=${duration}`, ENABLED, TIME],
  ]),
];

type Row = ArgumentRow<BeanstalkAppArgs>;

const single = { environmentType: EnvironmentType.SingleInstance };

const RANGES: [
  argument: "minInstancesInService" | "maxBatchSize" | "pauseTimeSeconds" | "timeoutMinutes",
  unit: string,
  min: number,
  max: number,
][] = [
  ["minInstancesInService", "instances", 0, 9999],
  ["maxBatchSize", "instances", 1, 10_000],
  ["pauseTimeSeconds", "seconds", 0, 3600],
  ["timeoutMinutes", "minutes", 5, 60],
];

const rangeRows = RANGES.flatMap(([argument, unit, min, max]): Row[] => {
  const type = argument === "pauseTimeSeconds" ? Time : Health;
  const capacity = { maxInstances: 10_000 };
  const change = (got: number) => ({
    capacity,
    configurationUpdates: { type, [argument]: got },
  });
  const say = (got: number) => [sayRange(`configurationUpdates.${argument}`, unit, min, max, got)];
  return [
    ...[min, max].map((got): Row => [`${argument} ${got}`, change(got), []]),
    ...[min - 1, max + 1].map((got): Row => [`${argument} ${got}`, change(got), say(got)]),
  ];
});

const sayType = (argument: string, types: string, got: number) => [
  `configurationUpdates.${argument} must not be set without the type ${types}, got ${got}. ` +
    "Change configurationUpdates.type, or leave it out.",
];

const typeRows: Row[] = (
  [
    [{ type: Immutable, minInstancesInService: 1 }, "minInstancesInService", "Time or Health", 1],
    [{ type: Immutable, maxBatchSize: 2 }, "maxBatchSize", "Time or Health", 2],
    [{ type: Immutable, pauseTimeSeconds: 3 }, "pauseTimeSeconds", "Time", 3],
    [{ type: Immutable, timeoutMinutes: 5 }, "timeoutMinutes", "Health", 5],
    [{ pauseTimeSeconds: 0 }, "pauseTimeSeconds", "Time", 0],
    [{ type: Time, timeoutMinutes: 6 }, "timeoutMinutes", "Health", 6],
  ] as [ConfigurationUpdatesArgs, string, string, number][]
).map(([configurationUpdates, argument, types, got]): Row => [
  `${argument} of the type ${configurationUpdates.type}`,
  { configurationUpdates },
  sayType(argument, types, got),
]);

const otherRows: Row[] = [
  [
    "an unknown type",
    { configurationUpdates: { type: "Rolling" as ConfigurationUpdateType } },
    [
      'configurationUpdates.type must be one of "Time", "Health", "Immutable", got "Rolling". ' +
        "Use a member of the enum.",
    ],
  ],
  ["a single instance without updates", { capacity: single }, []],
  [
    "an immutable update of a single instance",
    { capacity: single, configurationUpdates: { type: Immutable } },
    [],
  ],
  ...[Time, Health].map((type): Row => [
    `an update of a single instance by ${type}`,
    { capacity: single, configurationUpdates: { type } },
    [
      "configurationUpdates.type must be Immutable for a single instance, which has no batches, " +
        `got "${type}". Set it to Immutable, or leave out configurationUpdates.`,
    ],
  ]),
  [
    "one instance fewer in service than there can be",
    { configurationUpdates: { minInstancesInService: 3 } },
    [],
  ],
  [
    "all instances in service",
    { configurationUpdates: { minInstancesInService: 4 } },
    [
      "configurationUpdates.minInstancesInService must be below capacity.maxInstances (4), or no " +
        "instance can be replaced, got 4. Lower it or raise capacity.maxInstances.",
    ],
  ],
];

describe("configurationUpdates", () => {
  for (const [title, configurationUpdates, expected] of optionRows) {
    it(`are set for ${title}`, () => {
      expect(listOptionChanges({ configurationUpdates })).to.deep.equal(expected);
    });
  }

  beanstalkArguments.testErrors([...rangeRows, ...typeRows, ...otherRows]);

  it("write each pause so that it reads back as the same number of seconds", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3600 }), (pauseTimeSeconds) => {
        const options = listOptionChanges({
          configurationUpdates: { type: Time, pauseTimeSeconds },
        });
        const written = /PauseTime=PT(?:(\d)H)?(?:([1-5]?\d)M)?(?:([1-5]?\d)S)?$/.exec(
          options[0] ?? "",
        );
        const [hours, minutes, seconds] = (written ?? []).slice(1).map((part) => Number(part ?? 0));
        expect((hours ?? NaN) * 3600 + (minutes ?? NaN) * 60 + (seconds ?? NaN)).to.equal(
          pauseTimeSeconds,
        );
      }),
      { numRuns: 200 },
    );
  });
});
