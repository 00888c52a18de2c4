import type { RootVolumeArgs } from "../../../../components";
import { LoadBalancerType, ProcessorArchitecture, RootVolumeType } from "../../../../components";
import type { BadInput } from "./bad-input";
import { OPEN, SINGLE_INSTANCE, VPC } from "./bad-input";

const volume = (rootVolume: RootVolumeArgs) => ({ instances: { rootVolume } });

/** How many instances there are, of what, and where. */
export const CAPACITY_ROWS: BadInput[] = [
  [
    "min above max",
    { capacity: { minInstances: 5, maxInstances: 2 } },
    [
      "capacity.minInstances must be at most capacity.maxInstances (2), got 5. " +
        "Raise capacity.maxInstances or lower capacity.minInstances.",
    ],
  ],
  [
    "two single instances",
    { capacity: { ...SINGLE_INSTANCE, minInstances: 2, maxInstances: 2 } },
    [
      "capacity.minInstances must be 1 for a single instance, got 2. " +
        "Leave it out, or use EnvironmentType.LoadBalanced.",
      "capacity.maxInstances must be 1 for a single instance, got 2. " +
        "Leave it out, or use EnvironmentType.LoadBalanced.",
    ],
  ],
  [
    "no instance",
    { capacity: { minInstances: 0 } },
    [
      "capacity.minInstances must be a whole number of instances from 1 to 10000, got 0. " +
        "Use a number in that range.",
    ],
  ],
  [
    "an instance type without a size",
    { capacity: { instanceTypes: ["t3"] } },
    [
      'capacity.instanceTypes[0] must be an EC2 instance type, got "t3". ' +
        'Use a name such as "t3.micro".',
    ],
  ],
  [
    "two architectures",
    { capacity: { instanceTypes: ["t4g.small", "t3.small"] } },
    [
      'capacity.instanceTypes[1] must be an arm64 type, got "t3.small". ' +
        "Use types of one architecture, and name no other in capacity.architecture. Those with a g behind the generation, as in t4g, are arm64.",
    ],
  ],
  [
    "Graviton in name alone",
    { capacity: { architecture: ProcessorArchitecture.Arm64, instanceTypes: ["m7i.large"] } },
    [
      'capacity.instanceTypes[0] must be an arm64 type, got "m7i.large". ' +
        "Use types of one architecture, and name no other in capacity.architecture. Those with a g behind the generation, as in t4g, are arm64.",
    ],
  ],
  [
    "more On-Demand Instances than instances",
    { capacity: { maxInstances: 2, spot: { onDemandBase: 3 } } },
    [
      "capacity.spot.onDemandBase must be at most capacity.maxInstances (2), got 3. " +
        "Lower it, or leave out capacity.spot for On-Demand Instances alone.",
    ],
  ],
  [
    "zones by number and by name",
    { capacity: { availabilityZoneCount: 2, availabilityZones: ["eu-central-1a"] } },
    [
      "capacity.availabilityZoneCount must not be set together with capacity.availabilityZones, got 2. " +
        "Keep one of the two.",
    ],
  ],
  [
    "more IOPS than gp3 has",
    volume({ iops: 20_000 }),
    [
      "instances.rootVolume.iops must be from 3000 to 16000 for a gp3 volume, got 20000. " +
        "gp3 takes 3000 to 16000, io1 100 to 20000, gp2 none.",
    ],
  ],
  [
    "more IOPS than so few GiB have",
    volume({ sizeGiB: 10, iops: 6000 }),
    [
      "instances.rootVolume.iops must be at most 5000 for 10 GiB, got 6000. " +
        "Raise instances.rootVolume.sizeGiB or lower the IOPS.",
    ],
  ],
  [
    "an io1 volume without IOPS",
    volume({ type: RootVolumeType.Io1, sizeGiB: 100 }),
    [
      "instances.rootVolume.iops must be given for an io1 volume. " +
        "Give it, or use RootVolumeType.Gp3.",
    ],
  ],
  [
    "throughput for gp2",
    volume({ type: RootVolumeType.Gp2, throughputMiBps: 250 }),
    [
      "instances.rootVolume.throughputMiBps must not be set for any volume but gp3, got 250. " +
        "Leave it out, or use RootVolumeType.Gp3.",
    ],
  ],
  [
    "throughput without the IOPS for it",
    volume({ throughputMiBps: 1000 }),
    [
      "instances.rootVolume.throughputMiBps must be at most a quarter of the IOPS (3000), got 1000. " +
        "Raise instances.rootVolume.iops or lower the throughput.",
    ],
  ],
  [
    "SSH for a key pair that is not there",
    { ...OPEN, instances: { sshSource: "203.0.113.7/32" } },
    [
      'instances.sshSource must not be set without instances.keyName, got "203.0.113.7/32". ' +
        "Name a key pair, or leave it out and use Session Manager.",
    ],
  ],
  [
    "SSH from everywhere, by Beanstalk's own group",
    { ...OPEN, instances: { keyName: "ops" }, loadBalancer: { type: LoadBalancerType.Network } },
    [
      "instances.sshSource must be given with instances.keyName behind a network or shared load balancer, or SSH is open to everybody. " +
        "Name the addresses that may connect.",
    ],
  ],
  [
    "an address that is no CIDR block",
    { ...OPEN, instances: { keyName: "ops", sshSource: "203.0.113.7" } },
    [
      'instances.sshSource must be an IPv4 CIDR block, got "203.0.113.7". ' +
        'Use "203.0.113.7/32" for one address.',
    ],
  ],
  [
    "one zone for the load balancer",
    { network: { ...VPC, loadBalancerSubnetIds: ["subnet-2"] } },
    [
      "network.loadBalancerSubnetIds must name two subnets or more in a load-balanced environment, got 1. " +
        "An Application Load Balancer needs two availability zones, a network one needs one. Name a subnet in each.",
    ],
  ],
  [
    "a load balancer's subnets for a single instance",
    { capacity: SINGLE_INSTANCE, network: VPC },
    [
      "network.loadBalancerSubnetIds must not be set for a single instance, which has no load balancer. " +
        "Remove it, or set capacity.environmentType to LoadBalanced.",
    ],
  ],
  [
    "no subnets",
    { network: { ...VPC, instanceSubnetIds: [] } },
    [
      "network.instanceSubnetIds must not be empty, got 0. " +
        "Name the subnets of the instances, or leave out network.",
    ],
  ],
];
