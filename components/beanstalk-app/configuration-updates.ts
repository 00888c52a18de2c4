import { group, oneOf, optional, wholeNumber, withDefault } from "../shared/fields";
import { at, rulesOn } from "../shared/rules";
import { isSingleInstance } from "./capacity";
import type { OptionSetting } from "./option-setting";
import { optionsIn } from "./option-setting";
import type { BeanstalkAppSettings } from "./settings";

/** When the next batch of instances is replaced. */
export enum ConfigurationUpdateType {
  /** After a pause. */
  Time = "Time",
  /** Once the replaced instances are healthy. */
  Health = "Health",
  /**
   * No batches: new instances take over once all of them are healthy. Twice the instances are
   * charged meanwhile.
   */
  Immutable = "Immutable",
}

/**
 * How a change that replaces instances, such as one of the instance type, is carried out.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.rollingupdates.html
 */
export interface ConfigurationUpdatesArgs {
  /**
   * What decides when the next batch is replaced. A single instance takes Immutable alone.
   * Defaults to Health.
   */
  type?: ConfigurationUpdateType;
  /**
   * Instances that stay in service, from 0 to 9999, below `capacity.maxInstances`. For Time and
   * Health. Defaults to `capacity.minInstances`, or one below `capacity.maxInstances` where that is
   * less.
   */
  minInstancesInService?: number;
  /**
   * Most instances in a batch, from 1 to 10000. For Time and Health. Defaults to a third of
   * `capacity.minInstances`, rounded up.
   */
  maxBatchSize?: number;
  /**
   * Seconds between two batches, from 0 to 3600. For Time. Defaults to what Beanstalk finds right for
   * the instance type.
   */
  pauseTimeSeconds?: number;
  /**
   * Minutes in which a batch must become healthy, or else the change is rolled back, from 5 to 60.
   * For Health. Defaults to 30.
   */
  timeoutMinutes?: number;
}

export const CONFIGURATION_UPDATES = group<ConfigurationUpdatesArgs>()({
  type: withDefault(oneOf(ConfigurationUpdateType), ConfigurationUpdateType.Health),
  minInstancesInService: optional(wholeNumber("instances", 0, 9999)),
  maxBatchSize: optional(wholeNumber("instances", 1, 10_000)),
  pauseTimeSeconds: optional(wholeNumber("seconds", 0, 3600)),
  timeoutMinutes: optional(wholeNumber("minutes", 5, 60)),
});

const SOURCE =
  "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.rollingupdates.html";

/** The types for which an argument means anything. */
const TYPES_BY_ARGUMENT = {
  minInstancesInService: [ConfigurationUpdateType.Time, ConfigurationUpdateType.Health],
  maxBatchSize: [ConfigurationUpdateType.Time, ConfigurationUpdateType.Health],
  pauseTimeSeconds: [ConfigurationUpdateType.Time],
  timeoutMinutes: [ConfigurationUpdateType.Health],
};

const rule = rulesOn<BeanstalkAppSettings>();

export const CONFIGURATION_UPDATES_RULES = [
  rule({
    id: "configuration-update-of-single-instance",
    source: SOURCE,
    of: (settings) =>
      isSingleInstance(settings)
        ? at("configurationUpdates.type", settings.configurationUpdates?.type)
        : [],
    holds: (type) => type === ConfigurationUpdateType.Immutable,
    must: "must be Immutable for a single instance, which has no batches",
    remedy: "Set it to Immutable, or leave out configurationUpdates.",
  }),
  rule({
    id: "argument-of-configuration-update-type",
    source: SOURCE,
    of: ({ configurationUpdates = { type: ConfigurationUpdateType.Health } }) =>
      Object.entries(TYPES_BY_ARGUMENT).flatMap(([name, types]) => {
        const value = configurationUpdates[name as keyof typeof TYPES_BY_ARGUMENT];
        const path = `configurationUpdates.${name}`;
        return value === undefined ? [] : [{ path, value: types, shown: value }];
      }),
    holds: (types, { configurationUpdates }) =>
      types.some((type) => type === configurationUpdates?.type),
    must: (types) => `must not be set without the type ${types.join(" or ")}`,
    remedy: "Change configurationUpdates.type, or leave it out.",
  }),
  rule({
    id: "min-instances-in-service",
    source: SOURCE,
    of: ({ configurationUpdates }) =>
      at("configurationUpdates.minInstancesInService", configurationUpdates?.minInstancesInService),
    holds: (minInstancesInService, { capacity }) => minInstancesInService < capacity.maxInstances,
    must: (_, { capacity }) =>
      `must be below capacity.maxInstances (${capacity.maxInstances}), or no instance can be replaced`,
    remedy: "Lower it or raise capacity.maxInstances.",
  }),
];

export function buildConfigurationUpdateOptions({
  configurationUpdates,
}: BeanstalkAppSettings): OptionSetting[] {
  if (configurationUpdates === undefined) {
    return [];
  }
  const { type, minInstancesInService, maxBatchSize } = configurationUpdates;
  const { pauseTimeSeconds, timeoutMinutes } = configurationUpdates;
  return optionsIn("aws:autoscaling:updatepolicy:rollingupdate", {
    RollingUpdateEnabled: true,
    RollingUpdateType: type,
    MinInstancesInService: minInstancesInService,
    MaxBatchSize: maxBatchSize,
    PauseTime: pauseTimeSeconds === undefined ? undefined : formatDuration(pauseTimeSeconds),
    Timeout: timeoutMinutes === undefined ? undefined : formatDuration(timeoutMinutes * 60),
  });
}

/** An ISO 8601 duration in hours, minutes and seconds, in its one shortest form. */
function formatDuration(totalSeconds: number): string {
  const parts = [
    [Math.floor(totalSeconds / 3600), "H"],
    [Math.floor(totalSeconds / 60) % 60, "M"],
    [totalSeconds % 60, "S"],
  ] as const;
  const shown = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count}${unit}`);
  return `PT${shown.join("") || "0S"}`;
}
