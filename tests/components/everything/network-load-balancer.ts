import type { CdnFrontedBeanstalkAppArgs } from "../../../components";
import {
  DeploymentPolicy,
  ListenerProtocol,
  LoadBalancerType,
  OriginProtection,
  ProcessProtocol,
} from "../../../components";
import * as arns from "./arns";

/** TCP and TLS behind a Network Load Balancer, roles that exist, and policies by their ids. */
export const NETWORK_LOAD_BALANCER: CdnFrontedBeanstalkAppArgs = {
  originProtection: OriginProtection.None,
  application: { versionLifecycle: { maxAgeDays: 30 } },
  source: { versionLabel: "v1" },
  solutionStackName: "64bit Amazon Linux 2023 v4.7.2 running Python 3.13",
  retainVersions: true,
  loadBalancer: {
    type: LoadBalancerType.Network,
    listeners: [
      { port: 80, protocol: ListenerProtocol.Tcp },
      { port: 443, protocol: ListenerProtocol.Tls, certificateArn: arns.LISTENER_CERTIFICATE },
    ],
  },
  process: { port: 80, protocol: ProcessProtocol.Tcp },
  healthCheck: { intervalSeconds: 10, matcherHttpCode: "200,301" },
  deployments: { policy: DeploymentPolicy.RollingWithAdditionalBatch, batchPercent: 25 },
  roles: { serviceRoleArn: arns.SERVICE_ROLE, instanceProfileName: "shop-instances" },
  caching: {
    defaultBehavior: {
      cachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
      originRequestPolicyId: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
      responseHeadersPolicyId: "67f7725c-6f97-4210-82d7-5512b31e9d03",
      viewerRequestFunctionArn: arns.FUNCTION,
      viewerResponseFunctionArn: arns.FUNCTION,
    },
    behaviors: [{ pathPattern: "/api/*", viewerRequestFunctionArn: arns.FUNCTION }],
  },
};
