import { z } from "zod";
import type { OriginTarget } from "../configuration/compiled-distribution";
import { describeIssues, formatProblem } from "../configuration/problems";
import { headerValue, withoutEffect } from "../configuration/schema-parts";

const seconds = z.int().min(1).max(180);

const originChangesSchema = z.strictObject({
  domainName: z
    .string()
    .regex(/^[\w.-]{1,253}$/, { error: "must be a domain name" })
    .optional(),
  originPath: z
    .string()
    .regex(/^(\/[!-~]*[^/])?$/, { error: "must begin with / and not end with it" })
    .optional(),
  customHeaders: z.record(z.string().min(1), headerValue).optional(),
  connectionAttempts: z.int().min(1).max(3).optional(),
  timeouts: z
    .strictObject({
      connectionTimeout: z.int().min(1).max(10).optional(),
      readTimeout: seconds.optional(),
      keepAliveTimeout: seconds.optional(),
    })
    .optional(),
  customOriginConfig: z
    .strictObject({
      port: z.int().min(1).max(65_535),
      protocol: z.enum(["http", "https"]),
      sslProtocols: withoutEffect,
      ipAddressType: withoutEffect,
    })
    .optional(),
  originShield: withoutEffect,
  sni: withoutEffect,
  allowedCertificateNames: withoutEffect,
});

/** What a function changes about an origin: the parameters of `cf.updateRequestOrigin`. */
export type OriginChanges = z.infer<typeof originChangesSchema>;

/** The origin that a function chose for its request (CF-FN-32). */
export interface OriginChoice {
  /** `undefined`: the behavior's own. */
  readonly originId: string | undefined;
  readonly changes: OriginChanges;
}

/**
 * Reads what a function gave to `cf.updateRequestOrigin` or `cf.selectRequestOriginById`.
 *
 * @param originId empty: the behavior's own origin
 * @throws what the function is to see where that isn't simulated or isn't right
 */
export function readOriginChoice(
  originId: string,
  changesJson: string,
  origins: readonly OriginTarget[],
): OriginChoice {
  const input: unknown = JSON.parse(changesJson);
  const parsed = originChangesSchema.safeParse(input);
  if (!parsed.success) {
    throw new Error(
      describeIssues("origin", input, parsed.error.issues).map(formatProblem).join(" "),
    );
  }
  if (originId !== "" && !origins.some(({ id }) => id === originId)) {
    throw new Error(`The distribution has no origin "${originId}".`);
  }
  return { originId: originId === "" ? undefined : originId, changes: parsed.data };
}

/**
 * The origin that is asked instead of the behavior's own. What isn't changed stays; a domain name
 * of the distribution's is where that origin really is.
 */
export function applyOriginChoice(
  { originId, changes }: OriginChoice,
  own: OriginTarget,
  origins: readonly OriginTarget[],
): OriginTarget {
  const base = origins.find(({ id }) => id === originId) ?? own;
  const { connectionTimeout, readTimeout, keepAliveTimeout } = changes.timeouts ?? {};
  const toMs = (value: number | undefined, otherwiseMs: number) =>
    value === undefined ? otherwiseMs : value * 1000;
  const times = {
    connectionTimeoutMs: toMs(connectionTimeout, base.connectionTimeoutMs),
    readTimeoutMs: toMs(readTimeout, base.readTimeoutMs),
    keepAliveTimeoutMs: toMs(keepAliveTimeout, base.keepAliveTimeoutMs),
  };
  return {
    ...base,
    ...times,
    // Connections are kept by id: those with other time-outs are others.
    id: changes.timeouts === undefined ? base.id : `${base.id} ${Object.values(times).join("/")}`,
    baseUrls: locate(changes, base, origins),
    domainName: changes.domainName ?? base.domainName,
    originPath: changes.originPath ?? base.originPath,
    customHeaders:
      changes.customHeaders === undefined
        ? base.customHeaders
        : Object.entries(changes.customHeaders).map(
            ([name, value]) => [name.toLowerCase(), value] as const,
          ),
    connectionAttempts: changes.connectionAttempts ?? base.connectionAttempts,
  };
}

function locate(
  { domainName, customOriginConfig }: OriginChanges,
  base: OriginTarget,
  origins: readonly OriginTarget[],
): OriginTarget["baseUrls"] {
  const known = origins.find((origin) => origin.domainName === domainName);
  if (known !== undefined || (domainName === undefined && customOriginConfig === undefined)) {
    return (known ?? base).baseUrls;
  }
  const move = (url: string): string => {
    const target = new URL(url);
    target.hostname = domainName ?? base.domainName;
    target.protocol = customOriginConfig?.protocol ?? target.protocol;
    target.port = String(customOriginConfig?.port ?? target.port);
    return target.origin;
  };
  return { http: move(base.domainUrls.http), https: move(base.domainUrls.https) };
}
