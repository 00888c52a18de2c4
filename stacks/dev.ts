import { DeploymentPolicy, ManagedCachePolicy, OriginProtection, PriceClass } from "../components";
import type { Stage } from "./stage";

/**
 * The walkthrough's stage: the Flask app, first measured directly, then behind CloudFront with
 * CachingOptimized. Cheap, quick to change, gone without a trace.
 */
export const DEV: Stage = {
  availabilityZoneCount: 2,
  // Public subnets and addresses instead of a NAT gateway: the cheapest way to the internet.
  natGateways: "None",
  instanceTypes: ["t3.micro", "t3.small"],
  minInstances: 1,
  maxInstances: 2,
  deploymentPolicy: DeploymentPolicy.AllAtOnce,
  managedUpdates: undefined,
  logRetentionDays: undefined,
  // Both routes are measured, so the origin stays open here.
  originProtection: OriginProtection.None,
  caching: {
    defaultBehavior: { cachePolicy: ManagedCachePolicy.CachingOptimized },
    behaviors: [{ pathPattern: "/api/*", cachePolicy: ManagedCachePolicy.CachingDisabled }],
    // CachingOptimized keeps every page for a second at least. The app outside /api/ has no
    // sessions and answers everybody alike, so sharing its pages is what the walkthrough wants.
    acceptsSharedPages: true,
  },
  priceClass: PriceClass.PriceClass100,
  waitForReadyMinutes: 20,
  waitForDeployment: false,
  retainedVersions: 0,
  forceDestroyBundles: true,
  isProtected: false,
};
