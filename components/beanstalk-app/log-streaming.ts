import { flag, group, optional } from "../shared/fields";
import { oneOfNumbers } from "../shared/numbers";
import { rulesOn } from "../shared/rules";
import { HealthReportingType } from "./health-reporting";
import { RETENTION_DAYS } from "./known-options";
import type { OptionSetting } from "./option-setting";
import { optionsIn } from "./option-setting";
import type { BeanstalkAppSettings } from "./settings";

/**
 * How long a log is kept in CloudWatch Logs, which charges for what it takes in and keeps.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.cloudwatchlogs.html
 */
export interface StreamedLogsArgs {
  /**
   * Days for which entries are kept: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731,
   * 1827 or 3653. Defaults to 7.
   */
  retentionDays?: number;
  /**
   * Whether the logs go with the environment; otherwise they stay until they expire. Defaults to
   * false.
   */
  deleteOnTerminate?: boolean;
}

/**
 * Which logs leave the instances.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.cloudwatchlogs.html
 */
export interface LogStreamingArgs {
  /** The logs of proxy, platform and application, to CloudWatch Logs. Defaults to none. */
  instanceLogs?: StreamedLogsArgs;
  /**
   * Changes of the environment's health, to CloudWatch Logs. Needs enhanced health reporting.
   * Defaults to none.
   */
  healthLogs?: StreamedLogsArgs;
  /**
   * Whether rotated logs are copied to Beanstalk's own bucket, which is charged as storage and never
   * cleared. Defaults to false.
   */
  rotateToS3?: boolean;
}

const STREAMED_LOGS = group<StreamedLogsArgs>()({
  retentionDays: optional(oneOfNumbers(RETENTION_DAYS, "Use the next larger one.")),
  deleteOnTerminate: optional(flag()),
});

export const LOG_STREAMING = group<LogStreamingArgs>()({
  instanceLogs: optional(STREAMED_LOGS),
  healthLogs: optional(STREAMED_LOGS),
  rotateToS3: optional(flag()),
});

const rule = rulesOn<BeanstalkAppSettings>();

export const LOG_STREAMING_RULES = [
  rule({
    id: "health-logs-need-enhanced-health",
    source:
      "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.cloudwatchlogs.envhealth.html",
    of: ({ healthReporting, logStreaming }) =>
      logStreaming.healthLogs === undefined
        ? []
        : [
            {
              path: "logStreaming.healthLogs",
              value: healthReporting.type,
              shown: undefined,
            },
          ],
    holds: (system) => system === HealthReportingType.Enhanced,
    must: "must not be set with basic health reporting, which has no such log",
    remedy: "Set healthReporting.type to Enhanced.",
  }),
];

export function buildLogStreamingOptions({ logStreaming }: BeanstalkAppSettings): OptionSetting[] {
  const { instanceLogs, healthLogs, rotateToS3 } = logStreaming;
  return [
    ...optionsIn("aws:elasticbeanstalk:cloudwatch:logs", {
      StreamLogs: instanceLogs && true,
      RetentionInDays: instanceLogs?.retentionDays,
      DeleteOnTerminate: instanceLogs?.deleteOnTerminate,
    }),
    ...optionsIn("aws:elasticbeanstalk:cloudwatch:logs:health", {
      HealthStreamingEnabled: healthLogs && true,
      RetentionInDays: healthLogs?.retentionDays,
      DeleteOnTerminate: healthLogs?.deleteOnTerminate,
    }),
    ...optionsIn("aws:elasticbeanstalk:hostmanager", { LogPublicationControl: rotateToS3 }),
  ];
}
