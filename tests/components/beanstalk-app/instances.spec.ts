import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { BeanstalkAppArgs, InstancesArgs } from "../../../components";
import { EnvironmentType, LoadBalancerType } from "../../../components";
import { buildInstanceOptions } from "../../../components/beanstalk-app/instances";
import type { ArgumentRow } from "../../support/component-arguments";
import { promiseOf } from "../../support/promise-of";
import { beanstalkArguments, listOptionChanges, showOptions } from "./beanstalk-arguments";

const LAUNCH = "aws:autoscaling:launchconfiguration[]";
const devices = (...blockDeviceMappings: string[]) => ({ instances: { blockDeviceMappings } });
const access = (instances: InstancesArgs) => ({ instances });
const SHARED_ARN =
  "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/shared/1";
const sayGroup = (index: number, got: string) =>
  `instances.additionalSecurityGroupIds[${index}] must be the id of a security group, got "${got}". ` +
  "Give each id as an entry of its own.";

const sayMapping = (index: number, got: string) =>
  `instances.blockDeviceMappings[${index}] must be a mapping as Beanstalk writes it, ` +
  `got "${got}". Use "/dev/sdj=:100:true:gp3" for an empty volume of 100 GiB.`;
const sayImage = (got: string) => [
  `instances.imageId must be the id of an image, got "${got}". ` +
    'Use an id such as "ami-0123456789abcdef0".',
];
const sayCidr = (got: string) => [
  `instances.sshSource must be an IPv4 CIDR block, got "${got}". ` +
    'Use "203.0.113.7/32" for one address.',
];

const ROWS: ArgumentRow<BeanstalkAppArgs>[] = [
  [
    "mappings of all kinds",
    devices(
      "/dev/sdj=:100:true:gp2",
      "/dev/sdh=snap-51eef269",
      "/dev/sdi=:20:true:io1:2000",
      "/dev/sdb=ephemeral0",
      "/dev/sdk=snap-51eef269:500:false:gp3:4000:250",
    ),
    [],
  ],
  [
    "wrong mappings",
    devices("/dev/sdj", "sdj=:100", "/dev/sdj=:100:yes", "/dev/sdj=:100:true:io2", "/dev/sdj="),
    [
      sayMapping(0, "/dev/sdj"),
      sayMapping(1, "sdj=:100"),
      sayMapping(2, "/dev/sdj=:100:yes"),
      sayMapping(3, "/dev/sdj=:100:true:io2"),
      sayMapping(4, "/dev/sdj="),
    ],
  ],
  ["an image", { instances: { imageId: "ami-1f316660" } }, []],
  ["a wrong image", { instances: { imageId: "al2023" } }, sayImage("al2023")],
  ["an image that is not known yet", { instances: { imageId: pulumi.output("al2023") } }, []],
  ["a key and one address", access({ keyName: "ops", sshSource: "203.0.113.7/32" }), []],
  ["a key and a block of addresses", access({ keyName: "ops", sshSource: "203.0.113.0/24" }), []],
  ["a key and any address", access({ keyName: "ops", sshSource: "0.0.0.0/0" }), []],
  ["a key and no address", access({ keyName: "ops" }), []],
  ...[{ sharedLoadBalancerArn: SHARED_ARN }, { type: LoadBalancerType.Network }].map(
    (loadBalancer, index): ArgumentRow<BeanstalkAppArgs> => [
      `a key and no address behind load balancer ${index} that keeps Beanstalk's own group`,
      { ...access({ keyName: pulumi.output("ops") }), loadBalancer },
      [
        "instances.sshSource must be given with instances.keyName behind a network or shared load " +
          "balancer, or SSH is open to everybody. Name the addresses that may connect.",
      ],
    ],
  ),
  [
    "an address and no key",
    access({ sshSource: "203.0.113.7/32" }),
    [
      'instances.sshSource must not be set without instances.keyName, got "203.0.113.7/32". ' +
        "Name a key pair, or leave it out and use Session Manager.",
    ],
  ],
  [
    "an address where only CloudFront is let in",
    { ...access({ keyName: "ops", sshSource: "203.0.113.7/32" }), restrictToCloudFront: true },
    [],
  ],
  [
    "groups in one text",
    { instances: { additionalSecurityGroupIds: ["sg-1,sg-2", "vpc-1"] } },
    [sayGroup(0, "sg-1,sg-2"), sayGroup(1, "vpc-1")],
  ],
  ...[
    "203.0.113.7",
    "203.0.113.7/33",
    "203.0.113.7/24",
    "203.0.113.256/32",
    "::/0",
    "sg-1",
    "203.0.113.7/32 ",
  ].map((sshSource): ArgumentRow<BeanstalkAppArgs> => [
    `the source ${sshSource}`,
    access({ keyName: "ops", sshSource }),
    sayCidr(sshSource),
  ]),
];

describe("instances", () => {
  beanstalkArguments.testErrors(ROWS);

  it("refuses a wrong image as soon as it is known", async () => {
    const { imageId } = beanstalkArguments.settle({
      instances: { imageId: pulumi.output("al2023") },
    }).instances;
    const failed = await promiseOf(imageId as pulumi.Output<string>).catch(String);
    expect(failed).to.include(`BeanstalkApp "web": ${sayImage("al2023")[0]}`);
  });

  const built: [title: string, args: Partial<BeanstalkAppArgs>, expected: string[]][] = [
    ["the defaults", { instances: {} }, []],
    [
      "mappings, sorted",
      devices("/dev/sdj=:100:true:gp3", "/dev/sdb=ephemeral0"),
      [`${LAUNCH} BlockDeviceMappings=/dev/sdb=ephemeral0,/dev/sdj=:100:true:gp3`],
    ],
    [
      "one mapping",
      devices("/dev/sdb=ephemeral0"),
      [`${LAUNCH} BlockDeviceMappings=/dev/sdb=ephemeral0`],
    ],
    ["an image", { instances: { imageId: "ami-1f316660" } }, [`${LAUNCH} ImageId=ami-1f316660`]],
    [
      "a key and an address",
      access({ keyName: "ops", sshSource: "203.0.113.7/32" }),
      [`${LAUNCH} EC2KeyName=ops`, `${LAUNCH} SSHSourceRestriction=tcp,22,22,203.0.113.7/32`],
    ],
    [
      "detailed monitoring",
      { instances: { detailedMonitoring: true } },
      [`${LAUNCH} MonitoringInterval=1 minute`],
    ],
    [
      "groups beside Beanstalk's own, sorted",
      { instances: { additionalSecurityGroupIds: ["sg-2", "sg-1"] } },
      [`${LAUNCH} SecurityGroups=sg-1,sg-2`],
    ],
    [
      "tags on volumes where there are tags",
      { tags: { team: "web" } },
      [`${LAUNCH} LaunchTemplateTagPropagationEnabled=true`],
    ],
    ["no tags on volumes without tags", { tags: {} }, []],
    [
      "no tags on volumes where they are not wanted",
      { tags: { team: "web" }, instances: { propagateTags: false } },
      [],
    ],
    [
      "tags on volumes for those of Beanstalk and of the provider",
      { instances: { propagateTags: true } },
      [`${LAUNCH} LaunchTemplateTagPropagationEnabled=true`],
    ],
  ];
  for (const [title, args, expected] of built) {
    it(`builds ${title}`, () => expect(listOptionChanges(args)).to.deep.equal(expected));
  }

  const build = (instances: InstancesArgs, instanceSecurityGroupId?: pulumi.Input<string>) =>
    buildInstanceOptions(beanstalkArguments.settle({ instances }), {
      serviceRoleName: "service",
      instanceProfileName: "profile",
      instanceSecurityGroupId,
    });

  it("builds IMDSv2 and gp3 for a single instance too", () => {
    const capacity = { environmentType: EnvironmentType.SingleInstance };
    const settings = beanstalkArguments.settle({ capacity });
    const references = { serviceRoleName: "service", instanceProfileName: "profile" };
    expect(showOptions(buildInstanceOptions(settings, references))).to.deep.equal([
      `${LAUNCH} RootVolumeType=gp3`,
      `${LAUNCH} DisableIMDSv1=true`,
      `${LAUNCH} IamInstanceProfile=profile`,
    ]);
  });

  it("puts a group of its own in the place of Beanstalk's, with whom SSH admits", () => {
    const ssh = { keyName: "ops", sshSource: "203.0.113.7/32" };
    expect(showOptions(build(ssh, "sg-own"))).to.deep.equal([
      `${LAUNCH} RootVolumeType=gp3`,
      `${LAUNCH} DisableIMDSv1=true`,
      `${LAUNCH} IamInstanceProfile=profile`,
      `${LAUNCH} EC2KeyName=ops`,
      `${LAUNCH} DisableDefaultEC2SecurityGroup=true`,
      `${LAUNCH} SecurityGroups=sg-own`,
    ]);
  });

  it("joins its own group and others that are not known yet", async () => {
    const additionalSecurityGroupIds = [pulumi.output("sg-2"), "sg-1"];
    const groups = build({ additionalSecurityGroupIds }, pulumi.output("sg-3")).find(
      ({ name }) => name === "SecurityGroups",
    );
    expect(await promiseOf(groups?.value as pulumi.Output<string>)).to.equal("sg-1,sg-2,sg-3");
  });
});
