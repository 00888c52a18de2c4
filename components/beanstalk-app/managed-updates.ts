import { flag, group, oneOf, optional, text, withDefault } from "../shared/fields";
import { rulesOn } from "../shared/rules";
import { HealthReportingType } from "./health-reporting";
import type { EnvironmentReferences, OptionSetting } from "./option-setting";
import { optionsIn } from "./option-setting";
import { PlatformPolicy } from "./platform";
import type { BeanstalkAppSettings } from "./settings";

/** How far a managed update may go. Neither changes the platform's major version. */
export enum UpdateLevel {
  /** New minor versions and patches. */
  Minor = "minor",
  /** Patches alone. */
  Patch = "patch",
}

/**
 * Updates of the platform that Beanstalk makes by itself, in a window of two hours once a week. New
 * instances take over once they are healthy; they are charged beside the old ones meanwhile. Needs
 * enhanced health reporting, and the platform policy Pin.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-platform-update-managed.html
 */
export interface ManagedUpdatesArgs {
  /** When the window opens, as day, hour and minute in UTC: `Tue:09:00`. */
  startTime: string;
  /** How far an update may go. Defaults to Minor. */
  level?: UpdateLevel;
  /**
   * Whether the instances are replaced every week even where there is no update. Defaults to false.
   */
  refreshInstances?: boolean;
}

export const MANAGED_UPDATES = group<ManagedUpdatesArgs>()({
  startTime: text({
    matches: /^(Sun|Mon|Tue|Wed|Thu|Fri|Sat):([01]\d|2[0-3]):[0-5]\d$/,
    must: "must be a day, an hour and a minute in UTC",
    remedy: 'Use a time such as "Tue:09:00".',
  }),
  level: withDefault(oneOf(UpdateLevel), UpdateLevel.Minor),
  refreshInstances: optional(flag()),
});

const SOURCE =
  "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-platform-update-managed.html";

const rule = rulesOn<BeanstalkAppSettings>();

export const MANAGED_UPDATES_RULES = [
  rule({
    id: "managed-updates-health",
    source: SOURCE,
    of: ({ healthReporting, managedUpdates }) =>
      managedUpdates === undefined
        ? []
        : [{ path: "managedUpdates", value: healthReporting.type, shown: undefined }],
    holds: (system) => system === HealthReportingType.Enhanced,
    must: "must not be set with basic health reporting, which can't tell whether an update succeeded",
    remedy: "Set healthReporting.type to Enhanced.",
  }),
  rule({
    id: "managed-updates-or-latest",
    source: SOURCE,
    of: ({ managedUpdates, platformPolicy }) =>
      managedUpdates === undefined ? [] : [{ path: "platformPolicy", value: platformPolicy }],
    holds: (platformPolicy) => platformPolicy === PlatformPolicy.Pin,
    must: 'must be "pin" beside managedUpdates: Beanstalk moves the platform on, and a later deployment would move it back',
    remedy: "Set platformPolicy to Pin.",
  }),
];

export function buildManagedUpdateOptions(
  { managedUpdates }: BeanstalkAppSettings,
  { serviceRoleName }: EnvironmentReferences,
): OptionSetting[] {
  return managedUpdates === undefined
    ? []
    : [
        ...optionsIn("aws:elasticbeanstalk:managedactions", {
          ManagedActionsEnabled: true,
          PreferredStartTime: managedUpdates.startTime,
          ServiceRoleForManagedUpdates: serviceRoleName,
        }),
        ...optionsIn("aws:elasticbeanstalk:managedactions:platformupdate", {
          UpdateLevel: managedUpdates.level,
          InstanceRefreshEnabled: managedUpdates.refreshInstances,
        }),
      ];
}
