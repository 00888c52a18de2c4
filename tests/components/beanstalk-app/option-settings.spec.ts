import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { BeanstalkAppArgs } from "../../../components";
import { EnvironmentType } from "../../../components";
import type {
  EnvironmentReferences,
  OptionSetting,
} from "../../../components/beanstalk-app/option-setting";
import { buildOptionSettings } from "../../../components/beanstalk-app/option-settings";
import { beanstalkArguments } from "./beanstalk-arguments";
import { promiseOf } from "../../support/promise-of";

const ROLES: EnvironmentReferences = { serviceRoleName: "beans", instanceProfileName: "profile" };
const GROUPS = { instanceSecurityGroupId: "sg-app", loadBalancerSecurityGroupId: "sg-lb" };

function build(args: Partial<BeanstalkAppArgs>, groups = {}): OptionSetting[] {
  return buildOptionSettings(beanstalkArguments.settle(args), {
    ...ROLES,
    ...groups,
  });
}

/** `namespace[resource] name=value`, which reads better than the objects. */
function show(settings: OptionSetting[]): string[] {
  return settings.map(({ namespace, name, resource, value }) => {
    expect(value).to.be.a("string");
    return `${namespace}[${resource}] ${name}=${value as string}`;
  });
}

const MINIMAL = [
  "aws:autoscaling:asg[] MaxSize=4",
  "aws:autoscaling:asg[] MinSize=1",
  "aws:autoscaling:launchconfiguration[] DisableIMDSv1=true",
  "aws:autoscaling:launchconfiguration[] IamInstanceProfile=profile",
  "aws:autoscaling:launchconfiguration[] RootVolumeType=gp3",
  "aws:ec2:instances[] InstanceTypes=t3.micro,t3.small",
  "aws:elasticbeanstalk:environment[] EnvironmentType=LoadBalanced",
  "aws:elasticbeanstalk:environment[] LoadBalancerType=application",
  "aws:elasticbeanstalk:environment[] ServiceRole=beans",
  "aws:elasticbeanstalk:environment:process:default[] HealthCheckInterval=15",
  "aws:elasticbeanstalk:environment:process:default[] HealthCheckPath=/",
  "aws:elasticbeanstalk:environment:process:default[] HealthCheckTimeout=5",
  "aws:elasticbeanstalk:environment:process:default[] HealthyThresholdCount=3",
  "aws:elasticbeanstalk:environment:process:default[] MatcherHTTPCode=200",
  "aws:elasticbeanstalk:environment:process:default[] UnhealthyThresholdCount=5",
  "aws:elasticbeanstalk:healthreporting:system[] SystemType=enhanced",
];

const NETWORK = {
  vpcId: "vpc-1",
  instanceSubnetIds: ["subnet-b", "subnet-a", "subnet-b"],
  loadBalancerSubnetIds: ["subnet-d", "subnet-c"],
};

const FULL: Partial<BeanstalkAppArgs> = {
  network: { ...NETWORK, associatePublicIpAddress: true },
  capacity: {
    minInstances: 2,
    maxInstances: 10_000,
    instanceTypes: ["m7g.large", "c7g.large"],
  },
  instances: { rootVolume: { sizeGiB: 16 } },
  healthCheck: {
    path: "/health",
    intervalSeconds: 10,
    timeoutSeconds: 4,
    healthyThreshold: 2,
    unhealthyThreshold: 6,
    matcherHttpCode: "200-299",
  },
  environmentVariables: { WORKERS: "4", DEBUG: "" },
  secrets: { TOKEN: "arn:aws:ssm:eu-central-1:123456789012:parameter/token" },
  extraSettings: [
    { namespace: "aws:elasticbeanstalk:command", name: "DeploymentPolicy", value: "Immutable" },
  ],
};

const ALL_OF_FULL = [
  "aws:autoscaling:asg[] MaxSize=10000",
  "aws:autoscaling:asg[] MinSize=2",
  "aws:autoscaling:launchconfiguration[] DisableDefaultEC2SecurityGroup=true",
  "aws:autoscaling:launchconfiguration[] DisableIMDSv1=true",
  "aws:autoscaling:launchconfiguration[] IamInstanceProfile=profile",
  "aws:autoscaling:launchconfiguration[] RootVolumeSize=16",
  "aws:autoscaling:launchconfiguration[] RootVolumeType=gp3",
  "aws:autoscaling:launchconfiguration[] SecurityGroups=sg-app",
  "aws:ec2:instances[] InstanceTypes=m7g.large,c7g.large",
  "aws:ec2:instances[] SupportedArchitectures=arm64",
  "aws:ec2:vpc[] AssociatePublicIpAddress=true",
  "aws:ec2:vpc[] ELBScheme=public",
  "aws:ec2:vpc[] ELBSubnets=subnet-c,subnet-d",
  "aws:ec2:vpc[] Subnets=subnet-a,subnet-b",
  "aws:ec2:vpc[] VPCId=vpc-1",
  "aws:elasticbeanstalk:application:environment[] DEBUG=",
  "aws:elasticbeanstalk:application:environment[] WORKERS=4",
  "aws:elasticbeanstalk:application:environmentsecrets[] TOKEN=arn:aws:ssm:eu-central-1:123456789012:parameter/token",
  "aws:elasticbeanstalk:command[] DeploymentPolicy=Immutable",
  "aws:elasticbeanstalk:environment[] EnvironmentType=LoadBalanced",
  "aws:elasticbeanstalk:environment[] LoadBalancerType=application",
  "aws:elasticbeanstalk:environment[] ServiceRole=beans",
  "aws:elasticbeanstalk:environment:process:default[] HealthCheckInterval=10",
  "aws:elasticbeanstalk:environment:process:default[] HealthCheckPath=/health",
  "aws:elasticbeanstalk:environment:process:default[] HealthCheckTimeout=4",
  "aws:elasticbeanstalk:environment:process:default[] HealthyThresholdCount=2",
  "aws:elasticbeanstalk:environment:process:default[] MatcherHTTPCode=200-299",
  "aws:elasticbeanstalk:environment:process:default[] UnhealthyThresholdCount=6",
  "aws:elasticbeanstalk:healthreporting:system[] SystemType=enhanced",
  "aws:elbv2:loadbalancer[] ManagedSecurityGroup=sg-lb",
  "aws:elbv2:loadbalancer[] SecurityGroups=sg-lb",
];

const SINGLE_INSTANCE: Partial<BeanstalkAppArgs> = {
  ...FULL,
  healthCheck: {},
  network: { ...NETWORK, loadBalancerSubnetIds: undefined, associatePublicIpAddress: true },
  capacity: {
    environmentType: EnvironmentType.SingleInstance,
    instanceTypes: ["m7g.large", "c7g.large"],
  },
};

const ALL_OF_SINGLE_INSTANCE = [
  "aws:autoscaling:launchconfiguration[] DisableDefaultEC2SecurityGroup=true",
  "aws:autoscaling:launchconfiguration[] DisableIMDSv1=true",
  "aws:autoscaling:launchconfiguration[] IamInstanceProfile=profile",
  "aws:autoscaling:launchconfiguration[] RootVolumeSize=16",
  "aws:autoscaling:launchconfiguration[] RootVolumeType=gp3",
  "aws:autoscaling:launchconfiguration[] SecurityGroups=sg-app",
  "aws:ec2:instances[] InstanceTypes=m7g.large,c7g.large",
  "aws:ec2:instances[] SupportedArchitectures=arm64",
  "aws:ec2:vpc[] AssociatePublicIpAddress=true",
  "aws:ec2:vpc[] Subnets=subnet-a,subnet-b",
  "aws:ec2:vpc[] VPCId=vpc-1",
  "aws:elasticbeanstalk:application:environment[] DEBUG=",
  "aws:elasticbeanstalk:application:environment[] WORKERS=4",
  "aws:elasticbeanstalk:application:environmentsecrets[] TOKEN=arn:aws:ssm:eu-central-1:123456789012:parameter/token",
  "aws:elasticbeanstalk:command[] DeploymentPolicy=Immutable",
  "aws:elasticbeanstalk:environment[] EnvironmentType=SingleInstance",
  "aws:elasticbeanstalk:environment[] ServiceRole=beans",
  "aws:elasticbeanstalk:healthreporting:system[] SystemType=enhanced",
];

/** What validation lets a single instance alone leave out. */
const WITHOUT_BALANCER_SUBNETS: Partial<BeanstalkAppArgs> = {
  network: { vpcId: "vpc-1", instanceSubnetIds: ["subnet-a"] },
};
const VPC_OF_INSTANCES = [
  "aws:ec2:vpc[] AssociatePublicIpAddress=false",
  "aws:ec2:vpc[] Subnets=subnet-a",
  "aws:ec2:vpc[] VPCId=vpc-1",
];

describe("buildOptionSettings", () => {
  const rows: [
    title: string,
    args: Partial<BeanstalkAppArgs>,
    groups: object,
    expected: string[],
  ][] = [
    ["the defaults", {}, {}, MINIMAL],
    ["every argument of a load-balanced environment", FULL, GROUPS, ALL_OF_FULL],
    [
      "nothing of a load balancer's or a group's for a single instance",
      SINGLE_INSTANCE,
      GROUPS,
      ALL_OF_SINGLE_INSTANCE,
    ],
    [
      "a single instance's network without subnets of a load balancer",
      {
        ...WITHOUT_BALANCER_SUBNETS,
        capacity: { environmentType: EnvironmentType.SingleInstance },
      },
      {},
      [
        ...MINIMAL.filter((line) => line.startsWith("aws:autoscaling:launchconfiguration")),
        "aws:ec2:instances[] InstanceTypes=t3.micro,t3.small",
        ...VPC_OF_INSTANCES,
        "aws:elasticbeanstalk:environment[] EnvironmentType=SingleInstance",
        "aws:elasticbeanstalk:environment[] ServiceRole=beans",
        "aws:elasticbeanstalk:healthreporting:system[] SystemType=enhanced",
      ],
    ],
  ];
  for (const [title, args, groups, expected] of rows) {
    it(`builds ${title}`, () => expect(show(build(args, groups))).to.deep.equal(expected));
  }

  it("gives each entry namespace, name, resource and value alone", () => {
    for (const setting of build(FULL, GROUPS)) {
      expect(setting).to.have.all.keys("namespace", "name", "resource", "value");
    }
  });

  it("keeps the instances private unless asked", () => {
    expect(show(build({ network: NETWORK }))).to.include(
      "aws:ec2:vpc[] AssociatePublicIpAddress=false",
    );
  });

  it("joins subnets that are outputs, sorted", async () => {
    const instanceSubnetIds = pulumi.output(["subnet-b", "subnet-a"]);
    const loadBalancerSubnetIds = [pulumi.output("subnet-d"), "subnet-c"];
    const settings = build({ network: { ...NETWORK, instanceSubnetIds, loadBalancerSubnetIds } });
    const known = await Promise.all(
      settings
        .filter(({ name }) => name.endsWith("Subnets"))
        .map(({ value }) => promiseOf(value as pulumi.Output<string>)),
    );
    expect(known).to.deep.equal(["subnet-c,subnet-d", "subnet-a,subnet-b"]);
  });
});

describe("extraSettings", () => {
  const namespace = "aws:autoscaling:scheduledaction";
  const extra = (...extraSettings: NonNullable<BeanstalkAppArgs["extraSettings"]>) =>
    show(build({ extraSettings }));

  it("win over an argument's setting, in its place", () => {
    const group = "aws:autoscaling:asg";
    expect(extra({ namespace: group, name: "MaxSize", value: "9" })).to.deep.equal([
      `${group}[] MaxSize=9`,
      ...MINIMAL.slice(1),
    ]);
  });

  it("win over an environment variable", () => {
    const properties = "aws:elasticbeanstalk:application:environment";
    const settings = build({
      environmentVariables: { MODE: "a" },
      extraSettings: [{ namespace: properties, name: "MODE", value: "b" }],
    });
    expect(show(settings).filter((line) => line.includes("MODE"))).to.deep.equal([
      `${properties}[] MODE=b`,
    ]);
  });

  it("count once for each resource, the last one", () => {
    const settings = extra(
      { namespace, name: "MinSize", value: "1", resource: "night" },
      { namespace, name: "MinSize", value: "2", resource: "day" },
      { namespace, name: "MinSize", value: "3", resource: "night" },
    );
    expect(settings.filter((line) => line.startsWith(namespace))).to.deep.equal([
      `${namespace}[day] MinSize=2`,
      `${namespace}[night] MinSize=3`,
    ]);
  });
});
