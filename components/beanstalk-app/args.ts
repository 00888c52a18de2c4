import type * as pulumi from "@pulumi/pulumi";
import type { ApplicationArgs } from "./application";
import type { CapacityArgs } from "./capacity";
import type { ConfigurationUpdatesArgs } from "./configuration-updates";
import type { DeploymentsArgs } from "./deployments";
import type { EnvironmentArgs } from "./environment";
import type { ExtraSettingArgs } from "./extra-settings";
import type { HealthCheckArgs } from "./health-check";
import type { HealthReportingArgs } from "./health-reporting";
import type { InstancesArgs } from "./instances";
import type { LoadBalancerArgs } from "./load-balancer";
import type { LogStreamingArgs } from "./log-streaming";
import type { ManagedUpdatesArgs } from "./managed-updates";
import type { NetworkArgs } from "./network";
import type { NotificationsArgs } from "./notifications";
import type { PlatformPolicy } from "./platform";
import type { AdditionalProcessArgs, ProcessArgs } from "./processes";
import type { ProxyArgs } from "./proxy";
import type { RolesArgs } from "./roles";
import type { ScalingArgs } from "./scaling";
import type { SourceArgs } from "./source";

/** The arguments of an origin that `BeanstalkApp` and `CdnFrontedBeanstalkApp` have in common. */
export interface BeanstalkOriginArgs {
  /** The Beanstalk application: an existing one, or what its own is like. Defaults to one of its own. */
  application?: ApplicationArgs;
  /** The application's source bundle. */
  source: SourceArgs;
  /**
   * The platform version, for example `64bit Amazon Linux 2023 v4.7.2 running Python 3.13`.
   * The command `aws elasticbeanstalk list-available-solution-stacks` lists them. Exactly one of
   * this, `platformArn` and `templateName` is given. Defaults to none.
   */
  solutionStackName?: pulumi.Input<string>;
  /**
   * The platform version by its ARN, which custom platforms need. In place of `solutionStackName`.
   * Defaults to none.
   */
  platformArn?: pulumi.Input<string>;
  /**
   * A saved configuration of the application, which names the platform version and settings; those
   * made of the arguments here win. In place of `solutionStackName`. Defaults to none.
   */
  templateName?: pulumi.Input<string>;
  /** What a later change of the platform version does. Defaults to Latest. */
  platformPolicy?: PlatformPolicy;
  /** The environment's name, description and address. Defaults to a name made of the component's. */
  environment?: EnvironmentArgs;
  /** The VPC and its subnets. Defaults to the region's default VPC. */
  network?: NetworkArgs;
  /** Number and kind of instances. Defaults to 1 to 4 instances behind a load balancer. */
  capacity?: CapacityArgs;
  /** What each instance is made of. Defaults to a gp3 root volume of the platform's size, and IMDSv2. */
  instances?: InstancesArgs;
  /** When instances are added and removed. Defaults to Beanstalk's own trigger, on outgoing traffic. */
  scaling?: ScalingArgs;
  /** The load balancer. Defaults to an Application Load Balancer with a listener on port 80. */
  loadBalancer?: LoadBalancerArgs;
  /** The process that gets the requests. Defaults to HTTP on port 80. */
  process?: ProcessArgs;
  /**
   * Further processes of the application, by name: 1 to 32 letters, digits and hyphens. Defaults to
   * none.
   */
  additionalProcesses?: Record<string, AdditionalProcessArgs>;
  /** The load balancer's health check. Defaults to `GET /` every 15 seconds. */
  healthCheck?: HealthCheckArgs;
  /** How a new version reaches the instances. Defaults to Beanstalk's AllAtOnce. */
  deployments?: DeploymentsArgs;
  /** How a change that replaces instances is carried out. Defaults to all at once. */
  configurationUpdates?: ConfigurationUpdatesArgs;
  /** Weekly platform updates by Beanstalk. Defaults to none. */
  managedUpdates?: ManagedUpdatesArgs;
  /** How health is judged. Defaults to enhanced health reporting. */
  healthReporting?: HealthReportingArgs;
  /** Which logs go to CloudWatch Logs. Defaults to none. */
  logStreaming?: LogStreamingArgs;
  /** Where events are sent. Defaults to nowhere. */
  notifications?: NotificationsArgs;
  /** The proxy server on each instance. Defaults to nginx without static files. */
  proxy?: ProxyArgs;
  /**
   * Whether the AWS X-Ray daemon runs on each instance and relays the traces that the application
   * makes with X-Ray's SDK; X-Ray charges by the trace. Defaults to false.
   *
   * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-configuration-debugging.html
   */
  enableXray?: boolean;
  /** The roles of Beanstalk and of the instances. Defaults to two of its own, with few rights. */
  roles?: RolesArgs;
  /**
   * Environment properties that are no secret, by name: at most 4,096 bytes together, each counted as
   * `name=value`. Defaults to none.
   *
   * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-softwaresettings.html
   */
  environmentVariables?: Record<string, pulumi.Input<string>>;
  /**
   * Environment properties whose values Beanstalk fetches when an instance starts, by name: ARNs of
   * Secrets Manager secrets or Parameter Store parameters; behind a secret's ARN, a colon and a
   * key choose one value of a JSON secret. The instances may read exactly these. A rotated value
   * arrives when the application servers restart. Needs a platform version from 26 March 2025 or
   * later, for keys of JSON secrets from 13 January 2026. Defaults to none.
   *
   * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.secrets.env-vars.html
   */
  secrets?: Record<string, pulumi.Input<string>>;
  /**
   * ARNs of the KMS keys of your own with which `secrets` are encrypted: the instances may decrypt
   * with exactly these. Defaults to none, which does for keys that AWS manages.
   */
  secretsKmsKeyArns?: pulumi.Input<string>[];
  /**
   * Option settings for what has no argument here. They win over the arguments, but for what decides
   * which others apply (the environment's type, the load balancer's, and whether it is shared) and
   * what closes the instances (their security groups and metadata service). Of the same option twice,
   * the last one counts. Defaults to none.
   */
  extraSettings?: ExtraSettingArgs[];
  /** Minutes to wait for the environment after a change, from 5 to 180. Defaults to 20. */
  waitForReadyMinutes?: number;
  /**
   * Seconds between two looks at the environment meanwhile, from 10 to 60: more where many stacks
   * deploy at once and AWS throttles them. Defaults to growing pauses of up to 10 seconds.
   */
  pollIntervalSeconds?: number;
  /**
   * Whether earlier application versions and their bundles stay in the account, so that
   * `source.versionLabel` can go back to one. Each version of a directory or an archive then gets a
   * label that it shares with no other, with its content's hash as the description; otherwise the hash
   * is the label. Defaults to false.
   */
  retainVersions?: boolean;
  /**
   * Whether destroying the stack deletes the bundles' bucket with whatever is in it, bundles that
   * `retainVersions` keeps among them. Otherwise the bucket stays in the account, with those bundles
   * and what others have put there; without `retainVersions` the stack's last bundle goes. Defaults
   * to false.
   */
  forceDestroyBundles?: boolean;
  /**
   * Tags for every resource that can have them, but for the bundles, since S3 takes ten tags an
   * object: at most 47, with keys of 1 to 128 characters and values of at most 256. `Name` is
   * Beanstalk's own. Defaults to none.
   *
   * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/applications-tagging-resources.html
   */
  tags?: Record<string, string>;
}

/** The arguments of `BeanstalkApp`. */
export interface BeanstalkAppArgs extends BeanstalkOriginArgs {
  /**
   * Whether only CloudFront's servers reach the application, on `cloudFrontPort`: the Application
   * Load Balancer, or the single instance, admits the prefix list
   * `com.amazonaws.global.cloudfront.origin-facing` alone. The list covers every CloudFront
   * distribution, not just yours. It counts as 55 of the 60 rules of a security group. Not for a
   * network, shared or internal load balancer. Defaults to false: everybody does, on each listener's
   * port, or on port 80 of a single instance.
   */
  restrictToCloudFront?: boolean;
  /**
   * The port on which CloudFront asks, from 1 to 65535. With `restrictToCloudFront` the only one that
   * is open, and a listener's if there is a load balancer; without it, a single instance lets everybody
   * in on it as well as on port 80. Defaults to 80.
   */
  cloudFrontPort?: number;
}
