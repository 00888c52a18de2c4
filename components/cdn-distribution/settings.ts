import type { Definition } from "../shared/arguments";
import type { SettledFields } from "../shared/fields";
import { flag, group, input, oneOf, optional, record, text, withDefault } from "../shared/fields";
import { DOMAIN_NAME, LOGICAL_NAME, RESOURCE_NAME, TAGS } from "../shared/names";
import type { Rule } from "../shared/rules";
import { ADDITIONAL_ORIGIN_RULES, ADDITIONAL_ORIGINS } from "./additional-origins";
import type { CdnDistributionArgs, CdnEdgeArgs } from "./args";
import { CACHING, CACHING_RULES } from "./caching";
import { DISTRIBUTION, PriceClass, WEB_ACL_ARN } from "./distribution";
import { DOMAIN } from "./domain";
import { DOMAIN_RULES } from "./domain-rules";
import { ERROR_PAGE_RULES, ERROR_PAGES } from "./error-pages";
import { FUNCTION, FUNCTION_RULES } from "./functions";
import { GEO_RESTRICTION, GEO_RESTRICTION_RULES } from "./geo-restriction";
import { CDN_EDGE_HINTS } from "./hints";
import { ORIGIN_CONNECTION, ORIGIN_HEADERS, ORIGIN_RULES } from "./origin";
import { ORIGIN_GROUP_RULES, ORIGIN_GROUPS } from "./origin-groups";
import { STANDARD_LOGGING } from "./standard-logging";
import { TARGET_ORIGIN_RULES } from "./target-origins";

/** Every argument of an edge: type, range and default. Those of a group stand in its own file. */
export const CDN_EDGE = group<CdnEdgeArgs>()({
  caching: withDefault(CACHING, {}),
  functions: withDefault(record(FUNCTION, RESOURCE_NAME), {}),
  origin: withDefault(ORIGIN_CONNECTION, {}),
  additionalOrigins: withDefault(ADDITIONAL_ORIGINS, {}),
  originGroups: withDefault(ORIGIN_GROUPS, {}),
  domain: optional(DOMAIN),
  distribution: withDefault(DISTRIBUTION, {}),
  errorPages: withDefault(ERROR_PAGES, []),
  geoRestriction: optional(GEO_RESTRICTION),
  webAclArn: optional(input(text(WEB_ACL_ARN))),
  standardLogging: optional(STANDARD_LOGGING),
  priceClass: withDefault(oneOf(PriceClass), PriceClass.PriceClassAll),
  waitForDeployment: withDefault(flag(), true),
  tags: optional(TAGS),
});

const CDN_DISTRIBUTION_ARGS = group<CdnDistributionArgs>()(
  {
    ...CDN_EDGE.fields,
    originDomainName: input(text(...DOMAIN_NAME)),
    originHeaders: withDefault(ORIGIN_HEADERS, {}),
  },
  CDN_EDGE_HINTS,
);

/** `CdnEdgeArgs` with every default in place. */
export type CdnEdgeSettings = SettledFields<typeof CDN_EDGE.fields>;

/** `CdnDistributionArgs` with every default in place. */
export type CdnDistributionSettings = SettledFields<typeof CDN_DISTRIBUTION_ARGS.fields>;

/** What must hold between arguments; each one's own type and range stand with its field. */
export const CDN_EDGE_RULES: Rule<CdnEdgeSettings>[] = [
  ...CACHING_RULES,
  ...FUNCTION_RULES,
  ...ORIGIN_RULES,
  ...ADDITIONAL_ORIGIN_RULES,
  ...ORIGIN_GROUP_RULES,
  ...TARGET_ORIGIN_RULES,
  ...DOMAIN_RULES,
  ...ERROR_PAGE_RULES,
  ...GEO_RESTRICTION_RULES,
];

export const CDN_DISTRIBUTION: Definition<CdnDistributionArgs, CdnDistributionSettings> = {
  component: "CdnDistribution",
  name: LOGICAL_NAME,
  args: CDN_DISTRIBUTION_ARGS,
  rules: CDN_EDGE_RULES,
};
