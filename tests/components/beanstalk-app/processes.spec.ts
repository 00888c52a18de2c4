import { expect } from "chai";
import type { AdditionalProcessArgs, BeanstalkAppArgs, ProcessArgs } from "../../../components";
import { EnvironmentType, LoadBalancerType, ProcessProtocol } from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { sayRange } from "../../support/component-arguments";
import { beanstalkArguments, listOptionChanges } from "./beanstalk-arguments";

type Row = ArgumentRow<BeanstalkAppArgs>;

const SINGLE = { environmentType: EnvironmentType.SingleInstance };
const NETWORK = { type: LoadBalancerType.Network };
const EVERYTHING: ProcessArgs = {
  port: 8080,
  protocol: ProcessProtocol.Https,
  deregistrationDelaySeconds: 60,
  stickiness: { durationSeconds: 3600 },
};

const sayPort = (path: string, got: string) =>
  `${path}.port must be a port from 1 to 65535${got}. Use a number in that range.`;
const sayProtocol = (path: string, rest: string) =>
  `${path}.protocol must be ${rest}. Change it, or loadBalancer.type.`;
const sayNotSingle = (path: string) =>
  `${path} must not be set for a single instance, which has no load balancer. ` +
  "Remove it, or set capacity.environmentType to LoadBalanced.";
const sayNotNetwork = (path: string) =>
  `${path} must not be set with a network load balancer, to which Beanstalk does not apply it. ` +
  "Remove it, or set loadBalancer.type to Application.";

const ranges: Row[] = [
  ["everything", { process: EVERYTHING }, []],
  ["the lowest port", { process: { port: 1 } }, []],
  ["the highest port", { process: { port: 65_535 } }, []],
  ["port 0", { process: { port: 0 } }, [sayPort("process", ", got 0")]],
  ["port 65536", { process: { port: 65_536 } }, [sayPort("process", ", got 65536")]],
  ["no delay", { process: { deregistrationDelaySeconds: 0 } }, []],
  ["the longest delay", { process: { deregistrationDelaySeconds: 3600 } }, []],
  ...[-1, 3601].map((deregistrationDelaySeconds): Row => [
    `a delay of ${deregistrationDelaySeconds} s`,
    { process: { deregistrationDelaySeconds } },
    [
      sayRange(
        "process.deregistrationDelaySeconds",
        "seconds",
        0,
        3600,
        deregistrationDelaySeconds,
      ),
    ],
  ]),
  ["the shortest stickiness", { process: { stickiness: { durationSeconds: 1 } } }, []],
  ["the longest stickiness", { process: { stickiness: { durationSeconds: 604_800 } } }, []],
  ...[0, 604_801].map((durationSeconds): Row => [
    `stickiness for ${durationSeconds} s`,
    { process: { stickiness: { durationSeconds } } },
    [sayRange("process.stickiness.durationSeconds", "seconds", 1, 604_800, durationSeconds)],
  ]),
];

const kinds: Row[] = [
  [
    "TCP behind a network load balancer",
    { process: { protocol: ProcessProtocol.Tcp }, loadBalancer: NETWORK },
    [],
  ],
  [
    "an unknown protocol",
    { process: { protocol: "UDP" as ProcessProtocol } },
    [
      'process.protocol must be one of "HTTP", "HTTPS", "TCP", got "UDP". Use a member of the enum.',
    ],
  ],
  [
    "TCP behind an Application Load Balancer",
    { process: { protocol: ProcessProtocol.Tcp } },
    [sayProtocol("process", 'HTTP or HTTPS behind a load balancer of type application, got "TCP"')],
  ],
  [
    "HTTP behind a network load balancer",
    {
      process: { protocol: ProcessProtocol.Http },
      additionalProcesses: { admin: { port: 443, protocol: ProcessProtocol.Https } },
      loadBalancer: NETWORK,
    },
    [
      sayProtocol("process", 'TCP behind a load balancer of type network, got "HTTP"'),
      sayProtocol(
        "additionalProcesses.admin",
        'TCP behind a load balancer of type network, got "HTTPS"',
      ),
    ],
  ],
  [
    "stickiness behind a network load balancer",
    {
      process: { stickiness: {} },
      additionalProcesses: { admin: { port: 443, stickiness: {} } },
      loadBalancer: NETWORK,
    },
    ["process.stickiness", "additionalProcesses.admin.stickiness"].map(sayNotNetwork),
  ],
  [
    "everything for a single instance",
    { process: EVERYTHING, additionalProcesses: { admin: { port: 443 } }, capacity: SINGLE },
    [
      "process.port",
      "process.protocol",
      "process.deregistrationDelaySeconds",
      "process.stickiness",
      "additionalProcesses.admin.port",
    ].map(sayNotSingle),
  ],
];

const additional: Row[] = [
  ["another process", { additionalProcesses: { admin: { ...EVERYTHING, port: 5000 } } }, []],
  [
    "a process without a port",
    { additionalProcesses: { admin: {} as AdditionalProcessArgs } },
    ["additionalProcesses.admin.port must be given. It must be a port from 1 to 65535."],
  ],
  [
    "a second default process",
    { additionalProcesses: { default: { port: 5000 } } },
    [
      "additionalProcesses.default must have another name, since process and healthCheck describe " +
        "the default process. Move it there, or rename it.",
    ],
  ],
  [
    "a name with a colon",
    { additionalProcesses: { "a:b": { port: 5000 } } },
    [
      "additionalProcesses must have names of 1 to 32 letters, digits and hyphens, " +
        'got "a:b". Shorten the name, or use other characters.',
    ],
  ],
];

describe("the processes' arguments", () => {
  beanstalkArguments.testErrors([...ranges, ...kinds, ...additional]);
});

const PROCESS = "aws:elasticbeanstalk:environment:process";

describe("the processes' options", () => {
  it("are what is given", () => {
    expect(listOptionChanges({ process: EVERYTHING })).to.deep.equal([
      `${PROCESS}:default[] DeregistrationDelay=60`,
      `${PROCESS}:default[] Port=8080`,
      `${PROCESS}:default[] Protocol=HTTPS`,
      `${PROCESS}:default[] StickinessEnabled=true`,
      `${PROCESS}:default[] StickinessLBCookieDuration=3600`,
    ]);
  });

  it("make sessions stick for a day by default", () => {
    expect(listOptionChanges({ process: { stickiness: {} } })).to.deep.equal([
      `${PROCESS}:default[] StickinessEnabled=true`,
      `${PROCESS}:default[] StickinessLBCookieDuration=86400`,
    ]);
  });

  it("describe another process with its health check", () => {
    const admin = { port: 5000, deregistrationDelaySeconds: 0, healthCheck: { path: "/admin" } };
    expect(listOptionChanges({ additionalProcesses: { admin } })).to.deep.equal([
      `${PROCESS}:admin[] DeregistrationDelay=0`,
      `${PROCESS}:admin[] HealthCheckInterval=15`,
      `${PROCESS}:admin[] HealthCheckPath=/admin`,
      `${PROCESS}:admin[] HealthCheckTimeout=5`,
      `${PROCESS}:admin[] HealthyThresholdCount=3`,
      `${PROCESS}:admin[] MatcherHTTPCode=200`,
      `${PROCESS}:admin[] Port=5000`,
      `${PROCESS}:admin[] UnhealthyThresholdCount=5`,
    ]);
  });
});
