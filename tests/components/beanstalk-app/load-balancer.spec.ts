import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { BeanstalkAppArgs, LoadBalancerArgs } from "../../../components";
import {
  EnvironmentType,
  LoadBalancerIpAddressType,
  LoadBalancerScheme,
  LoadBalancerType,
} from "../../../components";
import { buildLoadBalancerOptions } from "../../../components/beanstalk-app/load-balancer";
import { promiseOf } from "../../support/promise-of";
import { sayRange } from "../../support/component-arguments";
import { beanstalkArguments, listOptionChanges, showOptions } from "./beanstalk-arguments";

const ARN =
  "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/shared/0dbf78d8ad96abbc";
const NETWORK = {
  vpcId: "vpc-1",
  instanceSubnetIds: ["subnet-a"],
  loadBalancerSubnetIds: ["subnet-b", "subnet-a"],
};
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

const sayArn = (got: string) =>
  "loadBalancer.sharedLoadBalancerArn must be the ARN of an Application Load Balancer, " +
  `got "${got}". Copy it whole, from arn: to the id behind the last slash.`;
const sayPrefix = (got: string) =>
  "loadBalancer.accessLogs.prefix must be a folder without a slash at either end, and without " +
  `AWSLogs in it, got "${got}". Use a name such as "logs/web".`;

describe("the load balancer's arguments", () => {
  beanstalkArguments.testErrors([
    ["an Application Load Balancer with everything", balancer(OWN), []],
    [
      "a classic load balancer",
      balancer({ type: "classic" as LoadBalancerType }),
      [
        'loadBalancer.type must be one of "application", "network", got "classic". ' +
          "Use a member of the enum; classic load balancers are not offered.",
      ],
    ],
    [
      "an unknown scheme",
      balancer({ scheme: "private" as LoadBalancerScheme }),
      [
        'loadBalancer.scheme must be one of "public", "internal", got "private". ' +
          "Use a member of the enum.",
      ],
    ],
    [
      "an unknown IP address type",
      balancer({ ipAddressType: "ipv6" as LoadBalancerIpAddressType }),
      [
        'loadBalancer.ipAddressType must be one of "ipv4", "dualstack", got "ipv6". ' +
          "Use a member of the enum.",
      ],
    ],
    ["the shortest idle time-out", balancer({ idleTimeoutSeconds: 1 }), []],
    ["the longest idle time-out", balancer({ idleTimeoutSeconds: 3600 }), []],
    ...[0, 3601].map((idleTimeoutSeconds): [string, Partial<BeanstalkAppArgs>, string[]] => [
      `an idle time-out of ${idleTimeoutSeconds} s`,
      balancer({ idleTimeoutSeconds }),
      [sayRange("loadBalancer.idleTimeoutSeconds", "seconds", 1, 3600, idleTimeoutSeconds)],
    ]),
    [
      "no security groups",
      balancer({ securityGroupIds: [] }),
      [
        "loadBalancer.securityGroupIds must not be empty, got 0. " +
          "Name the groups, or leave it out.",
      ],
    ],
    ["an unknown log bucket", balancer({ accessLogs: { bucketName: pulumi.output("") } }), []],
    ["a log folder", balancer({ accessLogs: { bucketName: "logs", prefix: "a/b" } }), []],
    ...["/web", "web/", "", "a/AWSLogs/b"].map(
      (prefix): [string, Partial<BeanstalkAppArgs>, string[]] => [
        `the log folder "${prefix}"`,
        balancer({ accessLogs: { bucketName: "logs", prefix } }),
        [sayPrefix(prefix)],
      ],
    ),
    [
      "an internal load balancer",
      balancer({ scheme: LoadBalancerScheme.Internal }, { network: NETWORK }),
      [],
    ],
    [
      "an internal load balancer without a network",
      balancer({ scheme: LoadBalancerScheme.Internal }),
      [
        'loadBalancer.scheme must not be internal without network, got "internal". ' +
          "Give the VPC and its subnets in network.",
      ],
    ],
  ]);

  beanstalkArguments.testErrors([
    ["a shared load balancer", balancer({ sharedLoadBalancerArn: ARN }), []],
    [
      "a shared load balancer that is not known yet",
      balancer({ sharedLoadBalancerArn: pulumi.output("x") }),
      [],
    ],
    [
      "a shared load balancer with security groups",
      balancer({ sharedLoadBalancerArn: ARN, securityGroupIds: ["sg-1"] }),
      [],
    ],
    ...["shared", ARN.replace("/app/", "/net/"), ARN.slice(0, ARN.lastIndexOf("/"))].map(
      (arn): [string, Partial<BeanstalkAppArgs>, string[]] => [
        `the shared load balancer ${arn}`,
        balancer({ sharedLoadBalancerArn: arn }),
        [sayArn(arn)],
      ],
    ),
    [
      "another environment's load balancer",
      balancer({ sharedLoadBalancerArn: ARN.replace("shared", "awseb--AWSEB-1") }),
      [
        "loadBalancer.sharedLoadBalancerArn must not be that of a load balancer which Beanstalk " +
          `made for another environment, got "${ARN.replace("shared", "awseb--AWSEB-1")}". ` +
          "Create a load balancer to share.",
      ],
    ],
  ]);
});

describe("buildLoadBalancerOptions", () => {
  const build = (change: Partial<BeanstalkAppArgs>, loadBalancerSecurityGroupId?: string) =>
    showOptions(
      buildLoadBalancerOptions(beanstalkArguments.settle(change), {
        serviceRoleName: "service",
        instanceProfileName: "profile",
        loadBalancerSecurityGroupId,
      }),
    );
  const TYPE = "aws:elasticbeanstalk:environment[] LoadBalancerType=application";

  const rows: [title: string, options: string[], expected: string[]][] = [
    ["nothing but the type by default", build({}), [TYPE]],
    ["nothing for a single instance", build({ capacity: SINGLE }), []],
    [
      "the subnets, sorted, and the scheme",
      build({ network: NETWORK }),
      [TYPE, "aws:ec2:vpc[] ELBSubnets=subnet-a,subnet-b", "aws:ec2:vpc[] ELBScheme=public"],
    ],
    [
      "the internal scheme",
      build(balancer({ scheme: LoadBalancerScheme.Internal }, { network: NETWORK })),
      [TYPE, "aws:ec2:vpc[] ELBSubnets=subnet-a,subnet-b", "aws:ec2:vpc[] ELBScheme=internal"],
    ],
    [
      "everything",
      build(balancer(OWN)),
      [
        TYPE,
        "aws:elbv2:loadbalancer[] IdleTimeout=90",
        "aws:elbv2:loadbalancer[] IpAddressType=dualstack",
        "aws:elbv2:loadbalancer[] AccessLogsS3Enabled=true",
        "aws:elbv2:loadbalancer[] AccessLogsS3Bucket=logs",
        "aws:elbv2:loadbalancer[] AccessLogsS3Prefix=web",
      ],
    ],
    [
      "the group that lets in CloudFront",
      build({}, "sg-own"),
      [
        TYPE,
        "aws:elbv2:loadbalancer[] SecurityGroups=sg-own",
        "aws:elbv2:loadbalancer[] ManagedSecurityGroup=sg-own",
      ],
    ],
    [
      "groups of the user's, sorted, the first one being the one that instances admit",
      build(balancer({ securityGroupIds: ["sg-2", "sg-1", "sg-2"] })),
      [
        TYPE,
        "aws:elbv2:loadbalancer[] SecurityGroups=sg-1,sg-2",
        "aws:elbv2:loadbalancer[] ManagedSecurityGroup=sg-2",
      ],
    ],
    [
      "groups of the user's besides the one that lets in CloudFront",
      build(balancer({ securityGroupIds: ["sg-1"] }), "sg-own"),
      [
        TYPE,
        "aws:elbv2:loadbalancer[] SecurityGroups=sg-1,sg-own",
        "aws:elbv2:loadbalancer[] ManagedSecurityGroup=sg-own",
      ],
    ],
    [
      "a shared load balancer and its groups, and no more",
      build(balancer({ sharedLoadBalancerArn: ARN, securityGroupIds: ["sg-2", "sg-1"] })),
      [
        TYPE,
        "aws:elasticbeanstalk:environment[] LoadBalancerIsShared=true",
        `aws:elbv2:loadbalancer[] SharedLoadBalancer=${ARN}`,
        "aws:elbv2:loadbalancer[] SecurityGroups=sg-1,sg-2",
      ],
    ],
    [
      "a network load balancer",
      build(
        balancer({
          type: LoadBalancerType.Network,
          ipAddressType: LoadBalancerIpAddressType.Ipv4,
        }),
      ),
      [
        "aws:elasticbeanstalk:environment[] LoadBalancerType=network",
        "aws:elbv2:loadbalancer[] IpAddressType=ipv4",
      ],
    ],
  ];
  for (const [title, options, expected] of rows) {
    it(`sets ${title}`, () => {
      expect(options).to.deep.equal(expected);
    });
  }

  it("reaches the environment's option settings", () => {
    expect(listOptionChanges(balancer({ idleTimeoutSeconds: 90 }))).to.deep.equal([
      "aws:elbv2:loadbalancer[] IdleTimeout=90",
    ]);
  });

  it("joins groups that are not known yet", async () => {
    const securityGroupIds = [pulumi.output("sg-2"), "sg-1"];
    const settings = beanstalkArguments.settle(balancer({ securityGroupIds }));
    const references = { serviceRoleName: "service", instanceProfileName: "profile" };
    const [, groups, managed] = buildLoadBalancerOptions(settings, references);
    expect(await promiseOf(pulumi.output(groups?.value))).to.equal("sg-1,sg-2");
    expect(await promiseOf(pulumi.output(managed?.value))).to.equal("sg-2");
  });

  it("refuses a shared load balancer's ARN once it is known", async () => {
    const sharedLoadBalancerArn = pulumi.output("arn:aws:s3:::bucket");
    const settings = beanstalkArguments.settle(balancer({ sharedLoadBalancerArn }));
    const error: unknown = await promiseOf(
      pulumi.output(settings.loadBalancer.sharedLoadBalancerArn),
    ).catch((reason: unknown) => reason);
    expect((error as Error).message).to.equal(
      `BeanstalkApp "web": ${sayArn("arn:aws:s3:::bucket")}`,
    );
  });
});
