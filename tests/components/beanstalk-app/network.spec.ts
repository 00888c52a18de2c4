import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { BeanstalkAppArgs, NetworkArgs } from "../../../components";
import { EnvironmentType, LoadBalancerType } from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { promiseOf } from "../../support/promise-of";
import { beanstalkArguments, buildOptions, listOptionChanges } from "./beanstalk-arguments";

const VPC = "aws:ec2:vpc[]";
const NETWORK: NetworkArgs = {
  vpcId: "vpc-1",
  instanceSubnetIds: ["subnet-a"],
  loadBalancerSubnetIds: ["subnet-a", "subnet-b"],
};
const single = { environmentType: EnvironmentType.SingleInstance };
const networkLoadBalancer = { type: LoadBalancerType.Network };
const shared = {
  sharedLoadBalancerArn:
    "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
};

const network = (change: Partial<NetworkArgs>) => ({ network: { ...NETWORK, ...change } });
const zones = (words: string, got: number) => [
  `network.loadBalancerSubnetIds must name ${words} in a load-balanced environment, got ${got}. ` +
    "An Application Load Balancer needs two availability zones, a network one needs one. " +
    "Name a subnet in each.",
];
const saySubnet = (path: string, got: string) =>
  `network.${path} must be the id of a subnet, got "${got}". Give each id as an entry of its own.`;
const twoSubnets = (got: number) => zones("two subnets or more", got);

const ROWS: ArgumentRow<BeanstalkAppArgs>[] = [
  ["a network", { network: NETWORK }, []],
  ["unknown ids", network({ vpcId: pulumi.output(""), instanceSubnetIds: pulumi.output([]) }), []],
  ["unknown load balancer subnets", network({ loadBalancerSubnetIds: pulumi.output([]) }), []],
  [
    "no id of a VPC",
    network({ vpcId: "main" }),
    [
      'network.vpcId must be the id of a VPC, got "main". ' +
        'Use an id such as "vpc-0123456789abcdef0".',
    ],
  ],
  [
    "subnets in one text, and a name",
    network({
      instanceSubnetIds: ["subnet-a,subnet-b"],
      loadBalancerSubnetIds: ["subnet-a", "public"],
    }),
    [
      saySubnet("instanceSubnetIds[0]", "subnet-a,subnet-b"),
      saySubnet("loadBalancerSubnetIds[1]", "public"),
    ],
  ],
  [
    "no instance subnet",
    network({ instanceSubnetIds: [] }),
    [
      "network.instanceSubnetIds must not be empty, got 0. " +
        "Name the subnets of the instances, or leave out network.",
    ],
  ],
  ["no load balancer subnets", network({ loadBalancerSubnetIds: undefined }), twoSubnets(0)],
  [
    "one load balancer subnet, unknown",
    network({ loadBalancerSubnetIds: [pulumi.output("subnet-a")] }),
    twoSubnets(1),
  ],
  [
    "one load balancer subnet, twice",
    network({ loadBalancerSubnetIds: ["subnet-a", "subnet-a"] }),
    twoSubnets(1),
  ],
  [
    "one subnet for a Network Load Balancer",
    { ...network({ loadBalancerSubnetIds: ["subnet-a"] }), loadBalancer: networkLoadBalancer },
    [],
  ],
  [
    "no subnet for a Network Load Balancer",
    { ...network({ loadBalancerSubnetIds: [] }), loadBalancer: networkLoadBalancer },
    zones("one subnet or more", 0),
  ],
  [
    "no load balancer subnets for a single instance",
    { ...network({ loadBalancerSubnetIds: undefined }), capacity: single },
    [],
  ],
  [
    "load balancer subnets for a single instance",
    { ...network({ loadBalancerSubnetIds: pulumi.output([]) }), capacity: single },
    [
      "network.loadBalancerSubnetIds must not be set for a single instance, which has no load " +
        "balancer. Remove it, or set capacity.environmentType to LoadBalanced.",
    ],
  ],
  [
    "no load balancer subnets for a shared load balancer",
    { ...network({ loadBalancerSubnetIds: undefined }), loadBalancer: shared },
    [],
  ],
];

describe("network", () => {
  beanstalkArguments.testErrors(ROWS);

  it("refuses subnets of a shared load balancer", () => {
    expect(beanstalkArguments.sayErrors({ network: NETWORK, loadBalancer: shared })).to.include(
      "network.loadBalancerSubnetIds must not be set with a shared load balancer, which Beanstalk " +
        "does not manage. Remove it, and set it where that load balancer is created.",
    );
  });

  it("builds the VPC and private instances", () => {
    expect(
      listOptionChanges(network({ instanceSubnetIds: ["subnet-b", "subnet-a"] })),
    ).to.deep.equal([
      `${VPC} AssociatePublicIpAddress=false`,
      `${VPC} ELBScheme=public`,
      `${VPC} ELBSubnets=subnet-a,subnet-b`,
      `${VPC} Subnets=subnet-a,subnet-b`,
      `${VPC} VPCId=vpc-1`,
    ]);
  });

  it("builds public addresses where asked", () => {
    expect(listOptionChanges(network({ associatePublicIpAddress: true }))).to.include(
      `${VPC} AssociatePublicIpAddress=true`,
    );
  });

  it("joins subnets that are outputs, sorted", async () => {
    const instanceSubnetIds = pulumi.output(["subnet-b", "subnet-a"]);
    const subnets = buildOptions(network({ instanceSubnetIds })).find(
      ({ name }) => name === "Subnets",
    );
    expect(await promiseOf(subnets?.value as pulumi.Output<string>)).to.equal("subnet-a,subnet-b");
  });

  it("refuses an empty list as soon as it is known", async () => {
    const settings = beanstalkArguments.settle(network({ instanceSubnetIds: pulumi.output([]) }));
    const subnets = settings.network?.instanceSubnetIds as pulumi.Output<string[]>;
    expect(await promiseOf(subnets).catch(String)).to.include(
      'BeanstalkApp "web": network.instanceSubnetIds must not be empty, got 0.',
    );
  });
});
