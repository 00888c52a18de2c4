import { expect } from "chai";
import type { BeanstalkAppArgs } from "../../../components";
import {
  BeanstalkApp,
  EnvironmentType,
  ListenerProtocol,
  LoadBalancerIpAddressType,
  LoadBalancerScheme,
  LoadBalancerType,
} from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { recordComponent } from "../../support/record-component";
import { compute, listInputs } from "../../support/recorded";
import { beanstalkArguments } from "./beanstalk-arguments";

type Row = ArgumentRow<BeanstalkAppArgs>;

const SHARED_ARN =
  "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/shared/1";
const CERTIFICATE = "arn:aws:acm:eu-central-1:123456789012:certificate/1";
const NETWORK = {
  vpcId: "vpc-1",
  instanceSubnetIds: ["subnet-a"],
  loadBalancerSubnetIds: ["subnet-a", "subnet-b"],
};
const HTTPS = { port: 443, protocol: ListenerProtocol.Https, certificateArn: CERTIFICATE };
const SINGLE = { environmentType: EnvironmentType.SingleInstance };
const LET_ALL_IN = "leave restrictToCloudFront out.";

const restrict = (change: Partial<BeanstalkAppArgs>): Partial<BeanstalkAppArgs> => ({
  restrictToCloudFront: true,
  ...change,
});
const sayPort = (port: number, got: string) =>
  `loadBalancer.listeners must have one on port ${port}, the only one that is open to ` +
  `CloudFront, got ${got}. Add it, or let CloudFront use the port of another one, by cloudFrontPort.`;

const types: Row[] = [
  ["an Application Load Balancer for CloudFront alone", restrict({}), []],
  [
    "a network load balancer for everybody",
    { loadBalancer: { type: LoadBalancerType.Network } },
    [],
  ],
  [
    "a network load balancer for CloudFront alone",
    restrict({ loadBalancer: { type: LoadBalancerType.Network } }),
    [
      "loadBalancer.type must not be network where only CloudFront is let in, since Beanstalk " +
        `gives it no security group, got "network". Use Application, or ${LET_ALL_IN}`,
    ],
  ],
  [
    "a shared load balancer for CloudFront alone",
    restrict({ loadBalancer: { sharedLoadBalancerArn: SHARED_ARN } }),
    [
      "loadBalancer.sharedLoadBalancerArn must not be set where only CloudFront is let in, since " +
        "its security groups are not the environment's. Admit the prefix list " +
        "com.amazonaws.global.cloudfront.origin-facing alone in a security group of the shared " +
        `load balancer, and ${LET_ALL_IN}`,
    ],
  ],
  [
    "an internal load balancer for CloudFront alone",
    restrict({ network: NETWORK, loadBalancer: { scheme: LoadBalancerScheme.Internal } }),
    [
      "loadBalancer.scheme must not be internal where only CloudFront is let in, since CloudFront " +
        `comes from the internet, got "internal". Use Public.`,
    ],
  ],
];

const ports: Row[] = [
  ["the lowest port for CloudFront", { cloudFrontPort: 1 }, []],
  ["the highest port for CloudFront", { cloudFrontPort: 65_535 }, []],
  ...[0, 65_536].map((cloudFrontPort): Row => [
    `port ${cloudFrontPort} for CloudFront`,
    { cloudFrontPort },
    [
      `cloudFrontPort must be a port from 1 to 65535, got ${cloudFrontPort}. ` +
        "Use a number in that range.",
    ],
  ]),
  [
    "a listener for CloudFront",
    restrict({ cloudFrontPort: 443, loadBalancer: { listeners: [HTTPS] } }),
    [],
  ],
  ["no listener on port 80 for everybody", { loadBalancer: { listeners: [HTTPS] } }, []],
  [
    "no listener on port 80 for CloudFront alone",
    restrict({ loadBalancer: { listeners: [HTTPS] } }),
    [sayPort(80, "[443]")],
  ],
  [
    "no listener on port 443 for CloudFront alone",
    restrict({ cloudFrontPort: 443 }),
    [sayPort(443, "[80]")],
  ],
  ["another port of a single instance", restrict({ cloudFrontPort: 443, capacity: SINGLE }), []],
];

describe("the arguments of what is let in", () => {
  beanstalkArguments.testErrors([...types, ...ports]);
});

describe("createIngress", () => {
  const group = (name: string) => compute("aws:ec2/securityGroup:SecurityGroup", name, "id");
  const PREFIX_LIST = "pl-a3a144ca";
  const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule::";

  /** The rules that let somebody in, by name: `group port source`. */
  async function listIngress(change: Partial<BeanstalkAppArgs>): Promise<Record<string, string>> {
    const { stack } = await recordComponent(
      () =>
        void new BeanstalkApp("web", {
          source: { versionLabel: "v1" },
          solutionStackName: "64bit Amazon Linux 2023 v4.7.2 running Python 3.13",
          ...change,
        }),
    );
    const rules = Object.entries(listInputs(stack)).filter(([key]) => key.startsWith(INGRESS));
    return Object.fromEntries(
      rules.map(([key, inputs]) => {
        const { securityGroupId, cidrIpv4, cidrIpv6, prefixListId, ...others } = inputs as Record<
          string,
          string | number
        >;
        const { referencedSecurityGroupId, ...port } = others;
        expect(port).to.deep.equal({
          ipProtocol: "tcp",
          fromPort: port["fromPort"],
          toPort: port["fromPort"],
        });
        const source = cidrIpv4 ?? cidrIpv6 ?? prefixListId ?? referencedSecurityGroupId;
        return [key.slice(INGRESS.length), `${securityGroupId} ${port["toPort"]} ${source}`];
      }),
    );
  }

  const INSTANCES = group("web-instances");
  const BALANCER = group("web-load-balancer");
  const rows: [title: string, change: Partial<BeanstalkAppArgs>, expected: object][] = [
    [
      "everybody on port 80, and the load balancer",
      {},
      {
        "web-load-balancer-ingress": `${BALANCER} 80 0.0.0.0/0`,
        "web-instances-ingress": `${INSTANCES} 80 ${BALANCER}`,
      },
    ],
    [
      "everybody on the port of each listener, over IPv6 where the load balancer has it",
      {
        loadBalancer: {
          listeners: [{ port: 80 }, HTTPS],
          ipAddressType: LoadBalancerIpAddressType.Dualstack,
        },
      },
      {
        "web-load-balancer-ingress": `${BALANCER} 80 0.0.0.0/0`,
        "web-load-balancer-ingress-ipv6": `${BALANCER} 80 ::/0`,
        "web-load-balancer-ingress-443": `${BALANCER} 443 0.0.0.0/0`,
        "web-load-balancer-ingress-443-ipv6": `${BALANCER} 443 ::/0`,
        "web-instances-ingress": `${INSTANCES} 80 ${BALANCER}`,
      },
    ],
    [
      "everybody in the VPC to an internal load balancer, on its one port",
      {
        network: NETWORK,
        loadBalancer: { scheme: LoadBalancerScheme.Internal, listeners: [HTTPS] },
      },
      {
        "web-load-balancer-ingress-443": `${BALANCER} 443 0.0.0.0/0`,
        "web-instances-ingress": `${INSTANCES} 80 ${BALANCER}`,
      },
    ],
    [
      "whom existing groups admit, and the first of them to the instances",
      { loadBalancer: { securityGroupIds: ["sg-2", "sg-1"] } },
      { "web-instances-ingress": `${INSTANCES} 80 sg-2` },
    ],
    [
      "CloudFront beside whom existing groups admit",
      restrict({ loadBalancer: { securityGroupIds: ["sg-2"] } }),
      {
        "web-load-balancer-ingress": `${BALANCER} 80 ${PREFIX_LIST}`,
        "web-instances-ingress": `${INSTANCES} 80 ${BALANCER}`,
      },
    ],
    [
      "everybody to a single instance, on port 80",
      { capacity: SINGLE },
      { "web-instances-ingress": `${INSTANCES} 80 0.0.0.0/0` },
    ],
    [
      "everybody to a single instance, on the port too on which CloudFront asks",
      { capacity: SINGLE, cloudFrontPort: 443 },
      {
        "web-instances-ingress": `${INSTANCES} 80 0.0.0.0/0`,
        "web-instances-ingress-443": `${INSTANCES} 443 0.0.0.0/0`,
      },
    ],
    [
      "SSH from one address",
      { capacity: SINGLE, instances: { keyName: "ops", sshSource: "203.0.113.7/32" } },
      {
        "web-instances-ingress": `${INSTANCES} 80 0.0.0.0/0`,
        "web-instances-ssh": `${INSTANCES} 22 203.0.113.7/32`,
      },
    ],
    [
      "nobody where Beanstalk's own groups stay, behind a network load balancer",
      { loadBalancer: { type: LoadBalancerType.Network } },
      {},
    ],
    ["nobody behind a shared one", { loadBalancer: { sharedLoadBalancerArn: SHARED_ARN } }, {}],
    [
      "CloudFront on port 80, and the load balancer",
      restrict({}),
      {
        "web-load-balancer-ingress": `${BALANCER} 80 ${PREFIX_LIST}`,
        "web-instances-ingress": `${INSTANCES} 80 ${BALANCER}`,
      },
    ],
    [
      "CloudFront on the port of another listener, and the load balancer on each process's port",
      restrict({
        cloudFrontPort: 443,
        loadBalancer: { listeners: [HTTPS] },
        process: { port: 8080 },
        additionalProcesses: {
          admin: { port: 5000 },
          same: { port: 8080 },
          likewise: { port: 5000 },
        },
      }),
      {
        "web-load-balancer-ingress": `${BALANCER} 443 ${PREFIX_LIST}`,
        "web-instances-ingress": `${INSTANCES} 8080 ${BALANCER}`,
        "web-instances-ingress-5000": `${INSTANCES} 5000 ${BALANCER}`,
      },
    ],
    [
      "CloudFront on another port of a single instance",
      restrict({ cloudFrontPort: 443, capacity: SINGLE }),
      { "web-instances-ingress": `${INSTANCES} 443 ${PREFIX_LIST}` },
    ],
  ];
  for (const [title, change, expected] of rows) {
    it(`admits ${title}`, async () => {
      expect(await listIngress(change)).to.deep.equal(expected);
    });
  }
});
