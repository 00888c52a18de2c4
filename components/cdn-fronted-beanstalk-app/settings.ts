import { BEANSTALK_APP_RULES, BEANSTALK_ORIGIN } from "../beanstalk-app/settings";
import { BEANSTALK_ORIGIN_HINTS } from "../beanstalk-app/hints";
import { LET_ALL_IN } from "../beanstalk-app/ingress";
import type { BeanstalkAppSettings } from "../beanstalk-app/settings";
import { CDN_EDGE_HINTS } from "../cdn-distribution/hints";
import { CDN_EDGE, CDN_EDGE_RULES } from "../cdn-distribution/settings";
import type { Definition } from "../shared/arguments";
import type { SettledFields } from "../shared/fields";
import { group, oneOf, optional, wholeNumber, withDefault } from "../shared/fields";
import { NAME } from "../shared/names";
import type { Rule } from "../shared/rules";
import type { CdnFrontedBeanstalkAppArgs } from "./args";
import { CONNECTION_RULES } from "./connection";
import { INVALIDATION, INVALIDATION_RULES } from "./invalidation";
import { ORIGIN_DOMAIN, ORIGIN_DOMAIN_RULES } from "./origin-domain";
import { OriginProtection, pickOriginSettings } from "./origin-protection";
import { ORIGIN_SECRET_RULES } from "./origin-secret";

const CDN_FRONTED_BEANSTALK_APP_ARGS = group<CdnFrontedBeanstalkAppArgs>()(
  {
    ...BEANSTALK_ORIGIN.fields,
    ...CDN_EDGE.fields,
    originProtection: withDefault(oneOf(OriginProtection), OriginProtection.PrefixListAndSecret),
    originDomain: optional(ORIGIN_DOMAIN),
    originSecretGeneration: withDefault(wholeNumber("rotations", 1, 1_000_000), 1),
    invalidation: withDefault(INVALIDATION, {}),
  },
  { ...BEANSTALK_ORIGIN_HINTS, ...CDN_EDGE_HINTS },
);

/** `CdnFrontedBeanstalkAppArgs` with every default in place: both halves', and what joins them. */
export type CdnFrontedBeanstalkAppSettings = SettledFields<
  typeof CDN_FRONTED_BEANSTALK_APP_ARGS.fields
>;

export const CDN_FRONTED_BEANSTALK_APP: Definition<
  CdnFrontedBeanstalkAppArgs,
  CdnFrontedBeanstalkAppSettings
> = {
  component: "CdnFrontedBeanstalkApp",
  name: NAME,
  args: CDN_FRONTED_BEANSTALK_APP_ARGS,
  rules: [
    ...BEANSTALK_APP_RULES.map(ruleOnOrigin).filter(isError),
    ...CDN_EDGE_RULES.filter(isError),
    ...CONNECTION_RULES,
    ...ORIGIN_DOMAIN_RULES,
    ...ORIGIN_SECRET_RULES,
    ...INVALIDATION_RULES,
  ],
};

/** What the origin half calls otherwise, since it knows nothing of the edge. */
const OTHER_WORDS: [ofOrigin: string, ofApp: string][] = [
  [LET_ALL_IN, "set originProtection to Secret or None"],
  ["cloudFrontPort", "origin.protocolPolicy or origin.httpPort"],
];

function ruleOnOrigin(rule: Rule<BeanstalkAppSettings>): Rule<CdnFrontedBeanstalkAppSettings> {
  const translate = (remedy: string) =>
    OTHER_WORDS.reduce((text, [ofOrigin, ofApp]) => text.replace(ofOrigin, ofApp), remedy);
  return {
    ...rule,
    find: (settings) =>
      rule
        .find(pickOriginSettings(settings))
        .map((problem) => ({ ...problem, remedy: translate(problem.remedy) })),
  };
}

/** The halves, which read their arguments too, give their warnings themselves. */
function isError<Settings>({ isWarning }: Rule<Settings>): boolean {
  return !isWarning;
}
