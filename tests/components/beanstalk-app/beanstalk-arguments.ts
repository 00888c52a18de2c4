import { BEANSTALK_APP } from "../../../components/beanstalk-app/settings";
import type { OptionSetting } from "../../../components/beanstalk-app/option-setting";
import { buildOptionSettings } from "../../../components/beanstalk-app/option-settings";
import type { BeanstalkAppArgs } from "../../../components";
import { ComponentArguments } from "../../support/component-arguments";

/** A `BeanstalkApp`'s arguments, changed from ones in which there is nothing wrong. */
export const beanstalkArguments = new ComponentArguments(BEANSTALK_APP, {
  source: { versionLabel: "v1" },
  solutionStackName: "64bit Amazon Linux 2023 v4.7.2 running Python 3.13",
});

/**
 * The option settings that a change adds to those of the valid arguments, or changes in them, as
 * `namespace[resource] name=value`; those that it takes away have a minus in front.
 */
export function listOptionChanges(change: Partial<BeanstalkAppArgs>): string[] {
  const before = showOptions(buildOptions({}));
  const after = showOptions(buildOptions(change));
  const keyOf = (shown: string) => shown.slice(0, shown.indexOf("="));
  const keysAfter = after.map(keyOf);
  return [
    ...after.filter((shown) => !before.includes(shown)),
    ...before.map(keyOf).flatMap((key) => (keysAfter.includes(key) ? [] : [`-${key}`])),
  ];
}

/** The canonical option settings of changed arguments. */
export function buildOptions(change: Partial<BeanstalkAppArgs>): OptionSetting[] {
  return buildOptionSettings(beanstalkArguments.settle(change), {
    serviceRoleName: "service",
    instanceProfileName: "profile",
  });
}

export function showOptions(settings: OptionSetting[]): string[] {
  return settings.map(
    ({ namespace, name, resource, value }) => `${namespace}[${resource}] ${name}=${String(value)}`,
  );
}
