import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";
import { at, rulesOn } from "../shared/rules";
import { isSingleInstance } from "./capacity";
import { listListenerPorts } from "./listeners";
import { LoadBalancerIpAddressType, LoadBalancerScheme } from "./load-balancer";
import { findLoadBalancerKind, LoadBalancerKind, LoadBalancerType } from "./load-balancer-kind";
import type { EnvironmentReferences } from "./option-setting";
import { findDefaultPort } from "./processes";
import type { BeanstalkAppSettings } from "./settings";

/** CloudFront's own list of the addresses from which its edges reach origins, over IPv4. */
const CLOUDFRONT_PREFIX_LIST = "com.amazonaws.global.cloudfront.origin-facing";

const PREFIX_LIST_SOURCE =
  "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/LocationsOfEdgeServers.html";

/** As `BeanstalkApp` says it; `CdnFrontedBeanstalkApp` has another word for it. */
export const LET_ALL_IN = "leave restrictToCloudFront out";

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
    remedy: "Use Public.",
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
    remedy: "Add it, or let CloudFront use the port of another one, by cloudFrontPort.",
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
 * Whether security groups made here stand in the place of Beanstalk's own, which admit everybody.
 * They can't where Beanstalk gives the load balancer no group (a network one), or where its groups
 * are managed elsewhere (a shared one): nobody knows here whom the instances must admit then.
 */
export function hasOwnGroups(settings: BeanstalkAppSettings): boolean {
  const kind = findLoadBalancerKind(settings);
  return kind === LoadBalancerKind.None || kind === LoadBalancerKind.Application;
}

/**
 * Lets in who is wanted and nobody else: what faces the internet, the load balancer or the single
 * instance, admits everybody on the ports on which it listens, or CloudFront's prefix list alone, and
 * that on one port, since the list takes 55 of a group's 60 rules for each; instances behind a load
 * balancer admit only it, on their processes' ports. Creates nothing unless `hasOwnGroups`.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/LocationsOfEdgeServers.html
 */
export function createIngress(
  name: string,
  settings: BeanstalkAppSettings,
  opts: pulumi.CustomResourceOptions,
): Ingress {
  if (!hasOwnGroups(settings)) {
    return { securityGroupIds: {}, rules: [] };
  }
  const instances = createGroup(`${name}-instances`, "Instances", settings, opts);
  const instanceSecurityGroupId = instances.group.id;
  const rules = [instances.egress, ...admitSsh(`${name}-instances`, instances, settings, opts)];
  if (isSingleInstance(settings)) {
    const fromViewers = admitViewers(`${name}-instances`, instances, settings, opts);
    return { securityGroupIds: { instanceSecurityGroupId }, rules: [...rules, ...fromViewers] };
  }
  const balancer = createBalancerGroup(`${name}-load-balancer`, settings, opts);
  // A load balancer is admitted as a member of any one of its groups.
  const balancerId = balancer.groupId ?? settings.loadBalancer.securityGroupIds?.[0];
  return {
    securityGroupIds: { instanceSecurityGroupId, loadBalancerSecurityGroupId: balancer.groupId },
    rules: [
      ...rules,
      ...balancer.rules,
      ...admitBalancer(`${name}-instances`, instances, balancerId, settings, opts),
    ],
  };
}

/** Where the proxy server of a single instance listens by itself. */
const PROXY_PORT = 80;

interface Group {
  group: ec2.SecurityGroup;
  egress: pulumi.Resource;
}

/**
 * The load balancer's group: none where existing ones say who is let in; where only CloudFront is, it
 * comes beside them.
 */
function createBalancerGroup(
  name: string,
  settings: BeanstalkAppSettings,
  opts: pulumi.CustomResourceOptions,
): { groupId?: pulumi.Output<string>; rules: pulumi.Resource[] } {
  const { restrictToCloudFront, loadBalancer } = settings;
  if (!restrictToCloudFront && loadBalancer.securityGroupIds !== undefined) {
    return { rules: [] };
  }
  const balancer = createGroup(name, "Load balancer", settings, opts);
  const fromViewers = admitViewers(name, balancer, settings, opts);
  return { groupId: balancer.group.id, rules: [balancer.egress, ...fromViewers] };
}

/** Lets CloudFront in on its port, or everybody on each port on which the environment listens. */
function admitViewers(
  name: string,
  { group }: Group,
  settings: BeanstalkAppSettings,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const { restrictToCloudFront, cloudFrontPort, loadBalancer } = settings;
  if (restrictToCloudFront) {
    const { parent } = opts;
    const list = ec2.getManagedPrefixListOutput({ name: CLOUDFRONT_PREFIX_LIST }, { parent });
    const source = { prefixListId: list.id, tags: settings.tags };
    return [admit(`${name}-ingress`, group, cloudFrontPort, source, opts)];
  }
  const ports = isSingleInstance(settings)
    ? [...new Set([PROXY_PORT, cloudFrontPort])]
    : listListenerPorts(settings);
  const isDualstack = loadBalancer.ipAddressType === LoadBalancerIpAddressType.Dualstack;
  return ports.flatMap((port) => {
    // Named by the port alone: a rule that changed its name would be made before the old one goes.
    const rule = `${name}-ingress${port === 80 ? "" : `-${port}`}`;
    const anywhere = { cidrIpv4: "0.0.0.0/0", tags: settings.tags };
    const overIpv6 = { cidrIpv6: "::/0", tags: settings.tags };
    return [
      admit(rule, group, port, anywhere, opts),
      ...(isDualstack ? [admit(`${rule}-ipv6`, group, port, overIpv6, opts)] : []),
    ];
  });
}

/** Lets the load balancer in on the port of each process: one rule a port, however many share it. */
function admitBalancer(
  name: string,
  { group }: Group,
  referencedSecurityGroupId: pulumi.Input<string> | undefined,
  settings: BeanstalkAppSettings,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const defaultPort = findDefaultPort(settings);
  const additional = Object.values(settings.additionalProcesses).map(({ port }) => port);
  return [...new Set([defaultPort, ...additional])].map((port) => {
    const suffix = port === defaultPort ? "" : `-${port}`;
    const source = { referencedSecurityGroupId, tags: settings.tags };
    return admit(`${name}-ingress${suffix}`, group, port, source, opts);
  });
}

/** Lets the addresses in from which somebody may log in. */
function admitSsh(
  name: string,
  { group }: Group,
  { instances: { sshSource }, tags }: BeanstalkAppSettings,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  return sshSource === undefined
    ? []
    : [admit(`${name}-ssh`, group, 22, { cidrIpv4: sshSource, tags }, opts)];
}

function createGroup(
  name: string,
  description: string,
  { network, tags }: BeanstalkAppSettings,
  opts: pulumi.CustomResourceOptions,
): Group {
  const group = new ec2.SecurityGroup(name, { description, vpcId: network?.vpcId, tags }, opts);
  const toAnywhere = { securityGroupId: group.id, ipProtocol: "-1", cidrIpv4: "0.0.0.0/0", tags };
  const egress = new vpc.SecurityGroupEgressRule(`${name}-egress`, toAnywhere, opts);
  return { group, egress };
}

function admit(
  name: string,
  group: ec2.SecurityGroup,
  port: number,
  source: Omit<vpc.SecurityGroupIngressRuleArgs, "securityGroupId" | "ipProtocol">,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  const where = { securityGroupId: group.id, ipProtocol: "tcp", fromPort: port, toPort: port };
  return new vpc.SecurityGroupIngressRule(name, { ...where, ...source }, opts);
}
