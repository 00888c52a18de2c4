import type * as pulumi from "@pulumi/pulumi";

/** Whether the environment has a load balancer. */
export enum EnvironmentType {
  /** An Auto Scaling group of instances behind an Application Load Balancer. */
  LoadBalanced = "LoadBalanced",
  /** One instance with an Elastic IP address and no load balancer: the cheapest environment. */
  SingleInstance = "SingleInstance",
}

/** What happens to a running environment when `solutionStackName` changes. */
export enum PlatformPolicy {
  /** The environment keeps the platform version that it was created with. */
  Pin = "pin",
  /** The environment is updated to the platform version that is given. */
  Latest = "latest",
}

/**
 * Where the application's source bundle comes from: exactly one of the three.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/applications-sourcebundle.html
 */
export interface SourceArgs {
  /**
   * A directory whose files become the bundle, without what its `.ebignore` names. An absolute
   * path, or one relative to the working directory. From 1 file to 500 MB (524288000 bytes, before
   * compression); symbolic links are refused. `.git`, `.elasticbeanstalk` and `.ebignore` itself
   * always stay out. Pulumi's archives carry no executable bits: name a script's interpreter in the
   * Procfile (`web: sh run.sh`).
   */
  directory?: string;
  /** A `.zip` or `.war` archive that is already built, at most 500 MB (524288000 bytes). */
  archivePath?: string;
  /**
   * The label of an application version that this application already has: the way back to an
   * earlier deployment. Nothing is uploaded.
   */
  versionLabel?: string;
}

/**
 * Where the environment's instances and its load balancer stand. Without it, Beanstalk uses the
 * region's default VPC.
 */
export interface NetworkArgs {
  /** Id of the VPC. */
  vpcId: pulumi.Input<string>;
  /** Ids of the subnets for the instances, at least one. */
  instanceSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Ids of the subnets for the load balancer, in at least two availability zones. Required for a
   * load-balanced environment, without meaning for a single instance.
   */
  loadBalancerSubnetIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Whether instances get a public IPv4 address. Instances in a public subnet need one to reach
   * Beanstalk; instances in a private subnet need a NAT gateway instead. Defaults to false.
   */
  associatePublicIpAddress?: boolean;
}

/** How many instances, and of which kind. */
export interface CapacityArgs {
  /** Whether there is a load balancer. Defaults to LoadBalanced. */
  environmentType?: EnvironmentType;
  /** Fewest instances, from 1 to 10000. Defaults to 1. Without meaning for a single instance. */
  minInstances?: number;
  /** Most instances, from `minInstances` to 10000. Defaults to 4. Likewise. */
  maxInstances?: number;
  /** EC2 instance types, from 1 to 40, the preferred one first. Defaults to t3.micro, t3.small. */
  instanceTypes?: string[];
  /** Size in GiB of an instance's gp3 root volume, from 10 to 16384. Defaults to the platform's. */
  rootVolumeSizeGiB?: number;
}

/** How the load balancer decides that an instance is healthy. Single instances have no such check. */
export interface HealthCheckArgs {
  /** The path that is asked, beginning with a slash. Defaults to `/`. */
  path?: string;
  /** Seconds between two checks, from 5 to 300. Defaults to 15. */
  intervalSeconds?: number;
  /** Seconds after which a check has failed, from 2 to 60, below the interval. Defaults to 5. */
  timeoutSeconds?: number;
  /** Passed checks in a row that make an instance healthy, from 2 to 10. Defaults to 3. */
  healthyThreshold?: number;
  /** Failed checks in a row that make it unhealthy, from 2 to 10. Defaults to 5. */
  unhealthyThreshold?: number;
  /** The statuses that pass: one (`200`), a list (`200,202`) or a range (`200-299`). Defaults to 200. */
  matcherHttpCode?: string;
}

/**
 * A Beanstalk option setting in Beanstalk's own words, for what has no argument here.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html
 */
export interface ExtraSettingArgs {
  /** The option's namespace, such as `aws:elasticbeanstalk:command`. */
  namespace: string;
  /** The option's name, such as `DeploymentPolicy`. */
  name: string;
  /** The option's value as Beanstalk stores it: numbers and booleans as text. */
  value: pulumi.Input<string>;
  /**
   * The name of the scheduled action, in the namespace `aws:autoscaling:scheduledaction`; no other
   * namespace has one. Defaults to none.
   */
  resource?: string;
}

/** The arguments of an origin that `BeanstalkApp` and `CdnFrontedBeanstalkApp` have in common. */
export interface BeanstalkOriginArgs {
  /** The application's source bundle. */
  source: SourceArgs;
  /**
   * The platform version, for example `64bit Amazon Linux 2023 v4.7.2 running Python 3.13`.
   * The command `aws elasticbeanstalk list-available-solution-stacks` lists them.
   */
  solutionStackName: pulumi.Input<string>;
  /** What a later change of `solutionStackName` does. Defaults to Latest. */
  platformPolicy?: PlatformPolicy;
  /** The VPC and its subnets. Defaults to the region's default VPC. */
  network?: NetworkArgs;
  /** Number and kind of instances. Defaults to 1 to 4 instances behind a load balancer. */
  capacity?: CapacityArgs;
  /** The load balancer's health check. Defaults to `GET /` every 15 seconds. */
  healthCheck?: HealthCheckArgs;
  /** Environment properties that are no secret, by name. Defaults to none. */
  environmentVariables?: Record<string, pulumi.Input<string>>;
  /**
   * Environment properties whose values Beanstalk fetches when an instance starts, by name: ARNs of
   * Secrets Manager secrets or Parameter Store parameters. The instances may read exactly these; what
   * is encrypted with a KMS key of your own needs that key's leave besides. Needs a platform version
   * from 26 March 2025 or later. Defaults to none.
   *
   * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.secrets.env-vars.html
   */
  secrets?: Record<string, pulumi.Input<string>>;
  /**
   * Option settings that win over everything else here, but for the environment's and the load
   * balancer's type, which decide what applies at all. Defaults to none.
   */
  extraSettings?: ExtraSettingArgs[];
  /** Minutes to wait for the environment after a change, from 5 to 180. Defaults to 20. */
  waitForReadyMinutes?: number;
  /**
   * Whether earlier application versions and their bundles stay in the account, so that
   * `source.versionLabel` can go back to one. A kept version keeps its label, and Beanstalk refuses a
   * second one with that label: content that was deployed before, as after a `git revert`, must then
   * be named by it. Defaults to false.
   */
  retainVersions?: boolean;
  /**
   * Whether destroying the stack deletes the bundles and their bucket; otherwise both stay in the
   * account. Defaults to false.
   */
  forceDestroyBundles?: boolean;
  /**
   * Tags for every resource that can have them, but for the bundles, since S3 takes ten tags an
   * object. `Name` is Beanstalk's own. Defaults to none.
   */
  tags?: Record<string, string>;
}

/** The arguments of `BeanstalkApp`. */
export interface BeanstalkAppArgs extends BeanstalkOriginArgs {
  /**
   * Whether only CloudFront's servers reach the application on port 80: the load balancer, or the
   * single instance, admits the prefix list `com.amazonaws.global.cloudfront.origin-facing`
   * alone. The list covers every CloudFront distribution, not just yours. It counts as 55 of the
   * 60 rules of a security group. Defaults to false.
   */
  restrictToCloudFront?: boolean;
}
