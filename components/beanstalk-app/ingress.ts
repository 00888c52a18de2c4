import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";
import { at, rulesOn } from "../shared/rules";
import { EnvironmentType } from "./capacity";
import { listListenerPorts } from "./listeners";
import { LoadBalancerScheme } from "./load-balancer";
import { findLoadBalancerKind, LoadBalancerKind, LoadBalancerType } from "./load-balancer-kind";
import type { EnvironmentReferences } from "./option-setting";
import { findDefaultPort } from "./processes";
import type { BeanstalkAppSettings } from "./settings";

/** CloudFront's own list of the addresses from which its edges reach origins, over IPv4. */
const CLOUDFRONT_PREFIX_LIST = "com.amazonaws.global.cloudfront.origin-facing";

const PREFIX_LIST_SOURCE =
  "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/LocationsOfEdgeServers.html";

const LET_ALL_IN = "leave restrictToCloudFront out, or set originProtection to Secret or None";

const rule = rulesOn<BeanstalkAppSettings>();

/** Where the way past CloudFront can't be closed, whoever asks for that must know. */
export const INGRESS_RULES = [
  rule({
    id: "restricted-network-load-balancer",
    source: "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-nlb.html",
    of: (settings) => at("loadBalancer.type", findRestricted(settings)?.loadBalancer.type),
    holds: (type) => type !== LoadBalancerType.Network,
    must: "must not be network where only CloudFront is let in, since Beanstalk gives it no security group",
    remedy: `Use Application, or ${LET_ALL_IN}.`,
  }),
  rule({
    id: "restricted-shared-load-balancer",
    source:
      "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb-shared.html",
    of: (settings) => [
      {
        path: "loadBalancer.sharedLoadBalancerArn",
        value: findRestricted(settings)?.loadBalancer.sharedLoadBalancerArn,
        shown: undefined,
      },
    ],
    holds: (arn) => arn === undefined,
    must: "must not be set where only CloudFront is let in, since its security groups are not the environment's",
    remedy:
      `Admit the prefix list ${CLOUDFRONT_PREFIX_LIST} alone in a security group of the shared ` +
      `load balancer, and ${LET_ALL_IN}.`,
  }),
  rule({
    id: "restricted-internal-load-balancer",
    source: PREFIX_LIST_SOURCE,
    of: (settings) => at("loadBalancer.scheme", findRestricted(settings)?.loadBalancer.scheme),
    holds: (scheme) => scheme !== LoadBalancerScheme.Internal,
    must: "must not be internal where only CloudFront is let in, since CloudFront comes from the internet",
    remedy: "Use Public, or leave restrictToCloudFront out.",
  }),
  rule({
    id: "cloudfront-port-without-listener",
    source: PREFIX_LIST_SOURCE,
    of: (settings) =>
      settings.restrictToCloudFront &&
      findLoadBalancerKind(settings) === LoadBalancerKind.Application
        ? [{ path: "loadBalancer.listeners", value: listListenerPorts(settings) }]
        : [],
    holds: (ports, { cloudFrontPort }) => ports.includes(cloudFrontPort),
    must: (_, { cloudFrontPort }) =>
      `must have one on port ${cloudFrontPort}, the only one that is open to CloudFront`,
    remedy: "Add it, or let CloudFront use the port of another one.",
  }),
];

/** The settings of what has a load balancer and lets in CloudFront alone. */
function findRestricted(settings: BeanstalkAppSettings): BeanstalkAppSettings | undefined {
  return settings.restrictToCloudFront && findLoadBalancerKind(settings) !== LoadBalancerKind.None
    ? settings
    : undefined;
}

/** What stands between the internet and the instances; nothing where Beanstalk's own groups stay. */
export interface Ingress {
  securityGroupIds: Pick<
    EnvironmentReferences,
    "instanceSecurityGroupId" | "loadBalancerSecurityGroupId"
  >;
  /** What the environment must wait for: instances that reach nobody never become healthy. */
  rules: pulumi.Resource[];
}

/**
 * Closes the origin to everybody but CloudFront: what faces the internet, the load balancer or the
 * single instance, admits the prefix list alone, and on one port, since the list takes 55 of a
 * group's 60 rules for each; instances behind a load balancer admit only it, on their processes'
 * ports.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/LocationsOfEdgeServers.html
 */
export function createIngress(
  name: string,
  settings: BeanstalkAppSettings,
  opts: pulumi.CustomResourceOptions,
): Ingress {
  const { tags } = settings;
  if (!settings.restrictToCloudFront) {
    return { securityGroupIds: {}, rules: [] };
  }
  const prefixListId = ec2.getManagedPrefixListOutput(
    { name: CLOUDFRONT_PREFIX_LIST },
    { parent: opts.parent },
  ).id;
  const fromCloudFront = { prefixListId, tags, ...onPort(settings.cloudFrontPort) };
  const instances = createGroup(`${name}-instances`, "Instances", settings, opts);
  const instanceSecurityGroupId = instances.group.id;
  if (settings.capacity.environmentType === EnvironmentType.SingleInstance) {
    const ingress = admit(`${name}-instances-ingress`, instances.group, fromCloudFront, opts);
    return { securityGroupIds: { instanceSecurityGroupId }, rules: [instances.egress, ingress] };
  }
  const balancer = createGroup(`${name}-load-balancer`, "Load balancer", settings, opts);
  const loadBalancerSecurityGroupId = balancer.group.id;
  return {
    securityGroupIds: { instanceSecurityGroupId, loadBalancerSecurityGroupId },
    rules: [
      instances.egress,
      balancer.egress,
      admit(`${name}-load-balancer-ingress`, balancer.group, fromCloudFront, opts),
      ...admitBalancer(`${name}-instances`, instances.group, balancer.group, settings, opts),
    ],
  };
}

/** Lets the load balancer in on the port of each process: one rule a port, however many share it. */
function admitBalancer(
  name: string,
  instances: ec2.SecurityGroup,
  balancer: ec2.SecurityGroup,
  settings: BeanstalkAppSettings,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const defaultPort = findDefaultPort(settings);
  const additional = Object.values(settings.additionalProcesses ?? {}).map(({ port }) => port);
  return [...new Set([defaultPort, ...additional])].map((port) => {
    const suffix = port === defaultPort ? "" : `-${port}`;
    const source = { referencedSecurityGroupId: balancer.id, tags: settings.tags };
    return admit(`${name}-ingress${suffix}`, instances, { ...source, ...onPort(port) }, opts);
  });
}

function createGroup(
  name: string,
  description: string,
  { network, tags }: BeanstalkAppSettings,
  opts: pulumi.CustomResourceOptions,
): { group: ec2.SecurityGroup; egress: pulumi.Resource } {
  const group = new ec2.SecurityGroup(name, { description, vpcId: network?.vpcId, tags }, opts);
  const toAnywhere = { securityGroupId: group.id, ipProtocol: "-1", cidrIpv4: "0.0.0.0/0", tags };
  const egress = new vpc.SecurityGroupEgressRule(`${name}-egress`, toAnywhere, opts);
  return { group, egress };
}

function onPort(port: number) {
  return { ipProtocol: "tcp", fromPort: port, toPort: port };
}

function admit(
  name: string,
  group: ec2.SecurityGroup,
  source: Omit<vpc.SecurityGroupIngressRuleArgs, "securityGroupId">,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  return new vpc.SecurityGroupIngressRule(name, { securityGroupId: group.id, ...source }, opts);
}
