import type * as pulumi from "@pulumi/pulumi";
import {
  group,
  input,
  list,
  oneOf,
  optional,
  record,
  text,
  wholeNumber,
  withDefault,
} from "../shared/fields";
import { joinSet } from "../shared/inputs";
import { RESOURCE_NAME } from "../shared/names";
import { at, rulesOn } from "../shared/rules";
import type { ListenerRuleArgs } from "./listener-rules";
import { buildListenerRuleOptions, LISTENER_RULE, LISTENER_RULE_RULES } from "./listener-rules";
import type { ListenerArgs } from "./listeners";
import { buildListenerOptions, LISTENER, LISTENER_RULES } from "./listeners";
import {
  findLoadBalancerKind,
  LoadBalancerKind,
  LoadBalancerType,
  ruleOnKinds,
} from "./load-balancer-kind";
import { SECURITY_GROUP_ID } from "./network";
import type { EnvironmentReferences, OptionSetting } from "./option-setting";
import { optionsIn } from "./option-setting";
import type { BeanstalkAppSettings } from "./settings";

/** Who reaches the load balancer. */
export enum LoadBalancerScheme {
  /** The internet. */
  Public = "public",
  /** The VPC alone. CloudFront does not reach it from outside. */
  Internal = "internal",
}

/** Over which protocols the load balancer is reached. */
export enum LoadBalancerIpAddressType {
  /** IPv4. */
  Ipv4 = "ipv4",
  /** IPv4 and IPv6. The VPC and all its subnets need IPv6 addresses. */
  Dualstack = "dualstack",
}

/**
 * The load balancer's access logs.
 *
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
export interface LoadBalancerAccessLogsArgs {
  /**
   * Name of an S3 bucket in the environment's region, whose policy lets Elastic Load Balancing write
   * to it. S3 bills what is stored.
   */
  bucketName: pulumi.Input<string>;
  /**
   * The logs' folder in the bucket, without a slash at either end. Defaults to none: they are in the
   * folder `AWSLogs`.
   */
  prefix?: string;
}

/**
 * The load balancer in front of the instances. AWS bills it by the hour and by its load. Single
 * instances have none. Beanstalk can change neither its type, nor whether it is shared, in place.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elbv2
 */
export interface LoadBalancerArgs {
  /** Its type; classic ones are not offered. Defaults to Application. */
  type?: LoadBalancerType;
  /** Who reaches it. Internal needs `network`. Not for a shared one. Defaults to Public. */
  scheme?: LoadBalancerScheme;
  /**
   * ARN of an Application Load Balancer that several environments share, and that is managed
   * elsewhere: in the environment's region and VPC, and made by no environment. Its listeners send on
   * what has the environment's CNAME in the Host header. Defaults to one of the environment's own.
   */
  sharedLoadBalancerArn?: pulumi.Input<string>;
  /**
   * Ids of existing security groups for an Application Load Balancer, at least one. They take the
   * place of the one made for it, and say who is let in; the instances admit the first one. Where
   * only CloudFront is let in, they come on top of the group for that, and their rules let in others
   * besides. Defaults to none: a group that admits everybody on each listener's port.
   */
  securityGroupIds?: pulumi.Input<string>[];
  /**
   * Seconds after which an Application Load Balancer closes an idle connection, from 1 to 3600. Keep
   * it above the time that CloudFront waits for a response. Not for a shared one. Defaults to Elastic
   * Load Balancing's 60.
   */
  idleTimeoutSeconds?: number;
  /**
   * Over which protocols it is reached. CloudFront uses IPv4 unless its origin says otherwise, and
   * where only CloudFront is let in, it is over IPv4: the list of its IPv6 addresses,
   * `com.amazonaws.global.ipv6.cloudfront.origin-facing`, does not fit into the same security group.
   * Not for a shared one. Defaults to Ipv4.
   */
  ipAddressType?: LoadBalancerIpAddressType;
  /** Access logs of an Application Load Balancer. Not for a shared one. Defaults to none. */
  accessLogs?: LoadBalancerAccessLogsArgs;
  /**
   * All its listeners, at least one: on port 80 there is none unless it is listed. With a shared load
   * balancer, those of its listeners whose rules are to differ. Defaults to one on port 80.
   */
  listeners?: ListenerArgs[];
  /**
   * Rules for the listeners of an Application Load Balancer, by name: 1 to 32 letters, digits and
   * hyphens. Each must be among the `rules` of a listener. Defaults to none.
   */
  listenerRules?: Record<string, ListenerRuleArgs>;
}

const SHARED_LOAD_BALANCER_ARN = [
  {
    matches: /^arn:[\w-]+:elasticloadbalancing:[\w-]+:\d{12}:loadbalancer\/app\/[^/]+\/[^/]+$/,
    must: "must be the ARN of an Application Load Balancer",
    remedy: "Copy it whole, from arn: to the id behind the last slash.",
  },
  {
    matches: (arn: string) => !arn.includes(":loadbalancer/app/awseb-"),
    must: "must not be that of a load balancer which Beanstalk made for another environment",
    remedy: "Create a load balancer to share.",
  },
];

const ACCESS_LOGS = group<LoadBalancerAccessLogsArgs>()({
  bucketName: input(text()),
  prefix: optional(
    text({
      matches: /^(?!\/)(?!.*AWSLogs).*[^/]$/,
      must: "must be a folder without a slash at either end, and without AWSLogs in it",
      remedy: 'Use a name such as "logs/web".',
    }),
  ),
});

export const LOAD_BALANCER = group<LoadBalancerArgs>()({
  type: withDefault(
    oneOf(LoadBalancerType, "Use a member of the enum; classic load balancers are not offered."),
    LoadBalancerType.Application,
  ),
  scheme: optional(oneOf(LoadBalancerScheme)),
  sharedLoadBalancerArn: optional(input(text(...SHARED_LOAD_BALANCER_ARN))),
  securityGroupIds: optional(
    list(input(text(SECURITY_GROUP_ID)), { min: 1, remedy: "Name the groups, or leave it out." }),
  ),
  idleTimeoutSeconds: optional(wholeNumber("seconds", 1, 3600)),
  ipAddressType: optional(oneOf(LoadBalancerIpAddressType)),
  accessLogs: optional(ACCESS_LOGS),
  listeners: optional(
    list(LISTENER, { min: 1, remedy: "List the ports, or leave it out for port 80." }),
  ),
  listenerRules: optional(record(LISTENER_RULE, RESOURCE_NAME)),
});

const { None, Shared, Network } = LoadBalancerKind;

/** What Elastic Load Balancing takes for the idle time-out, unless it is set. */
const DEFAULT_IDLE_TIMEOUT_SECONDS = 60;

/** Seconds after which the load balancer closes an idle connection. */
export function findIdleTimeoutSeconds({ loadBalancer }: BeanstalkAppSettings): number {
  return loadBalancer.idleTimeoutSeconds ?? DEFAULT_IDLE_TIMEOUT_SECONDS;
}

const rule = rulesOn<BeanstalkAppSettings>();

export const LOAD_BALANCER_RULES = [
  ruleOnKinds({
    id: "load-balancer-arguments",
    source:
      "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elbv2",
    groups: ({ loadBalancer }) => {
      const type =
        loadBalancer.type === LoadBalancerType.Application ? undefined : loadBalancer.type;
      return [{ path: "loadBalancer", value: { ...loadBalancer, type } }];
    },
    lacking: {
      type: [None],
      scheme: [None, Shared],
      sharedLoadBalancerArn: [None, Network],
      securityGroupIds: [None, Network],
      idleTimeoutSeconds: [None, Shared, Network],
      ipAddressType: [None, Shared],
      accessLogs: [None, Shared, Network],
      listeners: [None],
      listenerRules: [None, Network],
    },
  }),
  rule({
    id: "internal-without-network",
    source:
      "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-ec2vpc",
    of: ({ loadBalancer }) => at("loadBalancer.scheme", loadBalancer.scheme),
    holds: (scheme, { network }) => network !== undefined || scheme !== LoadBalancerScheme.Internal,
    must: "must not be internal without network",
    remedy: "Give the VPC and its subnets in network.",
  }),
  ...LISTENER_RULES,
  ...LISTENER_RULE_RULES,
];

export function buildLoadBalancerOptions(
  settings: BeanstalkAppSettings,
  references: EnvironmentReferences,
): OptionSetting[] {
  const kind = findLoadBalancerKind(settings);
  if (kind === LoadBalancerKind.None) {
    return [];
  }
  const { loadBalancer } = settings;
  return [
    ...optionsIn("aws:elasticbeanstalk:environment", {
      LoadBalancerType: loadBalancer.type,
      LoadBalancerIsShared: kind === LoadBalancerKind.Shared ? true : undefined,
    }),
    ...(kind === LoadBalancerKind.Shared ? [] : describeSubnets(settings)),
    ...optionsIn("aws:elbv2:loadbalancer", {
      SharedLoadBalancer: loadBalancer.sharedLoadBalancerArn,
      IdleTimeout: loadBalancer.idleTimeoutSeconds,
      IpAddressType: loadBalancer.ipAddressType,
      AccessLogsS3Enabled: loadBalancer.accessLogs === undefined ? undefined : true,
      AccessLogsS3Bucket: loadBalancer.accessLogs?.bucketName,
      AccessLogsS3Prefix: loadBalancer.accessLogs?.prefix,
    }),
    ...describeSecurityGroups(settings, references),
    ...buildListenerOptions(settings),
    ...buildListenerRuleOptions(settings),
  ];
}

function describeSubnets({ loadBalancer, network }: BeanstalkAppSettings): OptionSetting[] {
  const subnetIds = network?.loadBalancerSubnetIds;
  return subnetIds === undefined
    ? []
    : optionsIn("aws:ec2:vpc", {
        ELBSubnets: joinSet(subnetIds),
        ELBScheme: loadBalancer.scheme ?? LoadBalancerScheme.Public,
      });
}

function describeSecurityGroups(
  settings: BeanstalkAppSettings,
  { loadBalancerSecurityGroupId }: EnvironmentReferences,
): OptionSetting[] {
  const own = loadBalancerSecurityGroupId === undefined ? [] : [loadBalancerSecurityGroupId];
  const groupIds = [...own, ...(settings.loadBalancer.securityGroupIds ?? [])];
  const isShared = findLoadBalancerKind(settings) === LoadBalancerKind.Shared;
  return optionsIn("aws:elbv2:loadbalancer", {
    SecurityGroups: joinSet(groupIds),
    // Without it Beanstalk adds a group of its own that admits everybody.
    ManagedSecurityGroup: isShared ? undefined : groupIds[0],
  });
}
