import type * as pulumi from "@pulumi/pulumi";
import type { TextRule } from "../shared/fields";
import { flag, group, input, list, optional, text, withDefault } from "../shared/fields";
import { joinSet } from "../shared/inputs";
import { at, rulesOn } from "../shared/rules";
import { findLoadBalancerKind, LoadBalancerKind, ruleOnKinds } from "./load-balancer-kind";
import type { OptionSetting } from "./option-setting";
import { optionsIn } from "./option-setting";
import type { BeanstalkAppSettings } from "./settings";

/**
 * Where the environment's instances and its load balancer stand. Without it, Beanstalk uses the
 * region's default VPC. None of it can be changed without replacing the instances.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/vpc.html
 */
export interface NetworkArgs {
  /** Id of the VPC. */
  vpcId: pulumi.Input<string>;
  /**
   * Ids of the subnets for the instances, at least one. Instances must reach Beanstalk's own
   * services, or the environment times out with a vague message. In a public subnet they need a
   * public address (`associatePublicIpAddress`); in a private one, a NAT gateway, or VPC endpoints
   * for elasticbeanstalk, elasticbeanstalk-health, cloudformation, s3, logs and ssm. Both cost by the
   * hour.
   */
  instanceSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Ids of the subnets for the load balancer, in at least two availability zones; one is enough for a
   * Network Load Balancer. Required where the environment has a load balancer of its own, and an
   * error for a single instance and for a shared load balancer.
   */
  loadBalancerSubnetIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Whether each instance gets a public IPv4 address, which costs by the hour; see
   * `instanceSubnetIds`. Without meaning for a single instance, which has an Elastic IP address.
   * Defaults to false.
   */
  associatePublicIpAddress?: boolean;
}

const VPC_ID: TextRule = {
  matches: /^vpc-[0-9a-f]+$/,
  must: "must be the id of a VPC",
  remedy: 'Use an id such as "vpc-0123456789abcdef0".',
};

const SUBNET_ID: TextRule = {
  matches: /^subnet-[0-9a-f]+$/,
  must: "must be the id of a subnet",
  remedy: "Give each id as an entry of its own.",
};

/** An entry of a list of security groups. */
export const SECURITY_GROUP_ID: TextRule = {
  matches: /^sg-[0-9a-f]+$/,
  must: "must be the id of a security group",
  remedy: "Give each id as an entry of its own.",
};

export const NETWORK = group<NetworkArgs>()({
  vpcId: input(text(VPC_ID)),
  instanceSubnetIds: input(
    list(input(text(SUBNET_ID)), {
      min: 1,
      remedy: "Name the subnets of the instances, or leave out network.",
    }),
  ),
  loadBalancerSubnetIds: optional(input(list(input(text(SUBNET_ID))))),
  associatePublicIpAddress: withDefault(flag(), false),
});

/** In how many subnets, each in a zone of its own, the environment's own load balancer must stand. */
const FEWEST_SUBNETS: Partial<Record<LoadBalancerKind, { count: number; words: string }>> = {
  [LoadBalancerKind.Application]: { count: 2, words: "two subnets or more" },
  [LoadBalancerKind.Network]: { count: 1, words: "one subnet or more" },
};

const rule = rulesOn<BeanstalkAppSettings>();

export const NETWORK_RULES = [
  rule({
    id: "load-balancer-zones",
    source:
      "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html",
    of: (settings) => {
      const fewest = FEWEST_SUBNETS[findLoadBalancerKind(settings)];
      const { network } = settings;
      return network === undefined || fewest === undefined
        ? []
        : at("network.loadBalancerSubnetIds", network.loadBalancerSubnetIds ?? []).map(
            ({ path, value }) => {
              const count = new Set(value).size;
              return { path, value: { count, fewest }, shown: count };
            },
          );
    },
    holds: ({ count, fewest }) => count >= fewest.count,
    must: ({ fewest }) => `must name ${fewest.words} in a load-balanced environment`,
    remedy:
      "An Application Load Balancer needs two availability zones, a network one needs one. " +
      "Name a subnet in each.",
  }),
  ruleOnKinds({
    id: "load-balancer-subnets",
    source:
      "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features-managing-env-types.html",
    groups: ({ network }) => [
      { path: "network", value: { loadBalancerSubnetIds: network?.loadBalancerSubnetIds } },
    ],
    lacking: { loadBalancerSubnetIds: [LoadBalancerKind.None, LoadBalancerKind.Shared] },
  }),
];

export function buildNetworkOptions({ network }: BeanstalkAppSettings): OptionSetting[] {
  return network === undefined
    ? []
    : optionsIn("aws:ec2:vpc", {
        VPCId: network.vpcId,
        Subnets: joinSet(network.instanceSubnetIds),
        AssociatePublicIpAddress: network.associatePublicIpAddress,
      });
}
