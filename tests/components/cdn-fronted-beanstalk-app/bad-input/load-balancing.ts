import {
  ListenerProtocol,
  LoadBalancerScheme,
  LoadBalancerType,
  ManagedCachePolicy,
  ManagedOriginRequestPolicy,
  OriginProtection,
} from "../../../../components";
import type { BadInput } from "./bad-input";
import {
  LISTENER_CERTIFICATE_ARN,
  OPEN,
  SHARED_LOAD_BALANCER_ARN,
  SINGLE_INSTANCE,
  VPC,
} from "./bad-input";

const HTTPS = { port: 443, protocol: ListenerProtocol.Https };
const NETWORK_TYPE = { type: LoadBalancerType.Network };
/** The key, and what goes beyond it, are without Host, as a shared load balancer needs it. */
const SHARED = {
  originProtection: OriginProtection.Secret,
  caching: {
    defaultBehavior: {
      cachePolicy: ManagedCachePolicy.CachingDisabled,
      originRequestPolicy: ManagedOriginRequestPolicy.AllViewerExceptHostHeader,
    },
  },
};
const SHARED_BALANCER = { sharedLoadBalancerArn: SHARED_LOAD_BALANCER_ARN };

/** The load balancer, its listeners and their rules. */
export const LOAD_BALANCING_ROWS: BadInput[] = [
  [
    "a classic load balancer",
    { loadBalancer: { type: "classic" as LoadBalancerType } },
    [
      'loadBalancer.type must be one of "application", "network", got "classic". ' +
        "Use a member of the enum; classic load balancers are not offered.",
    ],
  ],
  [
    "a network load balancer that only CloudFront reaches",
    { loadBalancer: NETWORK_TYPE },
    [
      'loadBalancer.type must not be network where only CloudFront is let in, since Beanstalk gives it no security group, got "network". ' +
        "Use Application, or set originProtection to Secret or None.",
    ],
  ],
  [
    "a shared load balancer that only CloudFront reaches",
    { ...SHARED, originProtection: OriginProtection.PrefixList, loadBalancer: SHARED_BALANCER },
    [
      "loadBalancer.sharedLoadBalancerArn must not be set where only CloudFront is let in, since its security groups are not the environment's. " +
        "Admit the prefix list com.amazonaws.global.cloudfront.origin-facing alone in a security group of the shared load balancer, and set originProtection to Secret or None.",
    ],
  ],
  [
    "an internal load balancer that only CloudFront reaches",
    { network: VPC, loadBalancer: { scheme: LoadBalancerScheme.Internal } },
    [
      'loadBalancer.scheme must not be internal where only CloudFront is let in, since CloudFront comes from the internet, got "internal". ' +
        "Use Public.",
    ],
  ],
  [
    "an internal load balancer",
    { ...OPEN, network: VPC, loadBalancer: { scheme: LoadBalancerScheme.Internal } },
    [
      'loadBalancer.scheme must not be internal, since CloudFront comes from the internet, got "internal". ' +
        "Use Public, and close the way past CloudFront by originProtection.",
    ],
  ],
  [
    "an internal load balancer without a VPC",
    { ...OPEN, loadBalancer: { scheme: LoadBalancerScheme.Internal } },
    [
      'loadBalancer.scheme must not be internal without network, got "internal". ' +
        "Give the VPC and its subnets in network.",
      'loadBalancer.scheme must not be internal, since CloudFront comes from the internet, got "internal". ' +
        "Use Public, and close the way past CloudFront by originProtection.",
    ],
  ],
  [
    "a load balancer's arguments for a single instance",
    { capacity: SINGLE_INSTANCE, loadBalancer: { idleTimeoutSeconds: 60 } },
    [
      "loadBalancer.idleTimeoutSeconds must not be set for a single instance, which has no load balancer. " +
        "Remove it, or set capacity.environmentType to LoadBalanced.",
    ],
  ],
  [
    "security groups for a network load balancer",
    { ...OPEN, loadBalancer: { ...NETWORK_TYPE, securityGroupIds: ["sg-1"] } },
    [
      "loadBalancer.securityGroupIds must not be set with a network load balancer, to which Beanstalk does not apply it. " +
        "Remove it, or set loadBalancer.type to Application.",
    ],
  ],
  [
    "the shared load balancer of another environment",
    {
      ...SHARED,
      loadBalancer: {
        sharedLoadBalancerArn: SHARED_LOAD_BALANCER_ARN.replace("shared", "awseb-AWSEB-1"),
      },
    },
    [
      'loadBalancer.sharedLoadBalancerArn must not be that of a load balancer which Beanstalk made for another environment, got "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/awseb-AWSEB-1/0123456789abcdef". ' +
        "Create a load balancer to share.",
    ],
  ],
  [
    "a shared load balancer with Host in the key",
    {
      ...SHARED,
      loadBalancer: SHARED_BALANCER,
      caching: {
        cachePolicies: { byHost: { headers: ["Host"] } },
        defaultBehavior: {
          customCachePolicy: "byHost",
          originRequestPolicy: ManagedOriginRequestPolicy.None,
        },
      },
    },
    [
      "caching.defaultBehavior must not send the origin the viewer's Host, in the key or beyond it, with a shared load balancer, which tells environments apart by their own names. " +
        "Use a cache policy without Host, such as CachingDisabled, with AllViewerExceptHostHeader; caching.sendForwardedHost tells the app the viewer's Host.",
    ],
  ],
  [
    "a shared load balancer with Host beyond the key",
    {
      ...SHARED,
      loadBalancer: SHARED_BALANCER,
      caching: { defaultBehavior: { cachePolicy: ManagedCachePolicy.CachingDisabled } },
    },
    [
      "caching.defaultBehavior must not send the origin the viewer's Host, in the key or beyond it, with a shared load balancer, which tells environments apart by their own names. " +
        "Use a cache policy without Host, such as CachingDisabled, with AllViewerExceptHostHeader; caching.sendForwardedHost tells the app the viewer's Host.",
    ],
  ],
  [
    "the certificate of a shared load balancer",
    {
      ...SHARED,
      loadBalancer: {
        ...SHARED_BALANCER,
        listeners: [{ port: 443, certificateArn: LISTENER_CERTIFICATE_ARN, rules: ["default"] }],
      },
    },
    [
      "loadBalancer.listeners[0].certificateArn must not be set with a shared load balancer, which Beanstalk does not manage. " +
        "Remove it, and set it where that load balancer is created.",
    ],
  ],
  [
    "a shared listener without rules",
    { ...SHARED, loadBalancer: { ...SHARED_BALANCER, listeners: [{ port: 443 }] } },
    [
      "loadBalancer.listeners[0].rules must be given with a shared load balancer, where a listener has no other setting. " +
        'Name the rules that hold there, or ["default"] for the environment\'s CNAME alone.',
    ],
  ],
  [
    "an HTTPS listener without certificate",
    { loadBalancer: { listeners: [{ port: 80 }, HTTPS] } },
    [
      "loadBalancer.listeners[1].certificateArn must be given for HTTPS. " +
        "Request a certificate in the environment's region, for the name that CloudFront asks for.",
    ],
  ],
  [
    "a certificate without HTTPS",
    { loadBalancer: { listeners: [{ port: 80, certificateArn: LISTENER_CERTIFICATE_ARN }] } },
    [
      "loadBalancer.listeners[0].certificateArn must not be set without encryption. " +
        "Set the listener's protocol to Https, or behind a network load balancer to Tls.",
    ],
  ],
  [
    "a listener's certificate that is none",
    { loadBalancer: { listeners: [{ port: 80 }, { ...HTTPS, certificateArn: "example.com" }] } },
    [
      'loadBalancer.listeners[1].certificateArn must be the ARN of a certificate in ACM or IAM, got "example.com". ' +
        "Request a certificate in the environment's region.",
    ],
  ],
  [
    "a TCP listener of an Application Load Balancer",
    { loadBalancer: { listeners: [{ port: 80, protocol: ListenerProtocol.Tcp }] } },
    [
      'loadBalancer.listeners[0].protocol must be HTTP or HTTPS with a load balancer of type application, got "TCP". ' +
        "Change it, or loadBalancer.type.",
    ],
  ],
  [
    "a port listened on twice",
    { loadBalancer: { listeners: [{ port: 80 }, { port: 80 }] } },
    [
      "loadBalancer.listeners[1].port must differ from loadBalancer.listeners[0].port, got 80. " +
        "Merge the two, or change a port.",
    ],
  ],
  [
    "a port that is none",
    { loadBalancer: { listeners: [{ port: 80 }, { port: 65_536 }] } },
    [
      "loadBalancer.listeners[1].port must be a port from 1 to 65535, got 65536. " +
        "Use a number in that range.",
    ],
  ],
  [
    "no listeners",
    { loadBalancer: { listeners: [] } },
    [
      "loadBalancer.listeners must not be empty, got 0. " +
        "List the ports, or leave it out for port 80.",
    ],
  ],
  [
    "a listener's process that is not there",
    { loadBalancer: { listeners: [{ port: 80, defaultProcess: "admin" }] } },
    [
      'loadBalancer.listeners[0].defaultProcess must be default or in additionalProcesses, got "admin". ' +
        "Correct the name, or add the process.",
    ],
  ],
  [
    "a listener's rule that is not there",
    { loadBalancer: { listeners: [{ port: 80, rules: ["admin"] }] } },
    [
      'loadBalancer.listeners[0].rules[0] must be in loadBalancer.listenerRules, got "admin". ' +
        "Correct the name, or add the rule.",
    ],
  ],
  [
    "a rule without a condition",
    {
      loadBalancer: {
        listeners: [{ port: 80, rules: ["admin"] }],
        listenerRules: { admin: { priority: 1 } },
      },
    },
    [
      "loadBalancer.listenerRules.admin must have 1 to 5 path patterns and host headers together, got 0. " +
        "Add one, or split the rule.",
    ],
  ],
  [
    "two rules with one priority",
    {
      loadBalancer: {
        listeners: [{ port: 80, rules: ["admin", "api"] }],
        listenerRules: {
          admin: { priority: 1, pathPatterns: ["/admin/*"] },
          api: { priority: 1, pathPatterns: ["/api/*"] },
        },
      },
    },
    [
      "loadBalancer.listenerRules.api.priority must differ from loadBalancer.listenerRules.admin.priority, got 1. " +
        "Give the rule that comes first the lower one.",
    ],
  ],
  [
    "a rule's process that is not there",
    {
      loadBalancer: {
        listeners: [{ port: 80, rules: ["admin"] }],
        listenerRules: { admin: { priority: 1, pathPatterns: ["/admin/*"], process: "admin" } },
      },
    },
    [
      'loadBalancer.listenerRules.admin.process must be default or in additionalProcesses, got "admin". ' +
        "Correct the name, or add the process.",
    ],
  ],
  [
    "a rule of no listener",
    { loadBalancer: { listenerRules: { admin: { priority: 1, pathPatterns: ["/admin/*"] } } } },
    [
      "loadBalancer.listenerRules.admin must be in the rules of a listener. " +
        "Name it in loadBalancer.listeners, or remove it.",
    ],
  ],
];
