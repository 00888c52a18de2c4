import * as path from "node:path";
import type { CdnFrontedBeanstalkAppArgs } from "../../../components";
import {
  AllowedMethods,
  ConfigurationUpdateType,
  DeploymentPolicy,
  HeaderBehavior,
  LambdaEventType,
  OriginProtection,
} from "../../../components";
import * as arns from "./arns";

const VIEWER_LAMBDA = { eventType: LambdaEventType.ViewerRequest, arn: arns.LAMBDA_VERSION };

/** What exists already, wherever it can: the application, the load balancer, the certificate. */
export const SHARED_LOAD_BALANCER: CdnFrontedBeanstalkAppArgs = {
  originProtection: OriginProtection.Secret,
  application: { existingName: "shop" },
  source: { archivePath: path.join(__dirname, "application.zip") },
  platformArn:
    "arn:aws:elasticbeanstalk:eu-central-1::platform/Python 3.13 running on 64bit Amazon Linux 2023/4.7.2",
  network: { vpcId: "vpc-1", instanceSubnetIds: ["subnet-a"] },
  capacity: { availabilityZones: ["eu-central-1b", "eu-central-1a"] },
  instances: { keyName: "ops", sshSource: "203.0.113.7/32" },
  loadBalancer: {
    sharedLoadBalancerArn: arns.SHARED_LOAD_BALANCER,
    listeners: [{ port: 80, rules: ["default"] }],
  },
  deployments: { policy: DeploymentPolicy.Rolling, batchInstances: 2 },
  configurationUpdates: { type: ConfigurationUpdateType.Time, pauseTimeSeconds: 90 },
  notifications: { topicArn: arns.TOPIC },
  caching: {
    cachePolicies: { pages: {} },
    originRequestPolicies: {
      "without-host": { headers: { behavior: HeaderBehavior.AllExcept, names: ["Host"] } },
    },
    responseHeadersPolicies: { secure: {} },
    defaultBehavior: {
      customCachePolicy: "pages",
      customOriginRequestPolicy: "without-host",
      customResponseHeadersPolicy: "secure",
      originId: "pair",
      allowedMethods: AllowedMethods.GetHead,
      viewerRequestFunction: "add-request-id",
    },
    behaviors: [
      {
        pathPattern: "/api/*",
        cachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
        originRequestPolicyId: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
        responseHeadersPolicyId: "67f7725c-6f97-4210-82d7-5512b31e9d03",
        viewerRequestFunction: "add-request-id",
        viewerResponseFunctionArn: arns.FUNCTION,
      },
      {
        pathPattern: "/account/*",
        cachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
        lambdaFunctions: [VIEWER_LAMBDA],
      },
    ],
  },
  functions: { "add-request-id": { codeFile: path.join(__dirname, "add-request-id.js") } },
  additionalOrigins: { backup: { domainName: "backup.example.org" } },
  originGroups: { pair: { primaryOriginId: "origin", secondaryOriginId: "backup" } },
  domain: {
    names: ["shop.example.com"],
    certificateArn: arns.EDGE_CERTIFICATE,
    certificateNames: ["*.example.com"],
  },
  geoRestriction: { blockedCountries: ["AQ"] },
};
