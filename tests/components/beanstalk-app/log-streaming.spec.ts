import { expect } from "chai";
import type { BeanstalkAppArgs, LogStreamingArgs } from "../../../components";
import { HealthReportingType } from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { beanstalkArguments, listOptionChanges } from "./beanstalk-arguments";

const LOGS = "aws:elasticbeanstalk:cloudwatch:logs[]";
const HEALTH = "aws:elasticbeanstalk:cloudwatch:logs:health[]";
const ROTATION = "aws:elasticbeanstalk:hostmanager[] LogPublicationControl";

const optionRows: [title: string, LogStreamingArgs, string[]][] = [
  ["no argument", {}, []],
  ["the instances' logs", { instanceLogs: {} }, [`${LOGS} StreamLogs=true`]],
  ["the health log", { healthLogs: {} }, [`${HEALTH} HealthStreamingEnabled=true`]],
  ["rotation", { rotateToS3: true }, [`${ROTATION}=true`]],
  ["no rotation", { rotateToS3: false }, [`${ROTATION}=false`]],
  [
    "everything",
    {
      instanceLogs: { retentionDays: 30, deleteOnTerminate: true },
      healthLogs: { retentionDays: 3653, deleteOnTerminate: false },
    },
    [
      `${LOGS} DeleteOnTerminate=true`,
      `${LOGS} RetentionInDays=30`,
      `${LOGS} StreamLogs=true`,
      `${HEALTH} DeleteOnTerminate=false`,
      `${HEALTH} HealthStreamingEnabled=true`,
      `${HEALTH} RetentionInDays=3653`,
    ],
  ],
];

type Row = ArgumentRow<BeanstalkAppArgs>;

const keep = (logs: "instanceLogs" | "healthLogs", retentionDays: number) => ({
  logStreaming: { [logs]: { retentionDays } },
});
const sayDays = (logs: string, got: number) => [
  `logStreaming.${logs}.retentionDays must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, ` +
    `365, 400, 545, 731, 1827, 3653, got ${got}. Use the next larger one.`,
];

const rows = (["instanceLogs", "healthLogs"] as const).flatMap((logs): Row[] => [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653].map(
    (days): Row => [`${logs} kept for ${days} days`, keep(logs, days), []],
  ),
  ...[0, 2, 3652, 3654].map((days): Row => [
    `${logs} kept for ${days} days`,
    keep(logs, days),
    sayDays(logs, days),
  ]),
]);

const healthRows: Row[] = [
  [
    "the health log of basic health reporting",
    {
      healthReporting: { type: HealthReportingType.Basic },
      logStreaming: { healthLogs: {} },
    },
    [
      "logStreaming.healthLogs must not be set with basic health reporting, which has no such log. " +
        "Set healthReporting.type to Enhanced.",
    ],
  ],
  [
    "the instances' logs with basic health reporting",
    {
      healthReporting: { type: HealthReportingType.Basic },
      logStreaming: { instanceLogs: {} },
    },
    [],
  ],
];

describe("logStreaming", () => {
  for (const [title, logStreaming, expected] of optionRows) {
    it(`is set for ${title}`, () => {
      expect(listOptionChanges({ logStreaming })).to.deep.equal(expected);
    });
  }

  beanstalkArguments.testErrors([...rows, ...healthRows]);
});
