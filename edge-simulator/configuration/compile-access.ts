import type { Aliases } from "../request/check-host";
import { TrustedKey } from "../request/trusted-key";
import type { DefaultCacheBehavior } from "./behavior-schema";
import type { GeoRestriction } from "./compiled-distribution";
import type { DistributionConfig } from "./distribution-schema";

/** Public keys in PEM format by their ids, by the id of their key group. */
export type KeyGroups = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The names that are answered, or `undefined` where none are configured. */
export function compileAliases({ Aliases }: DistributionConfig): Aliases | undefined {
  const items = (Aliases?.Items ?? []).map((name) => name.toLowerCase());
  if (items.length === 0) {
    return undefined;
  }
  const [wildcards, names] = [true, false].map((isWildcard) =>
    items.filter((name) => name.startsWith("*") === isWildcard),
  );
  return {
    names: new Set(names),
    endings: (wildcards ?? []).map((wildcard) => wildcard.slice(1)),
  };
}

/** Which countries are or aren't served; `undefined`: all are. */
export function compileGeoRestriction({
  Restrictions,
}: DistributionConfig): GeoRestriction | undefined {
  const { RestrictionType = "none", Items = [] } = Restrictions?.GeoRestriction ?? {};
  return RestrictionType === "none"
    ? undefined
    : { kind: RestrictionType, countries: new Set(Items) };
}

/** The keys that a behavior's viewers may be let in with; `undefined`: everybody is. */
export function compileTrustedKeys(
  { TrustedKeyGroups }: DefaultCacheBehavior,
  keyGroups: KeyGroups,
): ReadonlyMap<string, TrustedKey> | undefined {
  if (TrustedKeyGroups?.Enabled !== true) {
    return undefined;
  }
  const keys = (TrustedKeyGroups.Items ?? []).flatMap((id) => Object.entries(keyGroups[id] ?? {}));
  return new Map(keys.map(([id, pem]) => [id, new TrustedKey(pem)]));
}
