import type * as pulumi from "@pulumi/pulumi";
import type {
  BeanstalkAppArgs,
  CapacityArgs,
  ExtraSettingArgs,
  HealthCheckArgs,
  NetworkArgs,
  SourceArgs,
} from "./args";
import { EnvironmentType, PlatformPolicy } from "./args";

/** `BeanstalkAppArgs` with every default in place. `undefined` means: left to Beanstalk. */
export interface BeanstalkAppSettings {
  source: SourceArgs;
  solutionStackName: pulumi.Input<string>;
  platformPolicy: PlatformPolicy;
  network: NetworkSettings | undefined;
  capacity: CapacitySettings;
  healthCheck: HealthCheckSettings;
  environmentVariables: Record<string, pulumi.Input<string>>;
  secrets: Record<string, pulumi.Input<string>>;
  extraSettings: ExtraSettingArgs[];
  waitForReadyMinutes: number;
  retainVersions: boolean;
  forceDestroyBundles: boolean;
  restrictToCloudFront: boolean;
  tags: Record<string, string> | undefined;
}

export type NetworkSettings = NetworkArgs & { associatePublicIpAddress: boolean };
export type CapacitySettings = Required<Omit<CapacityArgs, "rootVolumeSizeGiB">> &
  Pick<CapacityArgs, "rootVolumeSizeGiB">;
export type HealthCheckSettings = Required<HealthCheckArgs>;

/** Resolves every default of a `BeanstalkApp`, once. */
export function resolveBeanstalkAppSettings(args: BeanstalkAppArgs): BeanstalkAppSettings {
  return {
    source: args.source ?? {},
    solutionStackName: args.solutionStackName,
    platformPolicy: args.platformPolicy ?? PlatformPolicy.Latest,
    network: args.network && {
      ...args.network,
      associatePublicIpAddress: args.network.associatePublicIpAddress ?? false,
    },
    capacity: {
      environmentType: args.capacity?.environmentType ?? EnvironmentType.LoadBalanced,
      minInstances: args.capacity?.minInstances ?? 1,
      maxInstances: args.capacity?.maxInstances ?? 4,
      instanceTypes: args.capacity?.instanceTypes ?? ["t3.micro", "t3.small"],
      rootVolumeSizeGiB: args.capacity?.rootVolumeSizeGiB,
    },
    healthCheck: {
      path: args.healthCheck?.path ?? "/",
      intervalSeconds: args.healthCheck?.intervalSeconds ?? 15,
      timeoutSeconds: args.healthCheck?.timeoutSeconds ?? 5,
      healthyThreshold: args.healthCheck?.healthyThreshold ?? 3,
      unhealthyThreshold: args.healthCheck?.unhealthyThreshold ?? 5,
      matcherHttpCode: args.healthCheck?.matcherHttpCode ?? "200",
    },
    environmentVariables: args.environmentVariables ?? {},
    secrets: args.secrets ?? {},
    extraSettings: args.extraSettings ?? [],
    waitForReadyMinutes: args.waitForReadyMinutes ?? 20,
    retainVersions: args.retainVersions ?? false,
    forceDestroyBundles: args.forceDestroyBundles ?? false,
    restrictToCloudFront: args.restrictToCloudFront ?? false,
    tags: args.tags,
  };
}
