import { group, oneOf, optional, wholeNumber, withDefault } from "../shared/fields";
import { at, rulesOn } from "../shared/rules";
import type { OptionSetting } from "./option-setting";
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

export const ROOT_VOLUME = group<RootVolumeArgs>()({
  type: withDefault(oneOf(RootVolumeType), RootVolumeType.Gp3),
  sizeGiB: optional(wholeNumber("GiB", 10, 16_384)),
  iops: optional(wholeNumber("operations a second", 100, 20_000)),
  throughputMiBps: optional(wholeNumber("MiB a second", 125, 1000)),
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

const rule = rulesOn<BeanstalkAppSettings>();

export const ROOT_VOLUME_RULES = [
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
    must: "should be gp3 in an AWS account from October 2024 or later",
    remedy:
      "Such accounts can't create launch configurations, which Beanstalk may use for other types.",
    isWarning: true,
  }),
];

/** The most IOPS for the root volume's size; without one, any number. */
function findMostIops({ instances: { rootVolume } }: BeanstalkAppSettings): number {
  const perGiB = PROVISIONED_IOPS[rootVolume.type]?.perGiB ?? Infinity;
  return perGiB * (rootVolume.sizeGiB ?? Infinity);
}

/** Beanstalk uses a launch template for gp3; new accounts can't create launch configurations. */
export function buildRootVolumeOptions({
  instances: { rootVolume },
}: BeanstalkAppSettings): OptionSetting[] {
  return optionsIn("aws:autoscaling:launchconfiguration", {
    RootVolumeType: rootVolume.type,
    RootVolumeSize: rootVolume.sizeGiB,
    RootVolumeIOPS: rootVolume.iops,
    RootVolumeThroughput: rootVolume.throughputMiBps,
  });
}
