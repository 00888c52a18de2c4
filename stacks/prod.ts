import { DeploymentPolicy, UpdateLevel, OriginProtection, PriceClass } from "../components";
import { CACHE_WHAT_THE_APP_ALLOWS } from "./caching";
import type { Stage } from "./stage";

/** Outlives the loss of a zone, a bad version, and a slip of the hand. */
export const PROD: Stage = {
  availabilityZoneCount: 3,
  natGateways: "OnePerAz",
  instanceTypes: ["t3.small", "t3.medium"],
  minInstances: 3,
  maxInstances: 9,
  deploymentPolicy: DeploymentPolicy.Immutable,
  managedUpdates: { startTime: "Tue:03:00", level: UpdateLevel.Minor },
  logRetentionDays: 90,
  originProtection: OriginProtection.PrefixListAndSecret,
  caching: CACHE_WHAT_THE_APP_ALLOWS,
  priceClass: PriceClass.PriceClassAll,
  waitForReadyMinutes: 60,
  waitForDeployment: true,
  retainedVersions: 50,
  forceDestroyBundles: false,
  isProtected: true,
};
