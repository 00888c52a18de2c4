import type { BeanstalkAppArgs, LoadBalancerArgs } from "../../../components";
import {
  EnvironmentType,
  LoadBalancerIpAddressType,
  LoadBalancerScheme,
  LoadBalancerType,
} from "../../../components";
import { beanstalkArguments } from "./beanstalk-arguments";

const ARN =
  "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/shared/0dbf78d8ad96abbc";
const SINGLE = { environmentType: EnvironmentType.SingleInstance };

const balancer = (
  loadBalancer: LoadBalancerArgs,
  others: Partial<BeanstalkAppArgs> = {},
): Partial<BeanstalkAppArgs> => ({ loadBalancer, ...others });

/** What there is for an Application Load Balancer of the environment's own alone. */
const OWN: LoadBalancerArgs = {
  idleTimeoutSeconds: 90,
  ipAddressType: LoadBalancerIpAddressType.Dualstack,
  accessLogs: { bucketName: "logs", prefix: "web" },
  scheme: LoadBalancerScheme.Public,
};

const sayNot = (argument: string, reason: string, remedy: string) =>
  `loadBalancer.${argument} must not be set ${reason}. ${remedy}`;
const sayNotSingle = (argument: string) =>
  sayNot(
    argument,
    "for a single instance, which has no load balancer",
    "Remove it, or set capacity.environmentType to LoadBalanced.",
  );
const sayNotShared = (argument: string) =>
  sayNot(
    argument,
    "with a shared load balancer, which Beanstalk does not manage",
    "Remove it, and set it where that load balancer is created.",
  );
const sayNotNetwork = (argument: string) =>
  sayNot(
    argument,
    "with a network load balancer, to which Beanstalk does not apply it",
    "Remove it, or set loadBalancer.type to Application.",
  );
describe("what a kind of load balancer lacks", () => {
  beanstalkArguments.testErrors([
    [
      "a shared load balancer with everything",
      balancer({ ...OWN, sharedLoadBalancerArn: ARN }),
      ["scheme", "idleTimeoutSeconds", "ipAddressType", "accessLogs"].map(sayNotShared),
    ],
    [
      "a network load balancer",
      balancer({
        type: LoadBalancerType.Network,
        ipAddressType: LoadBalancerIpAddressType.Dualstack,
        scheme: LoadBalancerScheme.Public,
      }),
      [],
    ],
    [
      "a network load balancer with everything",
      balancer({
        ...OWN,
        type: LoadBalancerType.Network,
        sharedLoadBalancerArn: ARN,
        securityGroupIds: ["sg-1"],
        listenerRules: { admin: { priority: 1 } },
      }),
      [
        "sharedLoadBalancerArn",
        "securityGroupIds",
        "idleTimeoutSeconds",
        "accessLogs",
        "listenerRules",
      ].map(sayNotNetwork),
    ],
    [
      "a single instance's Application Load Balancer",
      balancer({ type: LoadBalancerType.Application }, { capacity: SINGLE }),
      [],
    ],
    [
      "a single instance with everything",
      balancer(
        {
          ...OWN,
          type: LoadBalancerType.Network,
          sharedLoadBalancerArn: ARN,
          securityGroupIds: ["sg-1"],
          listeners: [{ port: 80, rules: ["unknown"] }],
          listenerRules: { admin: { priority: 1, process: "unknown" } },
        },
        { capacity: SINGLE },
      ),
      [
        "type",
        "scheme",
        "sharedLoadBalancerArn",
        "securityGroupIds",
        "idleTimeoutSeconds",
        "ipAddressType",
        "accessLogs",
        "listeners",
        "listenerRules",
      ].map(sayNotSingle),
    ],
  ]);
});
