import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { BeanstalkAppArgs, InstancesArgs, RootVolumeArgs } from "../../../components";
import { EnvironmentType, RootVolumeType } from "../../../components";
import { buildInstanceOptions } from "../../../components/beanstalk-app/instances";
import type { ArgumentRow } from "../../support/component-arguments";
import { sayRange } from "../../support/component-arguments";
import { promiseOf } from "../../support/promise-of";
import { beanstalkArguments, listOptionChanges, showOptions } from "./beanstalk-arguments";

const LAUNCH = "aws:autoscaling:launchconfiguration[]";
const { Gp2, Gp3, Io1 } = RootVolumeType;

const volume = (rootVolume: RootVolumeArgs) => ({ instances: { rootVolume } });
const devices = (...blockDeviceMappings: string[]) => ({ instances: { blockDeviceMappings } });
const access = (instances: InstancesArgs, restrictToCloudFront = false) => ({
  instances,
  restrictToCloudFront,
});

const sayIops = (got: number, type: RootVolumeType, range: string) =>
  `instances.rootVolume.iops must be ${range} for a ${type} volume, got ${got}. ` +
  "gp3 takes 3000 to 16000, io1 100 to 20000, gp2 none.";
const sayIopsOfSize = (most: number, sizeGiB: number, got: number) =>
  `instances.rootVolume.iops must be at most ${most} for ${sizeGiB} GiB, got ${got}. ` +
  "Raise instances.rootVolume.sizeGiB or lower the IOPS.";
const sayOfIo1 = (name: string) =>
  `instances.rootVolume.${name} must be given for an io1 volume. ` +
  "Give it, or use RootVolumeType.Gp3.";
const sayThroughput = (iops: number, got: number) =>
  `instances.rootVolume.throughputMiBps must be at most a quarter of the IOPS (${iops}), ` +
  `got ${got}. Raise instances.rootVolume.iops or lower the throughput.`;
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

const VOLUMES: ArgumentRow<BeanstalkAppArgs>[] = [
  ["the smallest volume", volume({ sizeGiB: 10 }), []],
  ["the largest volume", volume({ sizeGiB: 16_384 }), []],
  [
    "a volume too small",
    volume({ sizeGiB: 9 }),
    [sayRange("instances.rootVolume.sizeGiB", "GiB", 10, 16_384, 9)],
  ],
  [
    "a volume too large",
    volume({ sizeGiB: 16_385 }),
    [sayRange("instances.rootVolume.sizeGiB", "GiB", 10, 16_384, 16_385)],
  ],
  ["gp3's fewest IOPS and least throughput", volume({ iops: 3000, throughputMiBps: 125 }), []],
  [
    "gp3's most IOPS and throughput",
    volume({ sizeGiB: 32, iops: 16_000, throughputMiBps: 1000 }),
    [],
  ],
  ["too few IOPS for gp3", volume({ iops: 2999 }), [sayIops(2999, Gp3, "from 3000 to 16000")]],
  ["too many IOPS for gp3", volume({ iops: 16_001 }), [sayIops(16_001, Gp3, "from 3000 to 16000")]],
  [
    "too many IOPS for gp3's size",
    volume({ sizeGiB: 10, iops: 5001 }),
    [sayIopsOfSize(5000, 10, 5001)],
  ],
  ["as many IOPS as gp3's size allows", volume({ sizeGiB: 10, iops: 5000 }), []],
  [
    "IOPS for gp2",
    volume({ type: Gp2, iops: 3000 }),
    [
      "instances.rootVolume.iops must not be set for a gp2 volume, got 3000. " +
        "gp3 takes 3000 to 16000, io1 100 to 20000, gp2 none.",
    ],
  ],
  ["io1's fewest IOPS", volume({ type: Io1, sizeGiB: 10, iops: 100 }), []],
  ["io1's most IOPS", volume({ type: Io1, sizeGiB: 400, iops: 20_000 }), []],
  [
    "too many IOPS for io1's size",
    volume({ type: Io1, sizeGiB: 10, iops: 501 }),
    [sayIopsOfSize(500, 10, 501)],
  ],
  [
    "too few IOPS for any volume",
    volume({ iops: 99 }),
    [sayRange("instances.rootVolume.iops", "operations a second", 100, 20_000, 99)],
  ],
  [
    "too many IOPS for any volume",
    volume({ iops: 20_001 }),
    [sayRange("instances.rootVolume.iops", "operations a second", 100, 20_000, 20_001)],
  ],
  ["io1 and nothing else", volume({ type: Io1 }), [sayOfIo1("sizeGiB"), sayOfIo1("iops")]],
  [
    "throughput for gp2",
    volume({ type: Gp2, throughputMiBps: 125 }),
    [
      "instances.rootVolume.throughputMiBps must not be set for any volume but gp3, got 125. " +
        "Leave it out, or use RootVolumeType.Gp3.",
    ],
  ],
  ["as much throughput as the base allows", volume({ throughputMiBps: 750 }), []],
  [
    "more throughput than the base allows",
    volume({ throughputMiBps: 751 }),
    [sayThroughput(3000, 751)],
  ],
  [
    "more throughput than the IOPS allow",
    volume({ iops: 3600, throughputMiBps: 901 }),
    [sayThroughput(3600, 901)],
  ],
  [
    "too little throughput",
    volume({ throughputMiBps: 124 }),
    [sayRange("instances.rootVolume.throughputMiBps", "MiB a second", 125, 1000, 124)],
  ],
  [
    "too much throughput",
    volume({ throughputMiBps: 1001 }),
    [sayRange("instances.rootVolume.throughputMiBps", "MiB a second", 125, 1000, 1001)],
  ],
  [
    "a wrong type of volume",
    volume({ type: "standard" as RootVolumeType }),
    [
      'instances.rootVolume.type must be one of "gp3", "gp2", "io1", got "standard". ' +
        "Use a member of the enum.",
    ],
  ],
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
];

const ACCESS: ArgumentRow<BeanstalkAppArgs>[] = [
  ["an image", { instances: { imageId: "ami-1f316660" } }, []],
  ["a wrong image", { instances: { imageId: "al2023" } }, sayImage("al2023")],
  ["an image that is not known yet", { instances: { imageId: pulumi.output("al2023") } }, []],
  ["a key and one address", access({ keyName: "ops", sshSource: "203.0.113.7/32" }), []],
  ["a key and any address", access({ keyName: "ops", sshSource: "0.0.0.0/0" }), []],
  [
    "a key and no address",
    access({ keyName: pulumi.output("ops") }),
    [
      "instances.sshSource must be given with instances.keyName, or SSH is open to everybody. " +
        "Name the addresses that may connect.",
    ],
  ],
  ["a key where only CloudFront is let in", access({ keyName: "ops" }, true), []],
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
    access({ keyName: "ops", sshSource: "203.0.113.7/32" }, true),
    [
      "instances.sshSource must not be set where only CloudFront is let in: it is a rule of " +
        'Beanstalk\'s own security group, which is gone then, got "203.0.113.7/32". ' +
        "Let SSH into a group of yours, in instances.additionalSecurityGroupIds.",
    ],
  ],
  ...["203.0.113.7", "203.0.113.7/33", "203.0.113.256/32", "::/0", "sg-1", "203.0.113.7/32 "].map(
    (sshSource): ArgumentRow<BeanstalkAppArgs> => [
      `the source ${sshSource}`,
      access({ keyName: "ops", sshSource }),
      sayCidr(sshSource),
    ],
  ),
];

describe("instances", () => {
  beanstalkArguments.testErrors([...VOLUMES, ...ACCESS]);

  const noLaunchTemplate = (got: string) => [
    `instances.rootVolume.type must be gp3 in an AWS account from October 2024 or later, ` +
      `got "${got}". Such accounts can't create launch configurations, which Beanstalk may use ` +
      "for other types.",
  ];
  beanstalkArguments.testWarnings([
    ["gp3", volume({ type: Gp3 }), []],
    ["gp2", volume({ type: Gp2 }), noLaunchTemplate("gp2")],
    ["io1", volume({ type: Io1, sizeGiB: 20, iops: 200 }), noLaunchTemplate("io1")],
  ]);

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
      "a gp3 volume",
      volume({ sizeGiB: 20, iops: 4000, throughputMiBps: 500 }),
      [
        `${LAUNCH} RootVolumeIOPS=4000`,
        `${LAUNCH} RootVolumeSize=20`,
        `${LAUNCH} RootVolumeThroughput=500`,
      ],
    ],
    ["a gp2 volume", volume({ type: Gp2 }), [`${LAUNCH} RootVolumeType=gp2`]],
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
      `${LAUNCH} DisableIMDSv1=true`,
      `${LAUNCH} IamInstanceProfile=profile`,
      `${LAUNCH} RootVolumeType=gp3`,
    ]);
  });

  it("puts a closed group in the place of Beanstalk's own", () => {
    expect(showOptions(build({}, "sg-closed"))).to.include.members([
      `${LAUNCH} DisableDefaultEC2SecurityGroup=true`,
      `${LAUNCH} SecurityGroups=sg-closed`,
    ]);
  });

  it("joins the closed group and others that are not known yet", async () => {
    const additionalSecurityGroupIds = [pulumi.output("sg-2"), "sg-1"];
    const groups = build({ additionalSecurityGroupIds }, pulumi.output("sg-closed")).find(
      ({ name }) => name === "SecurityGroups",
    );
    expect(await promiseOf(groups?.value as pulumi.Output<string>)).to.equal("sg-1,sg-2,sg-closed");
  });
});
