import type { TtlRule } from "../cache/ttl";

/** For how long a response is fresh, and by which rule. */
interface Kept {
  readonly rule: TtlRule;
  readonly ttlSeconds: number;
}

/** What decided, as the subject of a sentence. */
export function describeRule(rule: TtlRule): string {
  switch (rule) {
    case "MinTTL":
    case "DefaultTTL":
    case "MaxTTL":
      return `the cache policy's ${rule}`;
    case "ErrorCachingMinTTL":
      return "the distribution's ErrorCachingMinTTL";
    default:
      return `the origin's ${rule}`;
  }
}

/** Whether and for how long others get a response, and by which rule: a sentence. */
export function describeKeeping({ rule, ttlSeconds }: Kept): string {
  if (ttlSeconds > 0) {
    return `Fresh for ${formatSeconds(ttlSeconds)}: ${describeRule(rule)} decides.`;
  }
  switch (rule) {
    case "status":
      return "Not kept: CloudFront keeps no response with this status.";
    case "caching disabled":
      return "Not kept: the cache policy disables caching.";
    case "no-store":
    case "private":
      return `Not kept: ${describeRule(rule)} decides.`;
    default:
      return `Stale at once, so the origin is asked each time: ${describeRule(rule)} decides.`;
  }
}

/** Seconds as far as anyone wants to know them: `46 s`, `0.2 s`, `3 h`, `1 d 12 h`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 120) {
    return `${Math.round(seconds * 10) / 10} s`;
  }
  const units: [name: string, seconds: number][] = [
    ["d", 86_400],
    ["h", 3600],
    ["min", 60],
    ["s", 1],
  ];
  let rest = Math.round(seconds);
  const parts = units.flatMap(([name, unitSeconds]) => {
    const count = Math.floor(rest / unitSeconds);
    rest -= count * unitSeconds;
    return count === 0 ? [] : [`${count} ${name}`];
  });
  return parts.slice(0, 2).join(" ");
}
