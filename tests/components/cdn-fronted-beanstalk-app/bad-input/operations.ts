import {
  DeploymentPolicy,
  HealthReportingType,
  LoadBalancerType,
  NotificationProtocol,
  PlatformPolicy,
  ProxyServer,
} from "../../../../components";
import type { BadInput } from "./bad-input";
import { OPEN, SINGLE_INSTANCE } from "./bad-input";

const BASIC = { type: HealthReportingType.Basic };

/** How versions and updates are deployed, and how the environment is watched. */
export const OPERATIONS_ROWS: BadInput[] = [
  [
    "rolling deployments to a single instance",
    { capacity: SINGLE_INSTANCE, deployments: { policy: DeploymentPolicy.Rolling } },
    [
      'deployments.policy must be AllAtOnce or Immutable for a single instance, got "Rolling". ' +
        "Use Immutable to keep the old version in service until the new one is healthy.",
    ],
  ],
  [
    "traffic splitting without an Application Load Balancer",
    {
      ...OPEN,
      loadBalancer: { type: LoadBalancerType.Network },
      deployments: { policy: DeploymentPolicy.TrafficSplitting },
    },
    [
      'deployments.policy must not be TrafficSplitting without an Application Load Balancer, which splits the traffic, got "TrafficSplitting". ' +
        "Use Immutable, or set loadBalancer.type to Application.",
    ],
  ],
  [
    "traffic splitting by another policy",
    { deployments: { policy: DeploymentPolicy.Immutable, trafficSplitting: {} } },
    [
      "deployments.trafficSplitting must not be set without the policy TrafficSplitting. " +
        "Set deployments.policy to TrafficSplitting.",
    ],
  ],
  [
    "an evaluation as long as the wait",
    {
      deployments: {
        policy: DeploymentPolicy.TrafficSplitting,
        trafficSplitting: { evaluationMinutes: 20 },
      },
    },
    [
      "deployments.trafficSplitting.evaluationMinutes must be below waitForReadyMinutes (20), or every deployment times out, got 20. " +
        "Raise waitForReadyMinutes or shorten the evaluation.",
    ],
  ],
  [
    "batches of a deployment all at once",
    { deployments: { batchPercent: 30 } },
    [
      "deployments.batchPercent must not be set without the policy Rolling or RollingWithAdditionalBatch, got 30. " +
        "Set deployments.policy to one of them, or leave it out.",
    ],
  ],
  [
    "two sizes of a batch",
    { deployments: { policy: DeploymentPolicy.Rolling, batchPercent: 30, batchInstances: 2 } },
    [
      "deployments.batchInstances must not be set together with batchPercent, got 2. " +
        "Keep one of the two.",
    ],
  ],
  [
    "a batch above the number of instances",
    { deployments: { policy: DeploymentPolicy.Rolling, batchInstances: 5 } },
    [
      "deployments.batchInstances must be at most capacity.maxInstances (4), got 5. " +
        "Use a smaller batch or a batchPercent.",
    ],
  ],
  [
    "managed updates with basic health",
    {
      platformPolicy: PlatformPolicy.Pin,
      managedUpdates: { startTime: "Tue:09:00" },
      healthReporting: BASIC,
    },
    [
      "managedUpdates must not be set with basic health reporting, which can't tell whether an update succeeded. " +
        "Set healthReporting.type to Enhanced.",
    ],
  ],
  [
    "managed updates that a deployment takes back",
    { managedUpdates: { startTime: "Tue:09:00" } },
    [
      'platformPolicy must be "pin" beside managedUpdates: Beanstalk moves the platform on, and a later deployment would move it back, got "latest". ' +
        "Set platformPolicy to Pin.",
    ],
  ],
  [
    "a window on every day",
    { platformPolicy: PlatformPolicy.Pin, managedUpdates: { startTime: "09:00" } },
    [
      'managedUpdates.startTime must be a day, an hour and a minute in UTC, got "09:00". ' +
        'Use a time such as "Tue:09:00".',
    ],
  ],
  [
    "a threshold of basic health",
    { healthReporting: { ...BASIC, ignoreApplication4xx: true } },
    [
      "healthReporting.ignoreApplication4xx must not be set with basic health reporting, got true. " +
        "Set healthReporting.type to Enhanced.",
    ],
  ],
  [
    "a single instance's load balancer that answers 4xx",
    { capacity: SINGLE_INSTANCE, healthReporting: { ignoreLoadBalancer4xx: true } },
    [
      "healthReporting.ignoreLoadBalancer4xx must not be set for a single instance, which has no load balancer, got true. " +
        "Use ignoreApplication4xx.",
    ],
  ],
  [
    "health streaming without enhanced health",
    { healthReporting: BASIC, logStreaming: { healthLogs: {} } },
    [
      "logStreaming.healthLogs must not be set with basic health reporting, which has no such log. " +
        "Set healthReporting.type to Enhanced.",
    ],
  ],
  [
    "logs for ten days",
    { logStreaming: { instanceLogs: { retentionDays: 10 } } },
    [
      "logStreaming.instanceLogs.retentionDays must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653, got 10. " +
        "Use the next larger one.",
    ],
  ],
  [
    "nobody to notify",
    { notifications: {} },
    [
      "notifications must have exactly one of endpoint and topicArn. " +
        "Give the one who is to be told, or a topic that tells them.",
    ],
  ],
  [
    "a protocol for a topic",
    {
      notifications: {
        topicArn: "arn:aws:sns:eu-central-1:123456789012:ops",
        protocol: NotificationProtocol.Email,
      },
    },
    [
      'notifications.protocol must not be set without an endpoint, got "email". ' +
        "A topic's subscriptions have protocols of their own. Leave it out.",
    ],
  ],
  [
    "a URL as an e-mail address",
    { notifications: { endpoint: "https://example.com/hook" } },
    [
      'notifications.endpoint must be an e-mail address for the protocol email, got "https://example.com/hook". ' +
        "Change the endpoint, or notifications.protocol.",
    ],
  ],
  [
    "static files that no proxy serves",
    { proxy: { server: ProxyServer.None, staticFiles: { "/static": "static" } } },
    [
      'proxy.staticFiles must not be set without a proxy server, which would serve them, got ["/static"]. ' +
        "Use Nginx or Apache, or let the application serve them.",
    ],
  ],
  [
    "a static directory outside the bundle",
    { proxy: { staticFiles: { "/static": "../static" } } },
    [
      'proxy.staticFiles./static must be a directory of the bundle, got "../static". ' +
        'Use a path that begins at the bundle\'s root, such as "static".',
    ],
  ],
];
