import { expect } from "chai";
import type { BeanstalkAppArgs, ManagedUpdatesArgs } from "../../../components";
import {
  EnvironmentType,
  HealthReportingType,
  PlatformPolicy,
  UpdateLevel,
} from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { beanstalkArguments, listOptionChanges } from "./beanstalk-arguments";

const NAMESPACE = "aws:elasticbeanstalk:managedactions";

/** What is the same whatever the arguments say. */
const ENABLED = [
  `${NAMESPACE}[] ManagedActionsEnabled=true`,
  `${NAMESPACE}[] PreferredStartTime=Sun:00:00`,
  `${NAMESPACE}[] ServiceRoleForManagedUpdates=service`,
];

const optionRows: [title: string, Omit<ManagedUpdatesArgs, "startTime">, string[]][] = [
  ["the defaults", {}, [`${NAMESPACE}:platformupdate[] UpdateLevel=minor`]],
  ["patches", { level: UpdateLevel.Patch }, [`${NAMESPACE}:platformupdate[] UpdateLevel=patch`]],
  ...[true, false].map((refreshInstances): (typeof optionRows)[number] => [
    `refreshInstances ${refreshInstances}`,
    { refreshInstances },
    [
      `${NAMESPACE}:platformupdate[] InstanceRefreshEnabled=${refreshInstances}`,
      `${NAMESPACE}:platformupdate[] UpdateLevel=minor`,
    ],
  ]),
];

type Row = ArgumentRow<BeanstalkAppArgs>;

const platformPolicy = PlatformPolicy.Pin;
const managedUpdates = { startTime: "Sat:23:59" };

const timeRows = [
  "Tue",
  "Tue:24:00",
  "Tue:9:00",
  "Tue:09:60",
  "tue:09:00",
  "Tuesday:09:00",
  "",
].map((startTime): Row => [
  `the start time "${startTime}"`,
  { platformPolicy, managedUpdates: { startTime } },
  [
    `managedUpdates.startTime must be a day, an hour and a minute in UTC, got "${startTime}". ` +
      'Use a time such as "Tue:09:00".',
  ],
]);

const SAY_LATEST =
  'platformPolicy must be "pin" beside managedUpdates: Beanstalk moves the platform on, and a later ' +
  'deployment would move it back, got "latest". Set platformPolicy to Pin.';

const rows: Row[] = [
  ...timeRows,
  ["updates of a pinned platform", { platformPolicy, managedUpdates }, []],
  [
    "updates of a single instance",
    {
      platformPolicy,
      managedUpdates,
      capacity: { environmentType: EnvironmentType.SingleInstance },
    },
    [],
  ],
  [
    "no start time",
    { platformPolicy, managedUpdates: {} as ManagedUpdatesArgs },
    ["managedUpdates.startTime must be given. It must be a text."],
  ],
  [
    "an unknown level",
    { platformPolicy, managedUpdates: { ...managedUpdates, level: "major" as UpdateLevel } },
    [
      'managedUpdates.level must be one of "minor", "patch", got "major". ' +
        "Use a member of the enum.",
    ],
  ],
  ["updates beside the platform policy's default", { managedUpdates }, [SAY_LATEST]],
  [
    "updates beside the latest platform",
    { platformPolicy: PlatformPolicy.Latest, managedUpdates },
    [SAY_LATEST],
  ],
  [
    "updates with basic health reporting",
    {
      platformPolicy,
      managedUpdates,
      healthReporting: { type: HealthReportingType.Basic },
    },
    [
      "managedUpdates must not be set with basic health reporting, which can't tell whether an " +
        "update succeeded. Set healthReporting.type to Enhanced.",
    ],
  ],
];

describe("managedUpdates", () => {
  it("are off unless they are asked for", () => {
    expect(listOptionChanges({ platformPolicy })).to.deep.equal([]);
  });

  for (const [title, change, expected] of optionRows) {
    it(`are set for ${title}`, () => {
      const updates = { startTime: "Sun:00:00", ...change };
      const changes = listOptionChanges({ platformPolicy, managedUpdates: updates });
      expect(changes).to.deep.equal([...ENABLED, ...expected]);
    });
  }

  beanstalkArguments.testErrors(rows);
});
