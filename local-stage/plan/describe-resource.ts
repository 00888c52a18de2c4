import type { RecordedValue, ResourceOptions } from "../recorded-stack";
import { isMapping } from "../recorded-stack";
import { formatValue } from "./format-change";

/** `aws:s3/bucket:Bucket` to `aws:s3:Bucket`, as the Pulumi CLI shortens it. */
export function shortenType(type: string): string {
  const [packageName = "", module = "", name = ""] = type.split(":");
  return [packageName, module.split("/")[0], name].join(":");
}

/** The options that inputs don't show already. */
export function pickOwnOptions(options: ResourceOptions = {}): ResourceOptions {
  const own = { ...options };
  delete own.dependencies;
  return own;
}

/** Each of these options in a few words: `protect`, `ignoreChanges: tags, settings`. */
export function describeOptions(options?: ResourceOptions): string[] {
  const { dependsOn, aliases, ...others } = pickOwnOptions(options);
  const renamed = aliases?.filter((alias) => !isFormerType(alias)) ?? [];
  // The names alone: a plan has a line for each of them, with its type.
  const names = dependsOn?.map((key) => key.split("::").pop() ?? key);
  const shown = {
    ...(renamed.length > 0 && { aliases: renamed }),
    ...others,
    ...(names && { dependsOn: names }),
  };
  return Object.entries(shown).map(([name, value]) => {
    const option = value as RecordedValue;
    const items = Array.isArray(option) ? option : [option];
    return option === true ? name : `${name}: ${items.map(formatValue).join(", ")}`;
  });
}

/** The provider itself gives a resource the names that its type had. */
function isFormerType(alias: RecordedValue): boolean {
  return isMapping(alias) && Object.keys(alias).join() === "type";
}
