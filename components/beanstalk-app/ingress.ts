import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";
import { EnvironmentType } from "./args";
import type { EnvironmentReferences } from "./option-settings";
import type { BeanstalkAppSettings } from "./settings";

/** CloudFront's own list of the addresses from which its edges reach origins, over IPv4. */
const CLOUDFRONT_PREFIX_LIST = "com.amazonaws.global.cloudfront.origin-facing";

/** The one port that is opened: the prefix list takes 55 of a group's 60 rules for each port. */
const HTTP_PORT = 80;

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
 * single instance, admits the prefix list alone; instances behind a load balancer admit only it.
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
  const instances = createGroup(`${name}-instances`, "Instances", settings, opts);
  const instanceSecurityGroupId = instances.group.id;
  if (settings.capacity.environmentType === EnvironmentType.SingleInstance) {
    const fromCloudFront = admit(
      `${name}-instances`,
      instances.group,
      { prefixListId, tags },
      opts,
    );
    const rules = [instances.egress, fromCloudFront];
    return { securityGroupIds: { instanceSecurityGroupId }, rules };
  }
  const balancer = createGroup(`${name}-load-balancer`, "Load balancer", settings, opts);
  const loadBalancerSecurityGroupId = balancer.group.id;
  const fromBalancer = { referencedSecurityGroupId: loadBalancerSecurityGroupId, tags };
  return {
    securityGroupIds: { instanceSecurityGroupId, loadBalancerSecurityGroupId },
    rules: [
      instances.egress,
      balancer.egress,
      admit(`${name}-load-balancer`, balancer.group, { prefixListId, tags }, opts),
      admit(`${name}-instances`, instances.group, fromBalancer, opts),
    ],
  };
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

function admit(
  name: string,
  group: ec2.SecurityGroup,
  source: Pick<
    vpc.SecurityGroupIngressRuleArgs,
    "prefixListId" | "referencedSecurityGroupId" | "tags"
  >,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  const port = { ipProtocol: "tcp", fromPort: HTTP_PORT, toPort: HTTP_PORT };
  const rule = { securityGroupId: group.id, ...port, ...source };
  return new vpc.SecurityGroupIngressRule(`${name}-ingress`, rule, opts);
}
