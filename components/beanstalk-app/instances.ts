import { isIPv4 } from "node:net";
import type * as pulumi from "@pulumi/pulumi";
import type { TextRule } from "../shared/fields";
import {
  flag,
  group,
  input,
  list,
  oneOf,
  optional,
  text,
  wholeNumber,
  withDefault,
} from "../shared/fields";
import { joinSet } from "../shared/inputs";
import { at, rulesOn } from "../shared/rules";
import type { EnvironmentReferences, OptionSetting } from "./option-setting";
import { optionsIn } from "./option-setting";
import type { BeanstalkAppSettings } from "./settings";

/** The kind of an instance's root volume. */
export enum RootVolumeType {
  /** General purpose SSD; size, IOPS and throughput are paid for apart. */
  Gp3 = "gp3",
  /** The generation before, whose speed grows with its size. Costs more than gp3. */
  Gp2 = "gp2",
  /** Provisioned IOPS SSD: the most operations a second, at the highest cost. */
  Io1 = "io1",
}

/**
 * The volume that an instance boots from. Each costs by size and month, and by what is provisioned
 * of IOPS and throughput above gp3's base.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-autoscalinglaunchconfiguration
 */
export interface RootVolumeArgs {
  /** The kind of the volume. Defaults to Gp3. */
  type?: RootVolumeType;
  /**
   * Size in GiB, from 10 to 16384, and not below the image's own. Required for Io1. Defaults to the
   * platform's.
   */
  sizeGiB?: number;
  /**
   * I/O operations a second: for Gp3 from 3000 to 16000 and at most 500 a GiB; for Io1, which
   * requires it, from 100 to 20000 and at most 50 a GiB; not for Gp2. Defaults to gp3's base, 3000.
   */
  iops?: number;
  /**
   * MiB a second, from 125 to 1000 and at most a quarter of `iops`; for Gp3 alone. Defaults to gp3's
   * base, 125.
   */
  throughputMiBps?: number;
}

/**
 * What each instance is made of. A change of almost any of it replaces the instances. They answer
 * IMDSv2 alone, always: version 1 of the metadata service hands the role's credentials to whoever
 * makes the app fetch a URL.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.managing.ec2.html
 */
export interface InstancesArgs {
  /** The volume that an instance boots from. Defaults to a gp3 volume of the platform's size. */
  rootVolume?: RootVolumeArgs;
  /**
   * More volumes, each as Beanstalk writes it: the device's name, and behind an equals sign the
   * snapshot, size in GiB, whether it is deleted with the instance, type, IOPS and throughput, with
   * colons between: `/dev/sdj=:100:true:gp3`, `/dev/sdh=snap-51eef269`, or `/dev/sdb=ephemeral0` for
   * an instance store volume. Defaults to none.
   */
  blockDeviceMappings?: string[];
  /**
   * Id of an image of yours in place of the platform's, made from it and of the same architecture.
   * Platform updates then no longer bring a new image. Defaults to the platform's.
   */
  imageId?: pulumi.Input<string>;
  /**
   * Name of an EC2 key pair to log in with. Session Manager needs none, and no open port. Defaults to
   * none.
   */
  keyName?: pulumi.Input<string>;
  /**
   * Addresses from which SSH is let in, as an IPv4 CIDR block such as `203.0.113.7/32`. Required with
   * `keyName` where Beanstalk's own security group stays, which lets in everybody otherwise; an error
   * where only CloudFront is let in, since there that group is gone. Defaults to none.
   */
  sshSource?: string;
  /**
   * Whether metrics come every minute in place of every five. Costs by instance and metric.
   * Defaults to false.
   */
  detailedMonitoring?: boolean;
  /**
   * Ids of security groups that the instances get besides, for example one that a database lets in.
   * Defaults to none.
   */
  additionalSecurityGroupIds?: pulumi.Input<string>[];
  /**
   * Whether volumes and network interfaces get the environment's tags as well as instances do. A
   * change of tags then replaces the instances. Defaults to true where `tags` are given, and to
   * false elsewhere.
   */
  propagateTags?: boolean;
}

const BLOCK_DEVICE_MAPPING: TextRule = {
  matches:
    /^\/dev\/[a-z][a-z0-9]*=(ephemeral\d+|snap-[0-9a-f]+|(snap-[0-9a-f]+)?:\d+(:(true|false)(:(gp3|gp2|standard|st1|sc1|io1)(:\d+(:\d+)?)?)?)?)$/,
  must: "must be a mapping as Beanstalk writes it",
  remedy: 'Use "/dev/sdj=:100:true:gp3" for an empty volume of 100 GiB.',
};

const IMAGE_ID: TextRule = {
  matches: /^ami-[0-9a-z]+$/,
  must: "must be the id of an image",
  remedy: 'Use an id such as "ami-0123456789abcdef0".',
};

const SSH_SOURCE: TextRule = {
  matches: isCidrBlock,
  must: "must be an IPv4 CIDR block",
  remedy: 'Use "203.0.113.7/32" for one address.',
};

function isCidrBlock(value: string): boolean {
  const [, address = "", bits = ""] = /^([\d.]+)\/(\d\d?)$/.exec(value) ?? [];
  return isIPv4(address) && Number(bits) <= 32;
}

const ROOT_VOLUME = group<RootVolumeArgs>()({
  type: withDefault(oneOf(RootVolumeType), RootVolumeType.Gp3),
  sizeGiB: optional(wholeNumber("GiB", 10, 16_384)),
  iops: optional(wholeNumber("operations a second", 100, 20_000)),
  throughputMiBps: optional(wholeNumber("MiB a second", 125, 1000)),
});

export const INSTANCES = group<InstancesArgs>()({
  rootVolume: withDefault(ROOT_VOLUME, {}),
  blockDeviceMappings: withDefault(list(text(BLOCK_DEVICE_MAPPING)), []),
  imageId: optional(input(text(IMAGE_ID))),
  keyName: optional(input(text())),
  sshSource: optional(text(SSH_SOURCE)),
  detailedMonitoring: withDefault(flag(), false),
  additionalSecurityGroupIds: withDefault(list(input(text())), []),
  propagateTags: optional(flag()),
});

/** The IOPS that EBS provisions: fewest, most, and most for each GiB of the volume. */
const PROVISIONED_IOPS: Record<
  RootVolumeType,
  { min: number; max: number; perGiB: number } | undefined
> = {
  [RootVolumeType.Gp3]: { min: 3000, max: 16_000, perGiB: 500 },
  [RootVolumeType.Gp2]: undefined,
  [RootVolumeType.Io1]: { min: 100, max: 20_000, perGiB: 50 },
};

/** What a gp3 volume has without any being provisioned. */
const BASE_IOPS = 3000;

const LAUNCH_OPTIONS =
  "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-autoscalinglaunchconfiguration";
const VOLUME_TYPES = "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html";
const SECURITY_GROUPS =
  "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.managing.ec2.instances.sg.html";

const rule = rulesOn<BeanstalkAppSettings>();

export const INSTANCES_RULES = [
  rule({
    id: "root-volume-iops",
    source: LAUNCH_OPTIONS,
    of: ({ instances: { rootVolume } }) => at("instances.rootVolume.iops", rootVolume.iops),
    holds: (iops, { instances: { rootVolume } }) => {
      const range = PROVISIONED_IOPS[rootVolume.type];
      return range !== undefined && iops >= range.min && iops <= range.max;
    },
    must: (_, { instances: { rootVolume } }) => {
      const range = PROVISIONED_IOPS[rootVolume.type];
      return range === undefined
        ? `must not be set for a ${rootVolume.type} volume`
        : `must be from ${range.min} to ${range.max} for a ${rootVolume.type} volume`;
    },
    remedy: "gp3 takes 3000 to 16000, io1 100 to 20000, gp2 none.",
  }),
  rule({
    id: "root-volume-iops-per-gib",
    source: VOLUME_TYPES,
    of: ({ instances: { rootVolume } }) => at("instances.rootVolume.iops", rootVolume.iops),
    holds: (iops, settings) => iops <= findMostIops(settings),
    must: (_, settings) =>
      `must be at most ${findMostIops(settings)} for ${settings.instances.rootVolume.sizeGiB} GiB`,
    remedy: "Raise instances.rootVolume.sizeGiB or lower the IOPS.",
  }),
  rule({
    id: "root-volume-of-io1",
    source: LAUNCH_OPTIONS,
    of: ({ instances: { rootVolume } }) =>
      rootVolume.type === RootVolumeType.Io1
        ? [
            { path: "instances.rootVolume.sizeGiB", value: rootVolume.sizeGiB },
            { path: "instances.rootVolume.iops", value: rootVolume.iops },
          ]
        : [],
    holds: (value) => value !== undefined,
    must: "must be given for an io1 volume",
    remedy: "Give it, or use RootVolumeType.Gp3.",
  }),
  rule({
    id: "root-volume-throughput-type",
    source: LAUNCH_OPTIONS,
    of: ({ instances: { rootVolume } }) =>
      at("instances.rootVolume.throughputMiBps", rootVolume.throughputMiBps),
    holds: (_, { instances: { rootVolume } }) => rootVolume.type === RootVolumeType.Gp3,
    must: "must not be set for any volume but gp3",
    remedy: "Leave it out, or use RootVolumeType.Gp3.",
  }),
  rule({
    id: "root-volume-throughput-per-iops",
    source: VOLUME_TYPES,
    of: ({ instances: { rootVolume } }) =>
      rootVolume.type === RootVolumeType.Gp3
        ? at("instances.rootVolume.throughputMiBps", rootVolume.throughputMiBps)
        : [],
    holds: (throughputMiBps, { instances: { rootVolume } }) =>
      throughputMiBps <= (rootVolume.iops ?? BASE_IOPS) / 4,
    must: (_, { instances: { rootVolume } }) =>
      `must be at most a quarter of the IOPS (${rootVolume.iops ?? BASE_IOPS})`,
    remedy: "Raise instances.rootVolume.iops or lower the throughput.",
  }),
  rule({
    id: "root-volume-launch-template",
    source:
      "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-autoscaling-launch-templates.html",
    of: ({ instances: { rootVolume } }) => at("instances.rootVolume.type", rootVolume.type),
    holds: (type) => type === RootVolumeType.Gp3,
    must: "must be gp3 in an AWS account from October 2024 or later",
    remedy:
      "Such accounts can't create launch configurations, which Beanstalk may use for other types.",
    isWarning: true,
  }),
  rule({
    id: "ssh-source-without-key",
    source: LAUNCH_OPTIONS,
    of: ({ instances }) => at("instances.sshSource", instances.sshSource),
    holds: (_, { instances }) => instances.keyName !== undefined,
    must: "must not be set without instances.keyName",
    remedy: "Name a key pair, or leave it out and use Session Manager.",
  }),
  rule({
    id: "key-without-ssh-source",
    source: LAUNCH_OPTIONS,
    of: ({ instances, restrictToCloudFront }) =>
      instances.keyName === undefined || restrictToCloudFront
        ? []
        : [{ path: "instances.sshSource", value: instances.sshSource }],
    holds: (sshSource) => sshSource !== undefined,
    must: "must be given with instances.keyName, or SSH is open to everybody",
    remedy: "Name the addresses that may connect.",
  }),
  rule({
    id: "ssh-source-beside-closed-group",
    source: SECURITY_GROUPS,
    of: ({ instances, restrictToCloudFront }) =>
      restrictToCloudFront ? at("instances.sshSource", instances.sshSource) : [],
    holds: () => false,
    must: "must not be set where only CloudFront is let in: it is a rule of Beanstalk's own security group, which is gone then",
    remedy: "Let SSH into a group of yours, in instances.additionalSecurityGroupIds.",
  }),
];

/** The most IOPS for the root volume's size; without one, any number. */
function findMostIops({ instances: { rootVolume } }: BeanstalkAppSettings): number {
  const perGiB = PROVISIONED_IOPS[rootVolume.type]?.perGiB ?? Infinity;
  return perGiB * (rootVolume.sizeGiB ?? Infinity);
}

/**
 * IMDSv2 only, and a gp3 root volume: together they make Beanstalk use a launch template, since
 * new accounts can't create launch configurations.
 */
export function buildInstanceOptions(
  { instances, tags }: BeanstalkAppSettings,
  { instanceProfileName, instanceSecurityGroupId: closedGroupId }: EnvironmentReferences,
): OptionSetting[] {
  const { rootVolume, blockDeviceMappings, sshSource } = instances;
  const isTagged = Object.keys(tags ?? {}).length > 0;
  const closedGroupIds = closedGroupId === undefined ? [] : [closedGroupId];
  const groupIds = [...closedGroupIds, ...instances.additionalSecurityGroupIds];
  return optionsIn("aws:autoscaling:launchconfiguration", {
    DisableIMDSv1: true,
    IamInstanceProfile: instanceProfileName,
    RootVolumeType: rootVolume.type,
    RootVolumeSize: rootVolume.sizeGiB,
    RootVolumeIOPS: rootVolume.iops,
    RootVolumeThroughput: rootVolume.throughputMiBps,
    BlockDeviceMappings: blockDeviceMappings.length > 0 ? joinSet(blockDeviceMappings) : undefined,
    ImageId: instances.imageId,
    EC2KeyName: instances.keyName,
    SSHSourceRestriction: sshSource === undefined ? undefined : `tcp,22,22,${sshSource}`,
    MonitoringInterval: instances.detailedMonitoring ? "1 minute" : undefined,
    LaunchTemplateTagPropagationEnabled: (instances.propagateTags ?? isTagged) ? true : undefined,
    // The default group admits everybody on port 80.
    DisableDefaultEC2SecurityGroup: closedGroupId === undefined ? undefined : true,
    // Without a group in its place, Beanstalk's own one stays beside these.
    SecurityGroups: groupIds.length > 0 ? joinSet(groupIds) : undefined,
  });
}
