import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { BeanstalkAppArgs, ListenerArgs, LoadBalancerArgs } from "../../../components";
import { ListenerProtocol, LoadBalancerType } from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { beanstalkArguments, listOptionChanges } from "./beanstalk-arguments";

type Row = ArgumentRow<BeanstalkAppArgs>;

const CERTIFICATE = "arn:aws:acm:eu-central-1:123456789012:certificate/1";
const HTTPS: ListenerArgs = {
  port: 443,
  protocol: ListenerProtocol.Https,
  certificateArn: CERTIFICATE,
};
const TLS = { ...HTTPS, protocol: ListenerProtocol.Tls };
const SHARED: LoadBalancerArgs = {
  sharedLoadBalancerArn:
    "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/shared/1",
};
const NETWORK: LoadBalancerArgs = { type: LoadBalancerType.Network };
const ADMIN = { admin: { pathPatterns: ["/admin/*"], priority: 1 } };

const listen = (
  listeners: ListenerArgs[],
  others: LoadBalancerArgs = {},
): Partial<BeanstalkAppArgs> => ({ loadBalancer: { listeners, ...others } });

const sayPort = (got: number) =>
  `loadBalancer.listeners[0].port must be a port from 1 to 65535, got ${got}. ` +
  "Use a number in that range.";
const sayProtocol = (rest: string) =>
  `loadBalancer.listeners[0].protocol must be ${rest}. Change it, or loadBalancer.type.`;
const sayNoCertificate = (protocol: string) =>
  `loadBalancer.listeners[0].certificateArn must be given for ${protocol}. Request a certificate ` +
  "in the environment's region, for the name that CloudFront asks for.";
const sayUnencrypted = (argument: string) =>
  `loadBalancer.listeners[0].${argument} must not be set without encryption. Set the listener's ` +
  "protocol to Https, or behind a network load balancer to Tls.";
const sayPolicy = (got: string) =>
  "loadBalancer.listeners[0].tlsPolicy must be the name of one of Elastic Load Balancing's " +
  `security policies, got "${got}". Use a name such as "ELBSecurityPolicy-TLS13-1-2-2021-06".`;
const sayNotShared = (argument: string) =>
  `loadBalancer.listeners[0].${argument} must not be set with a shared load balancer, which ` +
  "Beanstalk does not manage. Remove it, and set it where that load balancer is created.";

const ports: Row[] = [
  ["the lowest port", listen([{ port: 1 }]), []],
  ["the highest port", listen([{ port: 65_535 }]), []],
  ...[0, 65_536, 8080.5].map((port): Row => [`port ${port}`, listen([{ port }]), [sayPort(port)]]),
  [
    "a listener without a port",
    listen([{} as ListenerArgs]),
    ["loadBalancer.listeners[0].port must be given. It must be a port from 1 to 65535."],
  ],
  [
    "no listener",
    listen([]),
    [
      "loadBalancer.listeners must not be empty, got 0. " +
        "List the ports, or leave it out for port 80.",
    ],
  ],
  ["two ports", listen([{ port: 80 }, HTTPS]), []],
  [
    "a port that comes again",
    listen([{ port: 80 }, HTTPS, { port: 80 }]),
    [
      "loadBalancer.listeners[2].port must differ from loadBalancer.listeners[0].port, got 80. " +
        "Merge the two, or change a port.",
    ],
  ],
];

const protocols: Row[] = [
  ["HTTP", listen([{ port: 8080, protocol: ListenerProtocol.Http }]), []],
  ["HTTPS", listen([{ ...HTTPS, tlsPolicy: "ELBSecurityPolicy-FS-1-2-2019-08" }]), []],
  ["TCP", listen([{ port: 8080, protocol: ListenerProtocol.Tcp }], NETWORK), []],
  ["TLS", listen([TLS], NETWORK), []],
  [
    "a certificate that is not known yet",
    listen([{ ...HTTPS, certificateArn: pulumi.output("x") }]),
    [],
  ],
  [
    "an unknown protocol",
    listen([{ port: 80, protocol: "UDP" as ListenerProtocol }]),
    [
      'loadBalancer.listeners[0].protocol must be one of "HTTP", "HTTPS", "TCP", "TLS", ' +
        'got "UDP". Use a member of the enum.',
    ],
  ],
  [
    "TCP with an Application Load Balancer",
    listen([{ port: 80, protocol: ListenerProtocol.Tcp }]),
    [sayProtocol('HTTP or HTTPS with a load balancer of type application, got "TCP"')],
  ],
  [
    "HTTPS with a network load balancer",
    listen([HTTPS], NETWORK),
    [sayProtocol('TCP or TLS with a load balancer of type network, got "HTTPS"')],
  ],
  [
    "HTTPS without a certificate",
    listen([{ port: 443, protocol: ListenerProtocol.Https }]),
    [sayNoCertificate("HTTPS")],
  ],
  [
    "TLS without a certificate",
    listen([{ port: 443, protocol: ListenerProtocol.Tls }], NETWORK),
    [sayNoCertificate("TLS")],
  ],
  [
    "a certificate without a protocol",
    listen([{ port: 443, certificateArn: CERTIFICATE }]),
    [sayUnencrypted("certificateArn")],
  ],
  [
    "certificate and policy with HTTP",
    listen([{ ...HTTPS, protocol: ListenerProtocol.Http, tlsPolicy: "ELBSecurityPolicy-2016-08" }]),
    [sayUnencrypted("certificateArn"), sayUnencrypted("tlsPolicy")],
  ],
  [
    "a certificate that is none",
    listen([{ ...HTTPS, certificateArn: "arn:aws:s3:::bucket" }]),
    [
      "loadBalancer.listeners[0].certificateArn must be the ARN of a certificate in ACM or IAM, " +
        'got "arn:aws:s3:::bucket". Request a certificate in the environment\'s region.',
    ],
  ],
  ["a TLS version", listen([{ ...HTTPS, tlsPolicy: "TLSv1.2" }]), [sayPolicy("TLSv1.2")]],
  [
    "a policy with a space",
    listen([{ ...HTTPS, tlsPolicy: "ELBSecurityPolicy-1 " }]),
    [sayPolicy("ELBSecurityPolicy-1 ")],
  ],
];

const processesAndRules: Row[] = [
  ["the default process", listen([{ port: 80, defaultProcess: "default" }]), []],
  [
    "another process",
    {
      ...listen([{ port: 80, defaultProcess: "admin" }]),
      additionalProcesses: { admin: { port: 5000 } },
    },
    [],
  ],
  [
    "an unknown process",
    listen([{ port: 80, defaultProcess: "admin" }]),
    [
      "loadBalancer.listeners[0].defaultProcess must be default or in additionalProcesses, " +
        'got "admin". Correct the name, or add the process.',
    ],
  ],
  ["a rule", listen([{ port: 80, rules: ["admin"] }], { listenerRules: ADMIN }), []],
  [
    "unknown rules",
    listen([{ port: 80, rules: ["admin", "default", "toString"] }], { listenerRules: ADMIN }),
    ["default", "toString"].map(
      (name, index) =>
        `loadBalancer.listeners[0].rules[${index + 1}] must be in loadBalancer.listenerRules, ` +
        `got "${name}". Correct the name, or add the rule.`,
    ),
  ],
  [
    "an empty list of rules",
    listen([{ port: 80, rules: [] }]),
    [
      "loadBalancer.listeners[0].rules must not be empty, got 0. " +
        "Leave it out where there is no rule.",
    ],
  ],
  [
    "rules with a network load balancer",
    listen([{ port: 80, rules: ["admin"] }], NETWORK),
    [
      "loadBalancer.listeners[0].rules must not be set with a network load balancer, to which " +
        "Beanstalk does not apply it. Remove it, or set loadBalancer.type to Application.",
    ],
  ],
];

const shared: Row[] = [
  ["rules of a shared listener", listen([{ port: 443, rules: ["default"] }], SHARED), []],
  [
    "a shared listener without rules",
    listen([{ port: 443 }], SHARED),
    [
      "loadBalancer.listeners[0].rules must be given with a shared load balancer, where a listener " +
        'has no other setting. Name the rules that hold there, or ["default"] for the ' +
        "environment's CNAME alone.",
    ],
  ],
  [
    "a shared listener with everything",
    listen(
      [{ ...HTTPS, rules: ["default"], tlsPolicy: "ELBSecurityPolicy-1", defaultProcess: "x" }],
      SHARED,
    ),
    ["protocol", "certificateArn", "tlsPolicy", "defaultProcess"].map(sayNotShared),
  ],
];

describe("the listeners' arguments", () => {
  beanstalkArguments.testErrors([...ports, ...protocols, ...processesAndRules, ...shared]);
});

describe("the listeners' options", () => {
  const rows: [title: string, change: Partial<BeanstalkAppArgs>, expected: string[]][] = [
    ["are left to Beanstalk by default", {}, []],
    [
      "take port 80 away where it is not listed",
      listen([HTTPS]),
      [
        "aws:elbv2:listener:443[] ListenerEnabled=true",
        "aws:elbv2:listener:443[] Protocol=HTTPS",
        `aws:elbv2:listener:443[] SSLCertificateArns=${CERTIFICATE}`,
        "aws:elbv2:listener:443[] SSLPolicy=ELBSecurityPolicy-TLS13-1-2-2021-06",
        "aws:elbv2:listener:default[] ListenerEnabled=false",
      ],
    ],
    [
      "are the default listener's for port 80, with sorted rules",
      {
        ...listen([{ port: 80, defaultProcess: "app", rules: ["b", "a"] }], {
          listenerRules: {
            a: { pathPatterns: ["/a"], priority: 2 },
            b: { hostHeaders: ["b"], priority: 1 },
          },
        }),
        additionalProcesses: { app: { port: 5000 } },
      },
      [
        "aws:elbv2:listener:default[] DefaultProcess=app",
        "aws:elbv2:listener:default[] ListenerEnabled=true",
        "aws:elbv2:listener:default[] Rules=a,b",
      ],
    ],
    [
      "have the policy that is given",
      listen([{ ...TLS, tlsPolicy: "ELBSecurityPolicy-1" }, { port: 80 }], NETWORK),
      [
        "aws:elbv2:listener:443[] ListenerEnabled=true",
        "aws:elbv2:listener:443[] Protocol=TLS",
        `aws:elbv2:listener:443[] SSLCertificateArns=${CERTIFICATE}`,
        "aws:elbv2:listener:443[] SSLPolicy=ELBSecurityPolicy-1",
        "aws:elbv2:listener:default[] ListenerEnabled=true",
      ],
    ],
    [
      "are none for port 80 of a shared load balancer where it is not listed",
      listen([{ port: 443, rules: ["default"] }], SHARED),
      ["aws:elbv2:listener:443[] Rules=default"],
    ],
    [
      "are rules alone for a shared load balancer, which has no default listener",
      listen(
        [
          { port: 80, rules: ["default"] },
          { port: 443, rules: ["default", "admin"] },
        ],
        { ...SHARED, listenerRules: ADMIN },
      ),
      ["aws:elbv2:listener:443[] Rules=admin,default", "aws:elbv2:listener:80[] Rules=default"],
    ],
  ];
  for (const [title, change, expected] of rows) {
    it(title, () => {
      const options = listOptionChanges(change).filter((option) =>
        option.startsWith("aws:elbv2:listener:"),
      );
      expect(options).to.deep.equal(expected);
    });
  }
});
