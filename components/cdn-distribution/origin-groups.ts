import type { SettledFields } from "../shared/fields";
import { group, list, record, text, withDefault } from "../shared/fields";
import { RESOURCE_NAME } from "../shared/names";
import type { Subject } from "../shared/rules";
import { eachNamed, rulesOn } from "../shared/rules";
import { ORIGIN_ID } from "./behaviors";
import { oneOfNumbers } from "../shared/numbers";
import type { CdnEdgeSettings } from "./settings";
import { sortEntries } from "./sort-entries";

/**
 * Two origins, of which the second is asked when the first fails. Behaviors that use a group take
 * GET, HEAD and OPTIONS alone.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html
 */
export interface OriginGroupArgs {
  /** Id of the origin that is asked first: one of `additionalOrigins`, or `origin` for the application. */
  primaryOriginId: string;
  /** Id of the origin that is asked when the first fails: likewise, but another one. */
  secondaryOriginId: string;
  /**
   * The first origin's statuses that count as failures, out of 400, 403, 404, 416, 429, 500, 502, 503
   * and 504. No answer counts as 503 or 504. Defaults to 500, 502, 503 and 504.
   */
  statusCodes?: number[];
}

const FAILOVER_STATUS_CODES = [400, 403, 404, 416, 429, 500, 502, 503, 504];

const ORIGIN_GROUP = group<OriginGroupArgs>()({
  primaryOriginId: text(),
  secondaryOriginId: text(),
  statusCodes: withDefault(
    list(oneOfNumbers(FAILOVER_STATUS_CODES), {
      min: 1,
      max: FAILOVER_STATUS_CODES.length,
      remedy: "Name each status that counts as a failure once.",
    }),
    [500, 502, 503, 504],
  ),
});

export const ORIGIN_GROUPS = record(ORIGIN_GROUP, RESOURCE_NAME);

const rule = rulesOn<CdnEdgeSettings>();

export const ORIGIN_GROUP_RULES = [
  rule({
    id: "unknown-group-member",
    source:
      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html",
    of: ({ originGroups }) => listMembers(originGroups),
    holds: (id, { additionalOrigins }) => id === ORIGIN_ID || Object.hasOwn(additionalOrigins, id),
    must: "must be the id of an origin",
    remedy: (_, { additionalOrigins }) =>
      `Known are ${[ORIGIN_ID, ...Object.keys(additionalOrigins)].join(", ")}.`,
  }),
  rule({
    id: "same-group-members",
    source:
      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html",
    of: ({ originGroups }) =>
      eachNamed("originGroups", originGroups).map(({ path, value }) => ({
        path: `${path}.secondaryOriginId`,
        value,
        shown: value.secondaryOriginId,
      })),
    holds: ({ primaryOriginId, secondaryOriginId }) => primaryOriginId !== secondaryOriginId,
    must: "must differ from primaryOriginId",
    remedy: "Name the origin that stands in for the first one.",
  }),
];

/** The ids of the origins in the groups. */
export function listMembers(groups: CdnEdgeSettings["originGroups"]): Subject<string>[] {
  return Object.entries(groups).flatMap(([id, { primaryOriginId, secondaryOriginId }]) =>
    Object.entries({ primaryOriginId, secondaryOriginId }).map(([key, value]) => ({
      path: `originGroups.${id}.${key}`,
      value,
    })),
  );
}

/** The origin groups as `aws.cloudfront.Distribution` takes them; undefined without any. */
export function describeOriginGroups(
  groups: Record<string, SettledFields<typeof ORIGIN_GROUP.fields>>,
) {
  const entries = sortEntries(groups);
  return entries.length === 0
    ? undefined
    : entries.map(([originId, { primaryOriginId, secondaryOriginId, statusCodes }]) => ({
        originId,
        members: [{ originId: primaryOriginId }, { originId: secondaryOriginId }],
        failoverCriteria: { statusCodes: [...new Set(statusCodes)].sort((a, b) => a - b) },
      }));
}
