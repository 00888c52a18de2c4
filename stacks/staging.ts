import { DeploymentPolicy, UpdateLevel, OriginProtection, PriceClass } from "../components";
import { CACHE_WHAT_THE_APP_ALLOWS } from "./caching";
import type { Stage } from "./stage";

/** As prod in everything that can break, at the size of dev. */
export const STAGING: Stage = {
  availabilityZoneCount: 2,
  natGateways: "Single",
  instanceTypes: ["t3.micro", "t3.small"],
  minInstances: 1,
  maxInstances: 2,
  deploymentPolicy: DeploymentPolicy.Immutable,
  // Two days before prod, so that a bad platform version is seen here.
  managedUpdates: { startTime: "Sun:03:00", level: UpdateLevel.Minor },
  logRetentionDays: 7,
  originProtection: OriginProtection.PrefixListAndSecret,
  caching: CACHE_WHAT_THE_APP_ALLOWS,
  priceClass: PriceClass.PriceClass100,
  waitForReadyMinutes: 30,
  waitForDeployment: true,
  retainedVersions: 0,
  forceDestroyBundles: true,
  isProtected: false,
};
