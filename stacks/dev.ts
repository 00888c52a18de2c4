import * as path from "node:path";
import { CdnFrontedBeanstalkApp, ManagedCachePolicy, OriginProtection } from "../components";
import { readStageConfig } from "./config";
import { createNetwork } from "./network";
import { resolvePlatform } from "./platform";

/** Found from this file, since `pulumi up` runs in `stacks/` and the local stage elsewhere. */
const ORIGIN_APP = path.join(__dirname, "..", "origin-app");

/**
 * The walkthrough's stage: the Flask app, first measured directly, then behind CloudFront with
 * CachingOptimized.
 */
export function createDevStage(): CdnFrontedBeanstalkApp {
  const platform = resolvePlatform(readStageConfig());
  const network = createNetwork("web", "None");
  return new CdnFrontedBeanstalkApp("web", {
    source: { directory: ORIGIN_APP },
    ...platform,
    network: {
      vpcId: network.vpcId,
      // Public subnets and addresses instead of a NAT gateway: the cheapest way to the internet.
      instanceSubnetIds: network.publicSubnetIds,
      loadBalancerSubnetIds: network.publicSubnetIds,
      associatePublicIpAddress: true,
    },
    capacity: { minInstances: 1, maxInstances: 2 },
    healthCheck: { path: "/health" },
    caching: {
      defaultBehavior: { cachePolicy: ManagedCachePolicy.CachingOptimized },
      behaviors: [{ pathPattern: "/api/*", cachePolicy: ManagedCachePolicy.CachingDisabled }],
      // CachingOptimized keeps every page for a second at least. The app outside /api/ has no
      // sessions and answers everybody alike, so sharing its pages is what the walkthrough wants.
      acceptsSharedPages: true,
    },
    // Both routes are measured, so the origin stays open here.
    originProtection: OriginProtection.None,
    waitForDeployment: false,
    forceDestroyBundles: true,
  });
}
