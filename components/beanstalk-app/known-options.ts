/** The values that an option takes: members of a list, numbers in a closed range, or anything. */
export interface OptionValues {
  oneOf?: string[];
  range?: { min: number; max: number };
}

type Options = Record<string, OptionValues>;

const ANY: OptionValues = {};
const FLAG = oneOf("true", "false");

/** For how many days CloudWatch Logs may keep what Beanstalk sends it. */
export const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653,
];

const RETENTION = oneOf(...RETENTION_DAYS.map(String));

const PROCESS: Options = {
  DeregistrationDelay: from(0, 3600),
  HealthCheckInterval: from(5, 300),
  HealthCheckPath: ANY,
  HealthCheckTimeout: from(1, 60),
  HealthyThresholdCount: from(2, 10),
  MatcherHTTPCode: ANY,
  Port: from(1, 65_535),
  Protocol: oneOf("TCP", "HTTP", "HTTPS"),
  StickinessEnabled: FLAG,
  StickinessLBCookieDuration: from(1, 604_800),
  StickinessType: oneOf("lb_cookie"),
  UnhealthyThresholdCount: from(2, 10),
};

const LISTENER: Options = {
  DefaultProcess: ANY,
  ListenerEnabled: FLAG,
  Protocol: oneOf("HTTP", "HTTPS", "TCP", "TLS"),
  Rules: ANY,
  SSLCertificateArns: ANY,
  SSLPolicy: ANY,
};

/**
 * The options that Beanstalk documents for environments like these, by namespace and name. A `*`
 * stands for a name or port that the user chooses. Left out is what `extraSettings` refuses.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html
 */
const KNOWN_OPTIONS: Record<string, Options> = {
  "aws:autoscaling:asg": {
    "Availability Zones": oneOf("Any", "Any 1", "Any 2", "Any 3"),
    Cooldown: from(0, 10_000),
    "Custom Availability Zones": ANY,
    EnableCapacityRebalancing: FLAG,
    // The page says from 1, yet 0 is how an environment is paused.
    MaxSize: from(0, 10_000),
    MinSize: from(0, 10_000),
  },
  "aws:autoscaling:launchconfiguration": {
    BlockDeviceMappings: ANY,
    DisableDefaultEC2SecurityGroup: FLAG,
    DisableIMDSv1: FLAG,
    EC2KeyName: ANY,
    IamInstanceProfile: ANY,
    ImageId: ANY,
    InstanceType: ANY,
    LaunchTemplateTagPropagationEnabled: FLAG,
    MonitoringInterval: oneOf("1 minute", "5 minute"),
    RootVolumeIOPS: from(100, 20_000),
    RootVolumeSize: from(8, 16_384),
    RootVolumeThroughput: from(125, 1000),
    RootVolumeType: oneOf("standard", "gp2", "gp3", "io1"),
    SSHSourceRestriction: ANY,
    SecurityGroups: ANY,
  },
  "aws:autoscaling:scheduledaction": {
    DesiredCapacity: from(0, 10_000),
    EndTime: ANY,
    MaxSize: from(0, 10_000),
    MinSize: from(0, 10_000),
    Recurrence: ANY,
    StartTime: ANY,
    Suspend: FLAG,
  },
  "aws:autoscaling:trigger": {
    BreachDuration: from(1, 600),
    EvaluationPeriods: from(1, 600),
    LowerBreachScaleIncrement: ANY,
    LowerThreshold: from(0, 20_000_000),
    MeasureName: oneOf(
      "CPUUtilization",
      "NetworkIn",
      "NetworkOut",
      "DiskWriteOps",
      "DiskReadBytes",
      "DiskReadOps",
      "DiskWriteBytes",
      "Latency",
      "RequestCount",
      "HealthyHostCount",
      "UnhealthyHostCount",
      "TargetResponseTime",
    ),
    Period: from(1, 600),
    Statistic: oneOf("Minimum", "Maximum", "Sum", "Average"),
    Unit: oneOf(
      "Seconds",
      "Percent",
      "Bytes",
      "Bits",
      "Count",
      "Bytes/Second",
      "Bits/Second",
      "Count/Second",
      "None",
    ),
    UpperBreachScaleIncrement: ANY,
    UpperThreshold: from(0, 20_000_000),
  },
  "aws:autoscaling:updatepolicy:rollingupdate": {
    MaxBatchSize: from(1, 10_000),
    MinInstancesInService: from(0, 9999),
    PauseTime: ANY,
    RollingUpdateEnabled: FLAG,
    RollingUpdateType: oneOf("Time", "Health", "Immutable"),
    Timeout: ANY,
  },
  "aws:ec2:instances": {
    EnableSpot: FLAG,
    InstanceTypes: ANY,
    SpotAllocationStrategy: oneOf(
      "capacity-optimized",
      "lowest-price",
      "capacity-optimized-prioritized",
      "price-capacity-optimized",
    ),
    SpotFleetOnDemandAboveBasePercentage: from(0, 100),
    SpotFleetOnDemandBase: ANY,
    SpotMaxPrice: ANY,
    SupportedArchitectures: ANY,
  },
  "aws:ec2:vpc": {
    AssociatePublicIpAddress: FLAG,
    DBSubnets: ANY,
    ELBScheme: oneOf("public", "internal"),
    ELBSubnets: ANY,
    Subnets: ANY,
    VPCId: ANY,
  },
  "aws:elasticbeanstalk:application": { "Application Healthcheck URL": ANY },
  "aws:elasticbeanstalk:cloudwatch:logs": {
    DeleteOnTerminate: FLAG,
    RetentionInDays: RETENTION,
    StreamLogs: FLAG,
  },
  "aws:elasticbeanstalk:cloudwatch:logs:health": {
    DeleteOnTerminate: FLAG,
    HealthStreamingEnabled: FLAG,
    RetentionInDays: RETENTION,
  },
  "aws:elasticbeanstalk:command": {
    BatchSize: from(1, 10_000),
    BatchSizeType: oneOf("Percentage", "Fixed"),
    DeploymentPolicy: oneOf(
      "AllAtOnce",
      "Rolling",
      "RollingWithAdditionalBatch",
      "Immutable",
      "TrafficSplitting",
    ),
    IgnoreHealthCheck: FLAG,
    Timeout: from(1, 3600),
  },
  "aws:elasticbeanstalk:environment": {
    EnvironmentType: ANY,
    ExternalExtensionsS3Bucket: ANY,
    ExternalExtensionsS3Key: ANY,
    LoadBalancerIsShared: ANY,
    LoadBalancerType: ANY,
    ServiceRole: ANY,
  },
  "aws:elasticbeanstalk:environment:process:*": PROCESS,
  "aws:elasticbeanstalk:environment:proxy": {
    GzipCompression: FLAG,
    ProxyServer: oneOf("nginx", "apache", "none"),
  },
  "aws:elasticbeanstalk:healthreporting:system": {
    ConfigDocument: ANY,
    EnhancedHealthAuthEnabled: FLAG,
    HealthCheckSuccessThreshold: oneOf("Ok", "Warning", "Degraded", "Severe"),
    SystemType: oneOf("basic", "enhanced"),
  },
  "aws:elasticbeanstalk:hostmanager": { LogPublicationControl: FLAG },
  "aws:elasticbeanstalk:managedactions": {
    ManagedActionsEnabled: FLAG,
    PreferredStartTime: ANY,
    ServiceRoleForManagedUpdates: ANY,
  },
  "aws:elasticbeanstalk:managedactions:platformupdate": {
    InstanceRefreshEnabled: FLAG,
    UpdateLevel: oneOf("minor", "patch"),
  },
  "aws:elasticbeanstalk:monitoring": { "Automatically Terminate Unhealthy Instances": FLAG },
  "aws:elasticbeanstalk:sns:topics": {
    "Notification Endpoint": ANY,
    "Notification Protocol": oneOf("http", "https", "email", "email-json", "sqs"),
    "Notification Topic ARN": ANY,
    "Notification Topic Name": ANY,
  },
  "aws:elasticbeanstalk:trafficsplitting": {
    EvaluationTime: from(3, 600),
    NewVersionPercent: from(1, 100),
  },
  "aws:elasticbeanstalk:xray": { XRayEnabled: FLAG },
  "aws:elbv2:listener:*": LISTENER,
  "aws:elbv2:listenerrule:*": {
    HostHeaders: ANY,
    PathPatterns: ANY,
    Priority: from(1, 1000),
    Process: ANY,
  },
  "aws:elbv2:loadbalancer": {
    AccessLogsS3Bucket: ANY,
    AccessLogsS3Enabled: FLAG,
    AccessLogsS3Prefix: ANY,
    IdleTimeout: from(1, 3600),
    IpAddressType: oneOf("ipv4", "dualstack"),
    ManagedSecurityGroup: ANY,
    SecurityGroups: ANY,
    SharedLoadBalancer: ANY,
  },
};

/** Namespaces in which the user, or the platform, chooses the names of the options. */
const FREE_NAMESPACES =
  /^aws:(elasticbeanstalk:(application:environment(secrets)?|environment:proxy:staticfiles|container:.+|windows:.+|customoption)|cloudformation:template:.+)$/;

/** A namespace's options; `undefined` for a namespace that is not documented. */
export function findOptions(namespace: string): Options | "any" | undefined {
  return FREE_NAMESPACES.test(namespace)
    ? "any"
    : (KNOWN_OPTIONS[namespace] ?? KNOWN_OPTIONS[namespace.replace(/:[^:]+$/, ":*")]);
}

/** The documented namespaces, with `*` for what the user chooses. */
export function listNamespaces(): string[] {
  return Object.keys(KNOWN_OPTIONS);
}

function oneOf(...values: string[]): OptionValues {
  return { oneOf: values };
}

function from(min: number, max: number): OptionValues {
  return { range: { min, max } };
}
