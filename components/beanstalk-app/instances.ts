import { isIPv4 } from "node:net";
import type * as pulumi from "@pulumi/pulumi";
import type { TextRule } from "../shared/fields";
import { flag, group, input, list, optional, text, withDefault } from "../shared/fields";
import { joinSet } from "../shared/inputs";
import { at, rulesOn } from "../shared/rules";
import { hasOwnGroups } from "./ingress";
import { SECURITY_GROUP_ID } from "./network";
import type { EnvironmentReferences, OptionSetting } from "./option-setting";
import { optionsIn } from "./option-setting";
import type { RootVolumeArgs } from "./root-volume";
import { buildRootVolumeOptions, ROOT_VOLUME, ROOT_VOLUME_RULES } from "./root-volume";
import type { BeanstalkAppSettings } from "./settings";

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
   * Addresses from which SSH is let in, as an IPv4 CIDR block such as `203.0.113.7/32`; needs
   * `keyName`. Required with it behind a network or shared load balancer, where Beanstalk's own
   * security group stays and lets in everybody otherwise. Defaults to none.
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

/** EC2 takes a block by its first address alone. */
function isCidrBlock(value: string): boolean {
  const [, address = "", bits = ""] = /^([\d.]+)\/(\d\d?)$/.exec(value) ?? [];
  const number = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  return isIPv4(address) && Number(bits) <= 32 && number % 2 ** (32 - Number(bits)) === 0;
}

export const INSTANCES = group<InstancesArgs>()({
  rootVolume: withDefault(ROOT_VOLUME, {}),
  blockDeviceMappings: withDefault(list(text(BLOCK_DEVICE_MAPPING)), []),
  imageId: optional(input(text(IMAGE_ID))),
  keyName: optional(input(text())),
  sshSource: optional(text(SSH_SOURCE)),
  detailedMonitoring: withDefault(flag(), false),
  additionalSecurityGroupIds: withDefault(list(input(text(SECURITY_GROUP_ID))), []),
  propagateTags: optional(flag()),
});

const LAUNCH_OPTIONS =
  "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-autoscalinglaunchconfiguration";

const rule = rulesOn<BeanstalkAppSettings>();

export const INSTANCES_RULES = [
  ...ROOT_VOLUME_RULES,
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
    of: (settings) =>
      settings.instances.keyName === undefined || hasOwnGroups(settings)
        ? []
        : [{ path: "instances.sshSource", value: settings.instances.sshSource }],
    holds: (sshSource) => sshSource !== undefined,
    must: "must be given with instances.keyName behind a network or shared load balancer, or SSH is open to everybody",
    remedy: "Name the addresses that may connect.",
  }),
];

/** IMDSv2 only, which makes Beanstalk use a launch template, as a gp3 root volume does. */
export function buildInstanceOptions(
  settings: BeanstalkAppSettings,
  { instanceProfileName, instanceSecurityGroupId: ownGroupId }: EnvironmentReferences,
): OptionSetting[] {
  const { instances, tags } = settings;
  const { blockDeviceMappings, sshSource } = instances;
  const isTagged = Object.keys(tags ?? {}).length > 0;
  const ownGroupIds = ownGroupId === undefined ? [] : [ownGroupId];
  const sshOption = sshSource === undefined ? undefined : `tcp,22,22,${sshSource}`;
  return [
    ...buildRootVolumeOptions(settings),
    ...optionsIn("aws:autoscaling:launchconfiguration", {
      DisableIMDSv1: true,
      IamInstanceProfile: instanceProfileName,
      BlockDeviceMappings: joinSet(blockDeviceMappings),
      ImageId: instances.imageId,
      EC2KeyName: instances.keyName,
      // It is a rule of Beanstalk's own group.
      SSHSourceRestriction: ownGroupId === undefined ? sshOption : undefined,
      MonitoringInterval: instances.detailedMonitoring ? "1 minute" : undefined,
      LaunchTemplateTagPropagationEnabled: (instances.propagateTags ?? isTagged) ? true : undefined,
      // The default group admits everybody on port 80.
      DisableDefaultEC2SecurityGroup: ownGroupId === undefined ? undefined : true,
      // Without a group in its place, Beanstalk's own one stays beside these.
      SecurityGroups: joinSet([...ownGroupIds, ...instances.additionalSecurityGroupIds]),
    }),
  ];
}
