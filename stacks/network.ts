import { Vpc } from "@pulumi/awsx/ec2";
import type * as pulumi from "@pulumi/pulumi";

/** A stage's VPC with a public and a private subnet in each of its zones. */
export interface Network {
  vpcId: pulumi.Output<string>;
  publicSubnetIds: pulumi.Output<string[]>;
  privateSubnetIds: pulumi.Output<string[]>;
}

/** How instances in private subnets reach the internet. Each gateway costs by the hour. */
export type NatGatewayStrategy = "None" | "Single" | "OnePerAz";

export interface NetworkOptions {
  /** 2 or more: a load balancer needs two. */
  availabilityZoneCount: number;
  natGateways: NatGatewayStrategy;
  /** Whether the engine refuses to delete it. */
  isProtected: boolean;
}

/**
 * Creates a stage's VPC. NAT and subnet strategy are stated, because awsx's defaults are a gateway
 * for each zone and a subnet layout that it advises against.
 */
export function createNetwork(
  name: string,
  { availabilityZoneCount, natGateways, isProtected }: NetworkOptions,
): Network {
  const vpc = new Vpc(
    `${name}-vpc`,
    {
      numberOfAvailabilityZones: availabilityZoneCount,
      natGateways: { strategy: natGateways },
      subnetStrategy: "Auto",
      enableDnsHostnames: true,
    },
    { protect: isProtected },
  );
  return {
    vpcId: vpc.vpcId,
    publicSubnetIds: vpc.publicSubnetIds,
    privateSubnetIds: vpc.privateSubnetIds,
  };
}
