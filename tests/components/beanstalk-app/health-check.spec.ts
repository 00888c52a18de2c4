import { expect } from "chai";
import type { BeanstalkAppArgs, HealthCheckArgs } from "../../../components";
import { EnvironmentType, LoadBalancerType } from "../../../components";
import { buildHealthCheckOptions } from "../../../components/beanstalk-app/health-check";
import type { ArgumentRow } from "../../support/component-arguments";
import { sayRange } from "../../support/component-arguments";
import { beanstalkArguments, showOptions } from "./beanstalk-arguments";

type Row = ArgumentRow<BeanstalkAppArgs>;

const network = (healthCheck: HealthCheckArgs): Partial<BeanstalkAppArgs> => ({
  healthCheck,
  loadBalancer: { type: LoadBalancerType.Network },
});
const ofAdmin = (
  healthCheck: HealthCheckArgs,
  others: Partial<BeanstalkAppArgs> = {},
): Partial<BeanstalkAppArgs> => ({
  additionalProcesses: { admin: { port: 5000, healthCheck } },
  ...others,
});

const sayPath = (got: string) =>
  `healthCheck.path must begin with a slash and have no spaces, got "${got}". Use "/health".`;
const sayTimeout = (path: string, interval: number, got: number) =>
  `${path}.timeoutSeconds must be below ${path}.intervalSeconds (${interval}), got ${got}. ` +
  "Lower the time-out or raise the interval.";
const sayMatcher = (got: string) =>
  "healthCheck.matcherHttpCode must be a status, a list or a range of statuses from 200 to 499, " +
  `got "${got}". Use "200", "200,202" or "200-299".`;
const sayNotNetwork = (path: string) =>
  `${path} must not be set with a network load balancer, to which Beanstalk does not apply it. ` +
  "Remove it, or set loadBalancer.type to Application.";
const sayInterval = (path: string, got: number) =>
  `${path}.intervalSeconds must be 10 or 30 with a network load balancer, got ${got}. ` +
  "Use one of the two, or set loadBalancer.type to Application.";
const sayNetworkMatcher = (got: string) =>
  "healthCheck.matcherHttpCode must have statuses from 200 to 399 with a network load balancer, " +
  `got "${got}". Leave out the others, or set loadBalancer.type to Application.`;

const BOUNDS: [field: keyof HealthCheckArgs, unit: string, min: number, max: number][] = [
  ["intervalSeconds", "seconds", 5, 300],
  ["timeoutSeconds", "seconds", 2, 60],
  ["healthyThreshold", "checks", 2, 10],
  ["unhealthyThreshold", "checks", 2, 10],
];

const bounds = BOUNDS.flatMap(([field, unit, min, max]): Row[] => {
  // Whatever one of the two is, the other one does not stand in its way.
  const room = field === "intervalSeconds" ? { timeoutSeconds: 2 } : { intervalSeconds: 300 };
  const change = (value: number) => ({ healthCheck: { ...room, [field]: value } });
  const path = `healthCheck.${field}`;
  return [
    [`${path} ${min}`, change(min), []],
    [`${path} ${max}`, change(max), []],
    [`${path} ${min - 1}`, change(min - 1), [sayRange(path, unit, min, max, min - 1)]],
    [`${path} ${max + 1}`, change(max + 1), [sayRange(path, unit, min, max, max + 1)]],
  ];
});

const texts: Row[] = [
  ["the path /", { healthCheck: { path: "/" } }, []],
  ["a path with a query string", { healthCheck: { path: "/health?deep=1" } }, []],
  ...["", "health", "/a b"].map((path): Row => [
    `the path "${path}"`,
    { healthCheck: { path } },
    [sayPath(path)],
  ]),
  ...["200", "499", "200,202,301", "200-299"].map((matcherHttpCode): Row => [
    `the statuses ${matcherHttpCode}`,
    { healthCheck: { matcherHttpCode } },
    [],
  ]),
  ...["", "199", "500", "200-299,404", "2xx", "200, 202", "200-"].map((matcherHttpCode): Row => [
    `the statuses "${matcherHttpCode}"`,
    { healthCheck: { matcherHttpCode } },
    [sayMatcher(matcherHttpCode)],
  ]),
];

const timeouts: Row[] = [
  ["a time-out just below the interval", { healthCheck: { intervalSeconds: 6 } }, []],
  [
    "a time-out as long as the interval",
    { healthCheck: { intervalSeconds: 5 } },
    [sayTimeout("healthCheck", 5, 5)],
  ],
  [
    "a time-out above the default interval",
    { healthCheck: { timeoutSeconds: 16 } },
    [sayTimeout("healthCheck", 15, 16)],
  ],
  [
    "another process's time-out",
    ofAdmin({ timeoutSeconds: 15 }),
    [sayTimeout("additionalProcesses.admin.healthCheck", 15, 15)],
  ],
];

const SINGLE = { environmentType: EnvironmentType.SingleInstance };
const sayNotSingle = (path: string) =>
  `${path} must not be set for a single instance, which has no load balancer. ` +
  "Remove it, or set capacity.environmentType to LoadBalanced.";

const singles: Row[] = [
  ["no health check of a single instance", { capacity: SINGLE }, []],
  [
    "a health check of a single instance",
    {
      capacity: SINGLE,
      healthCheck: {
        path: "/health",
        intervalSeconds: 30,
        timeoutSeconds: 4,
        healthyThreshold: 2,
        unhealthyThreshold: 6,
        matcherHttpCode: "200-299",
      },
    },
    [
      "path",
      "intervalSeconds",
      "timeoutSeconds",
      "healthyThreshold",
      "unhealthyThreshold",
      "matcherHttpCode",
    ].map((name) => sayNotSingle(`healthCheck.${name}`)),
  ],
];

const networks: Row[] = [
  ["the defaults with a network load balancer", network({}), []],
  [
    "all that a network load balancer takes",
    network({
      intervalSeconds: 10,
      healthyThreshold: 2,
      unhealthyThreshold: 2,
      matcherHttpCode: "200-399",
    }),
    [],
  ],
  ["the other interval of a network load balancer", network({ intervalSeconds: 30 }), []],
  [
    "what a network load balancer does not take",
    network({
      path: "/health",
      timeoutSeconds: 5,
      intervalSeconds: 15,
      matcherHttpCode: "200,404",
    }),
    [
      ...["healthCheck.path", "healthCheck.timeoutSeconds"].map(sayNotNetwork),
      sayInterval("healthCheck", 15),
      sayNetworkMatcher("200,404"),
    ],
  ],
  [
    "another process's with a network load balancer",
    ofAdmin(
      { path: "/health", intervalSeconds: 5 },
      { loadBalancer: { type: LoadBalancerType.Network } },
    ),
    [
      sayNotNetwork("additionalProcesses.admin.healthCheck.path"),
      sayInterval("additionalProcesses.admin.healthCheck", 5),
    ],
  ],
];

describe("the health check's arguments", () => {
  beanstalkArguments.testErrors([...bounds, ...texts, ...timeouts, ...singles, ...networks]);
});

describe("buildHealthCheckOptions", () => {
  const OPTION = "aws:elasticbeanstalk:environment:process:default[]";
  const EVERYTHING: HealthCheckArgs = {
    path: "/health",
    intervalSeconds: 30,
    timeoutSeconds: 4,
    healthyThreshold: 2,
    unhealthyThreshold: 6,
    matcherHttpCode: "200-299",
  };
  const rows: [title: string, change: Partial<BeanstalkAppArgs>, expected: string[]][] = [
    [
      "the defaults",
      {},
      [
        `${OPTION} HealthCheckPath=/`,
        `${OPTION} HealthCheckInterval=15`,
        `${OPTION} HealthCheckTimeout=5`,
        `${OPTION} HealthyThresholdCount=3`,
        `${OPTION} UnhealthyThresholdCount=5`,
        `${OPTION} MatcherHTTPCode=200`,
      ],
    ],
    [
      "everything",
      { healthCheck: EVERYTHING },
      [
        `${OPTION} HealthCheckPath=/health`,
        `${OPTION} HealthCheckInterval=30`,
        `${OPTION} HealthCheckTimeout=4`,
        `${OPTION} HealthyThresholdCount=2`,
        `${OPTION} UnhealthyThresholdCount=6`,
        `${OPTION} MatcherHTTPCode=200-299`,
      ],
    ],
    ["nothing for a single instance", { capacity: SINGLE }, []],
    ["nothing for a network load balancer by default", network({}), []],
    [
      "what is given for a network load balancer",
      network({ intervalSeconds: 10, healthyThreshold: 2 }),
      [`${OPTION} HealthCheckInterval=10`, `${OPTION} HealthyThresholdCount=2`],
    ],
  ];
  for (const [title, change, expected] of rows) {
    it(`sets ${title}`, () => {
      const options = buildHealthCheckOptions(beanstalkArguments.settle(change));
      expect(showOptions(options)).to.deep.equal(expected);
    });
  }
});
