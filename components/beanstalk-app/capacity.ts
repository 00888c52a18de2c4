import type * as pulumi from "@pulumi/pulumi";
import type { TextRule } from "../shared/fields";
import {
  completed,
  decimal,
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
import { at, each, rulesOn } from "../shared/rules";
import type { OptionSetting } from "./option-setting";
import { optionsIn } from "./option-setting";
import type { BeanstalkAppSettings } from "./settings";

/** Whether the environment has a load balancer. */
export enum EnvironmentType {
  /** An Auto Scaling group of instances behind a load balancer, which costs by the hour. */
  LoadBalanced = "LoadBalanced",
  /** One instance with an Elastic IP address and no load balancer: the cheapest environment. */
  SingleInstance = "SingleInstance",
}

/** What the instances' processors understand. */
export enum ProcessorArchitecture {
  /** Intel and AMD. */
  X86_64 = "x86_64",
  /** AWS Graviton, which costs less for the same work. The bundle must not hold x86 binaries. */
  Arm64 = "arm64",
}

/** From which of the pools of unused EC2 capacity Spot Instances come. */
export enum SpotAllocationStrategy {
  /** The pools with the most capacity left: the fewest interruptions. */
  CapacityOptimized = "capacity-optimized",
  /** Likewise, but preferring the types that `instanceTypes` names first. */
  CapacityOptimizedPrioritized = "capacity-optimized-prioritized",
  /** The cheapest of the pools with the most capacity left. */
  PriceCapacityOptimized = "price-capacity-optimized",
  /** The cheapest pools: the most interruptions. */
  LowestPrice = "lowest-price",
}

/**
 * Instances from EC2's unused capacity: much cheaper, but EC2 takes them back with a notice of two
 * minutes. Two instance types or more make that rarer.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-autoscaling-spot-and-demand.html
 */
export interface SpotArgs {
  /**
   * How many On-Demand Instances come before the first Spot Instance, from 0 to `maxInstances`.
   * Defaults to 0.
   */
  onDemandBase?: number;
  /**
   * Percentage of On-Demand Instances among those above the base, from 0 to 100. Defaults to
   * Beanstalk's: 70, and 0 for a single instance.
   */
  onDemandAboveBasePercent?: number;
  /**
   * The most to pay for an instance, in US dollars an hour, from 0.001 to 20. Defaults to each
   * type's On-Demand price.
   */
  maxPriceUsd?: number;
  /** From which pools the instances come. Defaults to CapacityOptimized. */
  allocationStrategy?: SpotAllocationStrategy;
  /**
   * Whether an instance that EC2 is likely to take back is replaced before it is. Defaults to false.
   */
  capacityRebalancing?: boolean;
}

/**
 * How many instances, of which kind, and where.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.managing.as.html
 */
export interface CapacityArgs {
  /**
   * Whether there is a load balancer. A change between the two interrupts the service. Defaults to
   * LoadBalanced.
   */
  environmentType?: EnvironmentType;
  /**
   * Fewest instances, from 1 to 10000; each costs by the hour. Only 1 for a single instance.
   * Defaults to 1.
   */
  minInstances?: number;
  /**
   * Most instances, from `minInstances` to 10000. Only 1 for a single instance. Defaults to 4, and to
   * 1 for a single instance.
   */
  maxInstances?: number;
  /**
   * EC2 instance types, from 1 to 40, all of one architecture, the preferred one first: without
   * `spot`, Beanstalk uses that one alone. Taking a type away replaces the instances that are of it.
   * A change of their order alone reaches nothing, since the provider compares the list without it:
   * change the types too.
   * Defaults to t3.micro and t3.small, and to t4g.micro and t4g.small for Arm64.
   */
  instanceTypes?: string[];
  /** The instances' architecture. Defaults to that of the first of `instanceTypes`, X86_64. */
  architecture?: ProcessorArchitecture;
  /** Cheaper instances that EC2 may take back. Defaults to none: On-Demand Instances alone. */
  spot?: SpotArgs;
  /**
   * How many availability zones the instances are spread over, from 1 to 3. Not together with
   * `availabilityZones`. Defaults to as many as there are subnets in.
   */
  availabilityZoneCount?: number;
  /**
   * Names of the availability zones of the instances, such as `eu-central-1a`. Where there is a
   * `network`, its subnets must lie in them. Defaults to those of the subnets.
   */
  availabilityZones?: pulumi.Input<pulumi.Input<string>[]>;
}

const INSTANCE_TYPE: TextRule = {
  matches: /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/,
  must: "must be an EC2 instance type",
  remedy: 'Use a name such as "t3.micro".',
};

const SPOT = group<SpotArgs>()({
  onDemandBase: optional(wholeNumber("instances", 0, 10_000)),
  onDemandAboveBasePercent: optional(wholeNumber("percent", 0, 100)),
  maxPriceUsd: optional(decimal("US dollars", 0.001, 20)),
  allocationStrategy: optional(oneOf(SpotAllocationStrategy)),
  capacityRebalancing: withDefault(flag(), false),
});

const GIVEN_CAPACITY = group<CapacityArgs>()({
  environmentType: withDefault(oneOf(EnvironmentType), EnvironmentType.LoadBalanced),
  minInstances: withDefault(wholeNumber("instances", 1, 10_000), 1),
  maxInstances: optional(wholeNumber("instances", 1, 10_000)),
  instanceTypes: optional(
    list(text(INSTANCE_TYPE), {
      min: 1,
      max: 40,
      remedy: "Name the types that you want, the preferred one first.",
    }),
  ),
  architecture: optional(oneOf(ProcessorArchitecture)),
  spot: optional(SPOT),
  availabilityZoneCount: optional(wholeNumber("availability zones", 1, 3)),
  availabilityZones: optional(
    input(
      list(input(text()), { min: 1, remedy: "Name the zones, or leave out availabilityZones." }),
    ),
  ),
});

const DEFAULT_TYPES: Record<ProcessorArchitecture, string[]> = {
  [ProcessorArchitecture.X86_64]: ["t3.micro", "t3.small"],
  [ProcessorArchitecture.Arm64]: ["t4g.micro", "t4g.small"],
};

export const CAPACITY = completed(GIVEN_CAPACITY, (given) => {
  const isSingleInstance = given.environmentType === EnvironmentType.SingleInstance;
  const [preferredType] = given.instanceTypes ?? [];
  const architecture =
    given.architecture ??
    (preferredType === undefined ? ProcessorArchitecture.X86_64 : findArchitecture(preferredType));
  return {
    ...given,
    maxInstances: given.maxInstances ?? (isSingleInstance ? 1 : 4),
    architecture,
    instanceTypes: given.instanceTypes ?? DEFAULT_TYPES[architecture],
  };
});

/**
 * Graviton families have a `g` among the letters behind the generation: t4g, c7gn, im4gn. The first
 * one, a1, has not.
 *
 * Source: https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
function findArchitecture(instanceType: string): ProcessorArchitecture {
  return /^(a1|[a-z]+\d+[a-z]*g[a-z]*)[.-]/.test(instanceType)
    ? ProcessorArchitecture.Arm64
    : ProcessorArchitecture.X86_64;
}

/** Whether there is one instance, and no load balancer. */
export function isSingleInstance({ capacity }: BeanstalkAppSettings): boolean {
  return capacity.environmentType === EnvironmentType.SingleInstance;
}

const GROUP_OPTIONS =
  "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-autoscalingasg";
const INSTANCE_OPTIONS =
  "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-ec2instances";

const rule = rulesOn<BeanstalkAppSettings>();

export const CAPACITY_RULES = [
  rule({
    id: "min-max-instances",
    source: GROUP_OPTIONS,
    of: (settings) =>
      isSingleInstance(settings) ? [] : at("capacity.minInstances", settings.capacity.minInstances),
    holds: (minInstances, { capacity }) => minInstances <= capacity.maxInstances,
    must: (_, { capacity }) => `must be at most capacity.maxInstances (${capacity.maxInstances})`,
    remedy: "Raise capacity.maxInstances or lower capacity.minInstances.",
  }),
  rule({
    id: "instances-of-single-instance",
    source: GROUP_OPTIONS,
    of: (settings) =>
      isSingleInstance(settings)
        ? [
            ...at("capacity.minInstances", settings.capacity.minInstances),
            ...at("capacity.maxInstances", settings.capacity.maxInstances),
          ]
        : [],
    holds: (count) => count === 1,
    must: "must be 1 for a single instance",
    remedy: "Leave it out, or use EnvironmentType.LoadBalanced.",
  }),
  rule({
    id: "instance-type-architecture",
    source: INSTANCE_OPTIONS,
    of: ({ capacity }) => each("capacity.instanceTypes", capacity.instanceTypes),
    holds: (type, { capacity }) => findArchitecture(type) === capacity.architecture,
    must: (_, { capacity }) => `must be an ${capacity.architecture} type`,
    remedy:
      "Use types of one architecture, and name no other in capacity.architecture. " +
      "Those with a g behind the generation, as in t4g, are arm64.",
  }),
  rule({
    id: "spot-on-demand-base",
    source: INSTANCE_OPTIONS,
    of: ({ capacity }) => at("capacity.spot.onDemandBase", capacity.spot?.onDemandBase),
    holds: (onDemandBase, { capacity }) => onDemandBase <= capacity.maxInstances,
    must: (_, { capacity }) => `must be at most capacity.maxInstances (${capacity.maxInstances})`,
    remedy: "Lower it, or leave out capacity.spot for On-Demand Instances alone.",
  }),
  rule({
    id: "availability-zones-twice",
    source: GROUP_OPTIONS,
    of: ({ capacity }) => at("capacity.availabilityZoneCount", capacity.availabilityZoneCount),
    holds: (_, { capacity }) => capacity.availabilityZones === undefined,
    must: "must not be set together with capacity.availabilityZones",
    remedy: "Keep one of the two.",
  }),
];

export function buildCapacityOptions(settings: BeanstalkAppSettings): OptionSetting[] {
  const { capacity } = settings;
  const { environmentType, availabilityZoneCount, availabilityZones } = capacity;
  const isLoadBalanced = !isSingleInstance(settings);
  return [
    ...optionsIn("aws:elasticbeanstalk:environment", { EnvironmentType: environmentType }),
    ...optionsIn("aws:ec2:instances", {
      // The order of the types is their priority, so this list is not sorted.
      InstanceTypes: capacity.instanceTypes.join(","),
      // Beanstalk takes x86_64 by itself.
      SupportedArchitectures:
        capacity.architecture === ProcessorArchitecture.X86_64 ? undefined : capacity.architecture,
    }),
    ...optionsIn("aws:autoscaling:asg", {
      MinSize: isLoadBalanced ? capacity.minInstances : undefined,
      MaxSize: isLoadBalanced ? capacity.maxInstances : undefined,
      "Availability Zones":
        availabilityZoneCount === undefined ? undefined : `Any ${availabilityZoneCount}`,
      "Custom Availability Zones": joinSet(availabilityZones),
    }),
    ...buildSpotOptions(capacity.spot),
  ];
}

function buildSpotOptions(spot: BeanstalkAppSettings["capacity"]["spot"]): OptionSetting[] {
  if (spot === undefined) {
    return [];
  }
  return [
    ...optionsIn("aws:ec2:instances", {
      EnableSpot: true,
      SpotFleetOnDemandBase: spot.onDemandBase,
      SpotFleetOnDemandAboveBasePercentage: spot.onDemandAboveBasePercent,
      SpotMaxPrice: spot.maxPriceUsd,
      SpotAllocationStrategy: spot.allocationStrategy,
    }),
    ...optionsIn("aws:autoscaling:asg", {
      EnableCapacityRebalancing: spot.capacityRebalancing ? true : undefined,
    }),
  ];
}
