import {
  CdnFrontedBeanstalkApp,
  ListenerProtocol,
  OriginProtocolPolicy,
} from "cdn-fronted-beanstalk";

const shop = new CdnFrontedBeanstalkApp("shop", {
  source: { directory: "./app" },
  solutionStackName: "64bit Amazon Linux 2023 v4.7.2 running Python 3.13",
  originDomain: { name: "origin.example.com", hostedZoneId: "Z0123456789ABCDEFGHIJ" },
  origin: { protocolPolicy: OriginProtocolPolicy.HttpsOnly },
  loadBalancer: {
    listeners: [
      {
        port: 443,
        protocol: ListenerProtocol.Https,
        // For origin.example.com, in the region of the stack, not in us-east-1.
        certificateArn:
          "arn:aws:acm:eu-central-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef",
      },
    ],
  },
});

export const url = shop.cdnUrl;
