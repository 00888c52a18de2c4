import { at, rulesOn } from "../shared/rules";
import { AllowedMethods, ORIGIN_ID } from "./behaviors";
import { listBehaviors } from "./list-behaviors";
import { listMembers } from "./origin-groups";
import type { CdnEdgeSettings } from "./settings";

const rule = rulesOn<CdnEdgeSettings>();

/** To which origins or origin groups behaviors send requests. */
export const TARGET_ORIGIN_RULES = [
  rule({
    id: "unknown-behavior-origin",
    source:
      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesTargetOriginId",
    of: ({ caching }) =>
      listBehaviors(caching).flatMap(({ path, behavior }) =>
        at(`${path}.originId`, behavior.originId),
      ),
    holds: (id, settings) => listTargetIds(settings).includes(id),
    must: "must be the id of an origin or of an origin group",
    remedy: (_, settings) => `Known are ${listTargetIds(settings).join(", ")}.`,
  }),
  rule({
    id: "origin-group-methods",
    source:
      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html",
    of: ({ caching }) =>
      listBehaviors(caching).map(({ path, behavior }) => ({
        path: `${path}.allowedMethods`,
        value: behavior,
        shown: behavior.allowedMethods,
      })),
    holds: ({ originId, allowedMethods }, { originGroups }) =>
      !Object.hasOwn(originGroups, originId) || allowedMethods !== AllowedMethods.All,
    must: ({ originId }) =>
      `must be GetHead or GetHeadOptions, since ${originId} is an origin group`,
    remedy: "Set one of the two, or let an origin take these requests.",
  }),
  rule({
    id: "unused-origin",
    source:
      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesTargetOriginId",
    isWarning: true,
    of: ({ additionalOrigins, originGroups }) =>
      Object.entries({ additionalOrigins, originGroups }).flatMap(([path, named]) =>
        Object.keys(named).map((id) => ({ path: `${path}.${id}`, value: id, shown: undefined })),
      ),
    holds: (id, { caching, originGroups }) =>
      listBehaviors(caching).some(({ behavior }) => behavior.originId === id) ||
      listMembers(originGroups).some(({ value }) => value === id),
    must: "should be the originId of a behavior, since nobody reaches it otherwise",
    remedy: "Give a behavior in caching its id, or remove it.",
  }),
];

function listTargetIds({ additionalOrigins, originGroups }: CdnEdgeSettings): string[] {
  return [ORIGIN_ID, ...Object.keys(additionalOrigins), ...Object.keys(originGroups)];
}
