import { flag, group, oneOf, optional, wholeNumber } from "../shared/fields";
import { at, rulesOn } from "../shared/rules";
import { isSingleInstance } from "./capacity";
import { LoadBalancerType } from "./load-balancer-kind";
import type { OptionSetting } from "./option-setting";
import { optionsIn } from "./option-setting";
import type { BeanstalkAppSettings } from "./settings";

/** How a new application version reaches the instances. */
export enum DeploymentPolicy {
  /** All instances at once: the fastest, with a short outage, and a longer one where it fails. */
  AllAtOnce = "AllAtOnce",
  /** Batch by batch, with fewer instances in service meanwhile. */
  Rolling = "Rolling",
  /** Batch by batch, with one batch of instances more meanwhile, which is charged. */
  RollingWithAdditionalBatch = "RollingWithAdditionalBatch",
  /**
   * To new instances, which take over once they are healthy. Twice the instances are charged
   * meanwhile, and CPU credits of the old ones are lost.
   */
  Immutable = "Immutable",
  /**
   * To new instances, which get a part of the requests for some time before they take over. Needs
   * an Application Load Balancer; otherwise like Immutable.
   */
  TrafficSplitting = "TrafficSplitting",
}

/**
 * The part of the requests that a new version gets before it takes over.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.rolling-version-deploy.html
 */
export interface TrafficSplittingArgs {
  /** Percentage of the requests that the new version gets, from 1 to 100. Defaults to 10. */
  newVersionPercent?: number;
  /**
   * Minutes for which the new version must stay healthy with its part, from 3 to 600, below
   * `waitForReadyMinutes`. Defaults to 5.
   */
  evaluationMinutes?: number;
}

/**
 * How a new application version reaches the instances.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.rolling-version-deploy.html
 */
export interface DeploymentsArgs {
  /**
   * The order in which instances get the version. A single instance takes AllAtOnce and Immutable.
   * Defaults to AllAtOnce.
   */
  policy?: DeploymentPolicy;
  /**
   * Size of a batch in percent of the instances, from 1 to 100. For the two rolling policies, and in
   * place of `batchInstances`. Defaults to 100.
   */
  batchPercent?: number;
  /**
   * Size of a batch in instances, from 1 to `capacity.maxInstances`. For the two rolling policies,
   * and in place of `batchPercent`. Defaults to none.
   */
  batchInstances?: number;
  /** Whether a deployment goes on when instances don't become healthy. Defaults to false. */
  ignoreHealthCheck?: boolean;
  /**
   * Seconds that an instance may take for the commands of a deployment, from 1 to 3600. Beanstalk
   * adds 240. Defaults to 600.
   */
  timeoutSeconds?: number;
  /** What the policy TrafficSplitting does. Defaults to 10 percent for 5 minutes. */
  trafficSplitting?: TrafficSplittingArgs;
}

export const DEPLOYMENTS = group<DeploymentsArgs>()({
  policy: optional(oneOf(DeploymentPolicy)),
  batchPercent: optional(wholeNumber("percent", 1, 100)),
  batchInstances: optional(wholeNumber("instances", 1, 10_000)),
  ignoreHealthCheck: optional(flag()),
  timeoutSeconds: optional(wholeNumber("seconds", 1, 3600)),
  trafficSplitting: optional(
    group<TrafficSplittingArgs>()({
      newVersionPercent: optional(wholeNumber("percent", 1, 100)),
      evaluationMinutes: optional(wholeNumber("minutes", 3, 600)),
    }),
  ),
});

const POLICIES =
  "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.rolling-version-deploy.html";
const POLICIES_BY_ENVIRONMENT =
  "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.deploy-existing-version.html";

const SINGLE_INSTANCE_POLICIES = [DeploymentPolicy.AllAtOnce, DeploymentPolicy.Immutable];
const ROLLING_POLICIES = [DeploymentPolicy.Rolling, DeploymentPolicy.RollingWithAdditionalBatch];

const rule = rulesOn<BeanstalkAppSettings>();

export const DEPLOYMENTS_RULES = [
  rule({
    id: "deployment-policy-of-single-instance",
    source: POLICIES_BY_ENVIRONMENT,
    of: (settings) =>
      isSingleInstance(settings) ? at("deployments.policy", settings.deployments.policy) : [],
    holds: (policy) => SINGLE_INSTANCE_POLICIES.includes(policy),
    must: "must be AllAtOnce or Immutable for a single instance",
    remedy: "Use Immutable to keep the old version in service until the new one is healthy.",
  }),
  rule({
    id: "traffic-splitting-load-balancer",
    source: POLICIES,
    of: (settings) =>
      isSingleInstance(settings) ? [] : at("deployments.policy", settings.deployments.policy),
    holds: (policy, { loadBalancer }) =>
      policy !== DeploymentPolicy.TrafficSplitting ||
      loadBalancer.type === LoadBalancerType.Application,
    must: "must not be TrafficSplitting without an Application Load Balancer, which splits the traffic",
    remedy: "Use Immutable, or set loadBalancer.type to Application.",
  }),
  rule({
    id: "traffic-splitting-without-policy",
    source: POLICIES,
    of: ({ deployments }) =>
      at("deployments.trafficSplitting", deployments.trafficSplitting).map(hideValue),
    holds: (_, { deployments }) => deployments.policy === DeploymentPolicy.TrafficSplitting,
    must: "must not be set without the policy TrafficSplitting",
    remedy: "Set deployments.policy to TrafficSplitting.",
  }),
  rule({
    id: "evaluation-within-wait",
    source: POLICIES,
    of: ({ deployments }) =>
      at(
        "deployments.trafficSplitting.evaluationMinutes",
        deployments.trafficSplitting?.evaluationMinutes,
      ),
    holds: (evaluationMinutes, { waitForReadyMinutes }) => evaluationMinutes < waitForReadyMinutes,
    must: (_, { waitForReadyMinutes }) =>
      `must be below waitForReadyMinutes (${waitForReadyMinutes}), or every deployment times out`,
    remedy: "Raise waitForReadyMinutes or shorten the evaluation.",
  }),
  rule({
    id: "batch-without-rolling",
    source: POLICIES,
    of: ({ deployments }) => [
      ...at("deployments.batchPercent", deployments.batchPercent),
      ...at("deployments.batchInstances", deployments.batchInstances),
    ],
    holds: (_, { deployments: { policy } }) =>
      policy !== undefined && ROLLING_POLICIES.includes(policy),
    must: "must not be set without the policy Rolling or RollingWithAdditionalBatch",
    remedy: "Set deployments.policy to one of them, or leave it out.",
  }),
  rule({
    id: "one-batch-size",
    source: POLICIES,
    of: ({ deployments }) => at("deployments.batchInstances", deployments.batchInstances),
    holds: (_, { deployments }) => deployments.batchPercent === undefined,
    must: "must not be set together with batchPercent",
    remedy: "Keep one of the two.",
  }),
  rule({
    id: "batch-within-group",
    source: POLICIES,
    of: ({ deployments }) => at("deployments.batchInstances", deployments.batchInstances),
    holds: (batchInstances, { capacity }) => batchInstances <= capacity.maxInstances,
    must: (_, { capacity }) => `must be at most capacity.maxInstances (${capacity.maxInstances})`,
    remedy: "Use a smaller batch or a batchPercent.",
  }),
];

function hideValue<Value>(subject: { path: string; value: Value }) {
  return { ...subject, shown: undefined };
}

export function buildDeploymentOptions({ deployments }: BeanstalkAppSettings): OptionSetting[] {
  const { batchInstances, batchPercent, trafficSplitting } = deployments;
  const batchSize = batchInstances ?? batchPercent;
  return [
    ...optionsIn("aws:elasticbeanstalk:command", {
      DeploymentPolicy: deployments.policy,
      BatchSizeType: batchSize === undefined ? undefined : batchInstances ? "Fixed" : "Percentage",
      BatchSize: batchSize,
      IgnoreHealthCheck: deployments.ignoreHealthCheck,
      Timeout: deployments.timeoutSeconds,
    }),
    ...optionsIn("aws:elasticbeanstalk:trafficsplitting", {
      NewVersionPercent: trafficSplitting?.newVersionPercent,
      EvaluationTime: trafficSplitting?.evaluationMinutes,
    }),
  ];
}
