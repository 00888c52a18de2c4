import type { Rule, Subject } from "../shared/rules";
import { rulesOn } from "../shared/rules";
import { isSingleInstance } from "./capacity";
import type { BeanstalkAppSettings } from "./settings";

/**
 * The type of load balancer. Beanstalk can't change it in place.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.managing.elb.html
 */
export enum LoadBalancerType {
  /** An Application Load Balancer, for HTTP and HTTPS. */
  Application = "application",
  /** A Network Load Balancer, for TCP and TLS; in Beanstalk it has no security groups. */
  Network = "network",
}

/** What stands in front of the instances: it decides which arguments and options mean anything. */
export enum LoadBalancerKind {
  /** Nothing: a single instance. */
  None = "None",
  /** An Application Load Balancer of the environment's own. */
  Application = "Application",
  /** An Application Load Balancer that is managed elsewhere. */
  Shared = "Shared",
  /** A Network Load Balancer of the environment's own. */
  Network = "Network",
}

export function findLoadBalancerKind(settings: BeanstalkAppSettings): LoadBalancerKind {
  const { loadBalancer } = settings;
  if (isSingleInstance(settings)) {
    return LoadBalancerKind.None;
  }
  if (loadBalancer.type === LoadBalancerType.Network) {
    return LoadBalancerKind.Network;
  }
  return loadBalancer.sharedLoadBalancerArn === undefined
    ? LoadBalancerKind.Application
    : LoadBalancerKind.Shared;
}

/** The kinds that lack arguments which the environment's own Application Load Balancer has. */
type LackingKind = Exclude<LoadBalancerKind, LoadBalancerKind.Application>;

const LACKS: Record<LackingKind, { must: string; remedy: string }> = {
  [LoadBalancerKind.None]: {
    must: "must not be set for a single instance, which has no load balancer",
    remedy: "Remove it, or set capacity.environmentType to LoadBalanced.",
  },
  [LoadBalancerKind.Shared]: {
    must: "must not be set with a shared load balancer, which Beanstalk does not manage",
    remedy: "Remove it, and set it where that load balancer is created.",
  },
  [LoadBalancerKind.Network]: {
    must: "must not be set with a network load balancer, to which Beanstalk does not apply it",
    remedy: "Remove it, or set loadBalancer.type to Application.",
  },
};

/** Makes a rule: no argument is set that means nothing with the environment's kind. */
export function ruleOnKinds<Key extends string, Group extends { [K in Key]?: unknown }>(row: {
  id: string;
  source: string;
  /** The groups of arguments; what is undefined in them is not set. */
  groups: (settings: BeanstalkAppSettings) => Subject<Group>[];
  /** The arguments that some kinds lack, and these kinds. */
  lacking: Record<Key, LackingKind[]>;
}): Rule<BeanstalkAppSettings> {
  const keys = Object.keys(row.lacking) as Key[];
  return rulesOn<BeanstalkAppSettings>()({
    id: row.id,
    source: row.source,
    of: (settings) =>
      row.groups(settings).flatMap(({ path, value: group }) =>
        keys.flatMap((key) => {
          const kind = row.lacking[key].find((lacks) => lacks === findLoadBalancerKind(settings));
          const isSet = group[key] !== undefined;
          return isSet ? [{ path: `${path}.${key}`, value: kind, shown: undefined }] : [];
        }),
      ),
    holds: (kind) => kind === undefined,
    must: (kind) => LACKS[kind as LackingKind].must,
    remedy: (kind) => LACKS[kind as LackingKind].remedy,
  });
}
