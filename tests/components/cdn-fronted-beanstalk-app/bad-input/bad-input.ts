import { BEANSTALK_APP_RULES } from "../../../../components/beanstalk-app/settings";
import { CDN_EDGE_RULES } from "../../../../components/cdn-distribution/settings";
import type { BehaviorArgs, CdnFrontedBeanstalkAppArgs } from "../../../../components";
import { EnvironmentType, OriginProtection } from "../../../../components";
import { pickOriginSettings } from "../../../../components/cdn-fronted-beanstalk-app/origin-protection";
import { CDN_FRONTED_BEANSTALK_APP } from "../../../../components/cdn-fronted-beanstalk-app/settings";
import type { ArgumentRow } from "../../../support/component-arguments";
import { ComponentArguments } from "../../../support/component-arguments";

/** What is wrong, the change that makes it so, and everything that is said of it. */
export type BadInput = ArgumentRow<CdnFrontedBeanstalkAppArgs>;

/** Likewise, from a caller whom no compiler stops. */
export type UntypedBadInput = [what: string, change: Record<string, unknown>, expected: string[]];

/** All rules: the component's own, and those by which the halves only warn, of the same arguments. */
export const ALL_RULES = [
  ...CDN_FRONTED_BEANSTALK_APP.rules,
  ...BEANSTALK_APP_RULES.filter(({ isWarning }) => isWarning).map((rule) => ({
    ...rule,
    find: (settings: Parameters<typeof pickOriginSettings>[0]) =>
      rule.find(pickOriginSettings(settings)),
  })),
  ...CDN_EDGE_RULES.filter(({ isWarning }) => isWarning),
];

/** Arguments in which nothing is wrong until a row changes them. */
export const badInputs = new ComponentArguments(
  { ...CDN_FRONTED_BEANSTALK_APP, rules: ALL_RULES },
  {
    source: { versionLabel: "v1" },
    solutionStackName: "64bit Amazon Linux 2023 v4.7.2 running Python 3.13",
  },
);

/** Changes that rows have in common. */
export const SINGLE_INSTANCE = { environmentType: EnvironmentType.SingleInstance };
export const byDefault = (defaultBehavior: BehaviorArgs) => ({ caching: { defaultBehavior } });
export const OPEN = { originProtection: OriginProtection.None };
export const VPC = {
  vpcId: "vpc-1",
  instanceSubnetIds: ["subnet-1"],
  loadBalancerSubnetIds: ["subnet-2", "subnet-3"],
};
export const SHARED_LOAD_BALANCER_ARN =
  "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/shared/0123456789abcdef";
export const LISTENER_CERTIFICATE_ARN =
  "arn:aws:acm:eu-central-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef";
