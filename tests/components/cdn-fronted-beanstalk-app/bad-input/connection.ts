import {
  ListenerProtocol,
  LoadBalancerType,
  OriginProtocolPolicy,
  ProcessProtocol,
  TriggerMeasure,
} from "../../../../components";
import type { BadInput } from "./bad-input";
import { LISTENER_CERTIFICATE_ARN, OPEN, SINGLE_INSTANCE } from "./bad-input";

const HTTPS = { port: 443, protocol: ListenerProtocol.Https };
const NETWORK_TYPE = { type: LoadBalancerType.Network };

/** The processes behind the load balancer, their health, and CloudFront's way to them. */
export const CONNECTION_ROWS: BadInput[] = [
  [
    "a process for a single instance",
    { capacity: SINGLE_INSTANCE, process: { port: 8080 } },
    [
      "process.port must not be set for a single instance, which has no load balancer. " +
        "Remove it, or set capacity.environmentType to LoadBalanced.",
    ],
  ],
  [
    "a TCP process behind an Application Load Balancer",
    { process: { protocol: ProcessProtocol.Tcp } },
    [
      'process.protocol must be HTTP or HTTPS behind a load balancer of type application, got "TCP". ' +
        "Change it, or loadBalancer.type.",
    ],
  ],
  [
    "the default process twice",
    { additionalProcesses: { default: { port: 8080 } } },
    [
      "additionalProcesses.default must have another name, since process and healthCheck describe the default process. " +
        "Move it there, or rename it.",
    ],
  ],
  [
    "a health path without slash",
    { healthCheck: { path: "health" } },
    [
      'healthCheck.path must begin with a slash and have no spaces, got "health". ' +
        'Use "/health".',
    ],
  ],
  [
    "a health path behind a network load balancer",
    { ...OPEN, loadBalancer: NETWORK_TYPE, healthCheck: { path: "/health" } },
    [
      "healthCheck.path must not be set with a network load balancer, to which Beanstalk does not apply it. " +
        "Remove it, or set loadBalancer.type to Application.",
    ],
  ],
  [
    "a health check that takes longer than its interval",
    { healthCheck: { intervalSeconds: 5, timeoutSeconds: 5 } },
    [
      "healthCheck.timeoutSeconds must be below healthCheck.intervalSeconds (5), got 5. " +
        "Lower the time-out or raise the interval.",
    ],
  ],
  [
    "a health check every 15 seconds behind a network load balancer",
    { ...OPEN, loadBalancer: NETWORK_TYPE, healthCheck: { intervalSeconds: 15 } },
    [
      "healthCheck.intervalSeconds must be 10 or 30 with a network load balancer, got 15. " +
        "Use one of the two, or set loadBalancer.type to Application.",
    ],
  ],
  [
    "a health check that passes 404 behind a network load balancer",
    { ...OPEN, loadBalancer: NETWORK_TYPE, healthCheck: { matcherHttpCode: "200,404" } },
    [
      'healthCheck.matcherHttpCode must have statuses from 200 to 399 with a network load balancer, got "200,404". ' +
        "Leave out the others, or set loadBalancer.type to Application.",
    ],
  ],
  [
    "a trigger on what a network load balancer has not",
    {
      ...OPEN,
      loadBalancer: NETWORK_TYPE,
      scaling: {
        trigger: {
          measure: TriggerMeasure.RequestCount,
          lowerThreshold: 100,
          upperThreshold: 1000,
        },
      },
    },
    [
      'scaling.trigger.measure must be none of TargetResponseTime, RequestCount, got "RequestCount". ' +
        "Use another one: CloudWatch does not keep these for this type of load balancer.",
    ],
  ],
  [
    "a restricted port without a listener",
    { loadBalancer: { listeners: [{ port: 8080 }] } },
    [
      "loadBalancer.listeners must have one on port 80, the only one that is open to CloudFront, got [8080]. " +
        "Add it, or let CloudFront use the port of another one, by origin.protocolPolicy or origin.httpPort.",
    ],
  ],
  [
    "HTTPS to the origin without a name",
    {
      ...OPEN,
      origin: { protocolPolicy: OriginProtocolPolicy.HttpsOnly },
      loadBalancer: { listeners: [{ ...HTTPS, certificateArn: LISTENER_CERTIFICATE_ARN }] },
    },
    [
      'origin.protocolPolicy must not be https-only without a name of your own, since no certificate can be had for one under elasticbeanstalk.com, got "https-only". ' +
        "Set originDomain, or use HttpOnly.",
    ],
  ],
  [
    "HTTPS to the origin without a listener",
    {
      ...OPEN,
      origin: { protocolPolicy: OriginProtocolPolicy.HttpsOnly },
      originDomain: { name: "origin.example.com" },
    },
    [
      'origin.protocolPolicy must not be https-only without an HTTPS listener on port 443, got "https-only". ' +
        "Add it to loadBalancer.listeners with its certificate, or use HttpOnly.",
    ],
  ],
  [
    "HTTP to the origin without a listener",
    { ...OPEN, loadBalancer: { listeners: [{ port: 8080 }] } },
    [
      'origin.protocolPolicy must not be http-only without a listener on port 80, got "http-only". ' +
        "Add it to loadBalancer.listeners, or set origin.httpPort to the port of another one.",
    ],
  ],
  [
    "HTTP to a listener for HTTPS",
    {
      ...OPEN,
      loadBalancer: {
        listeners: [
          { port: 80, protocol: ListenerProtocol.Https, certificateArn: LISTENER_CERTIFICATE_ARN },
        ],
      },
    },
    [
      'origin.protocolPolicy must not be http-only where the listener on port 80 takes HTTPS, got "http-only". ' +
        "Use HttpsOnly, or the port of a listener for HTTP.",
    ],
  ],
  [
    "an origin that is the distribution itself",
    {
      originDomain: { name: "www.example.com" },
      domain: { names: ["www.example.com"], hostedZoneId: "Z1" },
    },
    [
      'originDomain.name must not be one of the distribution\'s own names, or CloudFront asks itself, got "www.example.com". ' +
        "Use another name, such as origin.example.com.",
    ],
  ],
  [
    "an IP address as the origin's own name",
    { originDomain: { name: "203.0.113.7" } },
    [
      'originDomain.name must not be an IP address, which CloudFront refuses, got "203.0.113.7". ' +
        "Use a DNS name, such as the environment's CNAME.",
    ],
  ],
];
