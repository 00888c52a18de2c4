import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type {
  CachingArgs,
  DeploymentPolicy,
  ManagedUpdatesArgs,
  NetworkArgs,
  OriginProtection,
  PriceClass,
} from "../components";
import { CdnFrontedBeanstalkApp } from "../components";
import type { StageConfig } from "./config";
import { readStageConfig } from "./config";
import type { NatGatewayStrategy } from "./network";
import { createNetwork } from "./network";
import { resolvePlatform } from "./platform";

/**
 * What differs between the stages: each gives all of it, in this order, so that `dev.ts`,
 * `staging.ts` and `prod.ts` beside each other read as a table.
 */
export interface Stage {
  /** Availability zones of the VPC, 2 or more. */
  availabilityZoneCount: number;
  /** NAT gateways: none, one, or one a zone. Each costs by the hour. */
  natGateways: NatGatewayStrategy;
  /** EC2 instance types, the preferred one first. */
  instanceTypes: string[];
  minInstances: number;
  maxInstances: number;
  /** How a new version reaches the instances. */
  deploymentPolicy: DeploymentPolicy;
  /** When Beanstalk updates the platform by itself; undefined for never. */
  managedUpdates: ManagedUpdatesArgs | undefined;
  /** Days for which CloudWatch keeps the instances' logs; undefined for no streaming. */
  logRetentionDays: number | undefined;
  /** Who reaches the app past CloudFront. */
  originProtection: OriginProtection;
  caching: CachingArgs;
  /** Which edge locations serve. */
  priceClass: PriceClass;
  /** Minutes to wait for the environment after a change. */
  waitForReadyMinutes: number;
  /** Whether an update waits for CloudFront's edges. */
  waitForDeployment: boolean;
  /** How many application versions stay, to go back to by the configuration's versionLabel. */
  retainedVersions: number;
  /** Whether destroying the stage deletes its bundles too. */
  forceDestroyBundles: boolean;
  /** Whether the engine refuses to delete its VPC, and what of it holds data or an address. */
  isProtected: boolean;
}

/** Found from this file, since `pulumi up` runs in `stacks/` and the local stage elsewhere. */
const ORIGIN_APP = path.join(__dirname, "..", "origin-app");

/** Creates a stage: what all have in common, and what its table says. */
export function createStage(stage: Stage): CdnFrontedBeanstalkApp {
  const config = readStageConfig();
  return new CdnFrontedBeanstalkApp(
    "web",
    {
      ...describeVersion(stage, config),
      ...resolvePlatform(config),
      // An exact version counts as it stands; Beanstalk must not move it on.
      managedUpdates: config.solutionStackName === undefined ? stage.managedUpdates : undefined,
      network: describeNetwork(stage),
      capacity: {
        instanceTypes: stage.instanceTypes,
        minInstances: stage.minInstances,
        maxInstances: stage.maxInstances,
      },
      healthCheck: { path: "/health" },
      deployments: { policy: stage.deploymentPolicy },
      logStreaming:
        stage.logRetentionDays === undefined
          ? undefined
          : { instanceLogs: { retentionDays: stage.logRetentionDays } },
      originProtection: stage.originProtection,
      caching: stage.caching,
      priceClass: stage.priceClass,
      waitForReadyMinutes: stage.waitForReadyMinutes,
      waitForDeployment: stage.waitForDeployment,
      forceDestroyBundles: stage.forceDestroyBundles,
    },
    { protect: stage.isProtected },
  );
}

/**
 * What is deployed: the sources, or a version that was kept.
 *
 * @throws pulumi.RunError for a version of a stage that keeps none: leaving the sources out would delete
 *   the version that runs.
 */
function describeVersion({ retainedVersions }: Stage, { versionLabel }: StageConfig) {
  if (versionLabel !== undefined && retainedVersions === 0) {
    throw new pulumi.RunError(
      `Configuration of stack "${pulumi.getStack()}": versionLabel must be left out, since this stage ` +
        `keeps no versions, got "${versionLabel}". Take the sources back by git revert.`,
    );
  }
  const maxCount = retainedVersions;
  return {
    source: versionLabel === undefined ? { directory: ORIGIN_APP } : { versionLabel },
    retainVersions: retainedVersions > 0,
    application: retainedVersions > 0 ? { versionLifecycle: { maxCount } } : undefined,
  };
}

function describeNetwork(stage: Stage): NetworkArgs {
  const network = createNetwork("web", stage);
  const isPrivate = stage.natGateways !== "None";
  return {
    vpcId: network.vpcId,
    // Without a NAT gateway, instances reach Beanstalk from public subnets alone.
    instanceSubnetIds: isPrivate ? network.privateSubnetIds : network.publicSubnetIds,
    loadBalancerSubnetIds: network.publicSubnetIds,
    associatePublicIpAddress: !isPrivate,
  };
}
