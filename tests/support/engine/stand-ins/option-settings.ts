import type { Properties } from "./properties";

/** An option setting of an environment, as the provider has it. */
export interface OptionSetting {
  namespace: string;
  name: string;
  resource?: string;
  value: string;
}

export function listSettings({ settings }: Properties): OptionSetting[] {
  return Array.isArray(settings) ? (settings as OptionSetting[]) : [];
}

export function findSetting(inputs: Properties, wanted: string): string | undefined {
  return listSettings(inputs).find(({ name }) => name === wanted)?.value;
}

/** The options whose values the provider sorts. */
const SORTED = ["SecurityGroups", "Subnets", "ELBSubnets"];

/** A setting as the provider reads it. */
export function describeStored({
  namespace,
  name,
  resource = "",
  value,
}: OptionSetting): OptionSetting {
  return { namespace, name, resource, value: SORTED.includes(name) ? sortMembers(value) : value };
}

/** What the provider compares: a set, of whose values the members have no order. */
export function describeCompared(settings: OptionSetting[]): OptionSetting[] {
  return sortSettings(
    settings.map(({ namespace, name, resource = "", value }) => ({
      namespace,
      name,
      resource,
      value: sortMembers(value),
    })),
  );
}

export function sortSettings(settings: OptionSetting[]): OptionSetting[] {
  return [...settings].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

/** Those of the settings of which the state has some value. */
export function pickKnown(settings: OptionSetting[], known: OptionSetting[]): OptionSetting[] {
  const keys = new Set(known.map(keyOf));
  return settings.filter((setting) => keys.has(keyOf(setting)));
}

function keyOf({ namespace, name, resource = "" }: OptionSetting): string {
  return [namespace, resource, name].join("\n");
}

function sortMembers(value: string): string {
  return value.split(",").sort().join(",");
}
