import type { CdnFrontedBeanstalkAppArgs } from "../../../components";
import {
  ConfigurationUpdateType,
  DeploymentPolicy,
  EnvironmentType,
  OriginProtection,
} from "../../../components";

/** One instance with an Elastic IP address, made of a saved configuration. */
export const SINGLE_INSTANCE: CdnFrontedBeanstalkAppArgs = {
  originProtection: OriginProtection.PrefixList,
  source: { s3Bundle: { bucketName: "builds", key: "shop/1.4.0.zip", label: "1.4.0" } },
  templateName: "small",
  capacity: { environmentType: EnvironmentType.SingleInstance, spot: {} },
  network: { vpcId: "vpc-1", instanceSubnetIds: ["subnet-a"] },
  deployments: { policy: DeploymentPolicy.Immutable },
  configurationUpdates: { type: ConfigurationUpdateType.Immutable },
};
