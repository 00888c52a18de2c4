import * as pulumi from "@pulumi/pulumi";
import { EnvironmentType } from "../../../components";
import type { Row } from "./validate-rows";
import { sayRange, testRows } from "./validate-rows";

const NETWORK = {
  vpcId: "vpc-1",
  instanceSubnetIds: ["subnet-a"],
  loadBalancerSubnetIds: ["subnet-a", "subnet-b"],
};
const twoSubnets = (got: number) => [
  "network.loadBalancerSubnetIds must name two subnets or more in a load-balanced environment, " +
    `got ${got}. An Application Load Balancer needs two availability zones. Name a subnet in each.`,
];
const noInstanceSubnet =
  "network.instanceSubnetIds must name at least one subnet, got 0. " +
  "Name the subnets of the instances, or leave out network.";
const single = { environmentType: EnvironmentType.SingleInstance };
const networks: Row[] = [
  ["a network", { network: NETWORK }, []],
  [
    "unknown subnets",
    {
      network: {
        ...NETWORK,
        instanceSubnetIds: pulumi.output([]),
        loadBalancerSubnetIds: pulumi.output([]),
      },
    },
    [],
  ],
  ["no instance subnet", { network: { ...NETWORK, instanceSubnetIds: [] } }, [noInstanceSubnet]],
  [
    "no load balancer subnets",
    { network: { ...NETWORK, loadBalancerSubnetIds: undefined } },
    twoSubnets(0),
  ],
  [
    "one load balancer subnet, unknown",
    { network: { ...NETWORK, loadBalancerSubnetIds: [pulumi.output("subnet-a")] } },
    twoSubnets(1),
  ],
  [
    "one load balancer subnet, twice",
    { network: { ...NETWORK, loadBalancerSubnetIds: ["subnet-a", "subnet-a"] } },
    twoSubnets(1),
  ],
  [
    "no load balancer subnets for a single instance",
    { network: { ...NETWORK, loadBalancerSubnetIds: undefined }, capacity: single },
    [],
  ],
];

const typesRule = (got: string[]) => [
  `capacity.instanceTypes must name 1 to 40 instance types, got ${JSON.stringify(got)}. ` +
    "Name the types that you want, the preferred one first.",
];
const typeRule = (index: number, got: string) =>
  `capacity.instanceTypes[${index}] must be an EC2 instance type, got "${got}". ` +
  'Use a name such as "t3.micro".';
const types = (count: number) => Array.from({ length: count }, () => "t3.micro");
const capacities: Row[] = [
  ["a single instance", { capacity: single }, []],
  ["fewest instances", { capacity: { minInstances: 1, maxInstances: 1 } }, []],
  ["most instances", { capacity: { minInstances: 10_000, maxInstances: 10_000 } }, []],
  [
    "no instances",
    { capacity: { minInstances: 0, maxInstances: 0 } },
    [
      sayRange("capacity.minInstances", "instances", 1, 10_000, 0),
      sayRange("capacity.maxInstances", "instances", 1, 10_000, 0),
    ],
  ],
  [
    "too many instances",
    { capacity: { minInstances: 10_001, maxInstances: 10_001 } },
    [
      sayRange("capacity.minInstances", "instances", 1, 10_000, 10_001),
      sayRange("capacity.maxInstances", "instances", 1, 10_000, 10_001),
    ],
  ],
  [
    "a minimum above the default maximum",
    { capacity: { minInstances: 5 } },
    [
      "capacity.minInstances must be at most capacity.maxInstances (4), got 5. " +
        "Raise capacity.maxInstances or lower capacity.minInstances.",
    ],
  ],
  ["40 types", { capacity: { instanceTypes: types(40) } }, []],
  ["41 types", { capacity: { instanceTypes: types(41) } }, typesRule(types(41))],
  ["no type", { capacity: { instanceTypes: [] } }, typesRule([])],
  [
    "types of all kinds",
    { capacity: { instanceTypes: ["m7g-flex.large", "u-6tb1.112xlarge", "p4de.24xlarge"] } },
    [],
  ],
  [
    "wrong types",
    { capacity: { instanceTypes: ["t3.micro", "t3", "t3.micro,t3.small"] } },
    [typeRule(1, "t3"), typeRule(2, "t3.micro,t3.small")],
  ],
  ["the smallest volume", { capacity: { rootVolumeSizeGiB: 10 } }, []],
  ["the largest volume", { capacity: { rootVolumeSizeGiB: 16_384 } }, []],
  [
    "a volume too small",
    { capacity: { rootVolumeSizeGiB: 9 } },
    [sayRange("capacity.rootVolumeSizeGiB", "GiB", 10, 16_384, 9)],
  ],
  [
    "a volume too large",
    { capacity: { rootVolumeSizeGiB: 16_385 } },
    [sayRange("capacity.rootVolumeSizeGiB", "GiB", 10, 16_384, 16_385)],
  ],
  [
    "a wrong environment type",
    { capacity: { environmentType: "Worker" as EnvironmentType } },
    [
      'capacity.environmentType must be one of "LoadBalanced", "SingleInstance", got "Worker". ' +
        "Use a member of the enum.",
    ],
  ],
];

const belowInterval = (interval: number, got: number) =>
  `healthCheck.timeoutSeconds must be below healthCheck.intervalSeconds (${interval}), ` +
  `got ${got}. Lower the time-out or raise the interval.`;
const pathRule = (got: string) => [
  "healthCheck.path must begin with a slash and have no spaces, " + `got "${got}". Use "/health".`,
];
const matcherRule = (got: string) => [
  "healthCheck.matcherHttpCode must be a status, a list or a range of statuses from 200 to 499, " +
    `got "${got}". Use "200", "200,202" or "200-299".`,
];
const matcher = (matcherHttpCode: string) => ({ healthCheck: { matcherHttpCode } });
const healthChecks: Row[] = [
  ["the shortest", { healthCheck: { intervalSeconds: 5, timeoutSeconds: 2 } }, []],
  ["the longest", { healthCheck: { intervalSeconds: 300, timeoutSeconds: 60 } }, []],
  [
    "an interval below",
    { healthCheck: { intervalSeconds: 4, timeoutSeconds: 2 } },
    [sayRange("healthCheck.intervalSeconds", "seconds", 5, 300, 4)],
  ],
  [
    "an interval above",
    { healthCheck: { intervalSeconds: 301 } },
    [sayRange("healthCheck.intervalSeconds", "seconds", 5, 300, 301)],
  ],
  [
    "a time-out below",
    { healthCheck: { timeoutSeconds: 1 } },
    [sayRange("healthCheck.timeoutSeconds", "seconds", 2, 60, 1)],
  ],
  [
    "a time-out above",
    { healthCheck: { intervalSeconds: 300, timeoutSeconds: 61 } },
    [sayRange("healthCheck.timeoutSeconds", "seconds", 2, 60, 61)],
  ],
  ["a time-out of one second less", { healthCheck: { intervalSeconds: 6 } }, []],
  [
    "a time-out as long as the interval",
    { healthCheck: { intervalSeconds: 5 } },
    [belowInterval(5, 5)],
  ],
  ["the lowest thresholds", { healthCheck: { healthyThreshold: 2, unhealthyThreshold: 2 } }, []],
  ["the highest thresholds", { healthCheck: { healthyThreshold: 10, unhealthyThreshold: 10 } }, []],
  [
    "thresholds below",
    { healthCheck: { healthyThreshold: 1, unhealthyThreshold: 1 } },
    [
      sayRange("healthCheck.healthyThreshold", "checks", 2, 10, 1),
      sayRange("healthCheck.unhealthyThreshold", "checks", 2, 10, 1),
    ],
  ],
  [
    "thresholds above",
    { healthCheck: { healthyThreshold: 11, unhealthyThreshold: 11 } },
    [
      sayRange("healthCheck.healthyThreshold", "checks", 2, 10, 11),
      sayRange("healthCheck.unhealthyThreshold", "checks", 2, 10, 11),
    ],
  ],
  ["a path with a query", { healthCheck: { path: "/up?deep=1" } }, []],
  ["a path without a slash", { healthCheck: { path: "up" } }, pathRule("up")],
  ["a path with a space", { healthCheck: { path: "/u p" } }, pathRule("/u p")],
  ["the lowest status", matcher("200"), []],
  ["the highest status", matcher("499"), []],
  ["a list", matcher("200,202,301"), []],
  ["a range", matcher("200-299"), []],
  ["a status below", matcher("199"), matcherRule("199")],
  ["a status above", matcher("500"), matcherRule("500")],
  ["a list with a space", matcher("200, 202"), matcherRule("200, 202")],
  ["a range of three", matcher("200-299-399"), matcherRule("200-299-399")],
  ["no status", matcher(""), matcherRule("")],
];

describe("findBeanstalkAppProblems, of network, capacity and health check", () =>
  testRows([...networks, ...capacities, ...healthChecks]));
