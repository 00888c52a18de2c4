import { expect } from "chai";
import * as fc from "fast-check";
import * as pulumi from "@pulumi/pulumi";
import type { CapacityArgs } from "../../../components";
import {
  EnvironmentType,
  ProcessorArchitecture,
  SpotAllocationStrategy,
} from "../../../components";
import { sayRange } from "../../support/component-arguments";
import { promiseOf } from "../../support/promise-of";
import { beanstalkArguments, buildOptions, listOptionChanges } from "./beanstalk-arguments";

const single = { environmentType: EnvironmentType.SingleInstance };

const ASG = "aws:autoscaling:asg[]";
const INSTANCES = "aws:ec2:instances[]";
const ENVIRONMENT = "aws:elasticbeanstalk:environment[]";

const sayMember = (path: string, list: string, got: unknown) =>
  `${path} must be one of ${list}, got ${JSON.stringify(got)}. Use a member of the enum.`;
const sayMost = (path: string, most: number, got: number, remedy: string) =>
  `${path} must be at most capacity.maxInstances (${most}), got ${got}. ${remedy}`;
const aboveMost = (most: number, got: number) =>
  sayMost(
    "capacity.minInstances",
    most,
    got,
    "Raise capacity.maxInstances or lower capacity.minInstances.",
  );
const notSingle = (name: string, got: number) =>
  `capacity.${name} must be 1 for a single instance, got ${got}. ` +
  "Leave it out, or use EnvironmentType.LoadBalanced.";
const typesRule = (got: number) => [
  `capacity.instanceTypes must have 1 to 40 entries, got ${got}. ` +
    "Name the types that you want, the preferred one first.",
];
const typeRule = (index: number, got: string) =>
  `capacity.instanceTypes[${index}] must be an EC2 instance type, got "${got}". ` +
  'Use a name such as "t3.micro".';
const otherArchitecture = (index: number, architecture: string, got: string) =>
  `capacity.instanceTypes[${index}] must be an ${architecture} type, got "${got}". ` +
  "Use types of one architecture, and name no other in capacity.architecture. " +
  "Those with a g behind the generation, as in t4g, are arm64.";
const price = (got: number) =>
  `capacity.spot.maxPriceUsd must be a number of US dollars from 0.001 to 20, got ${got}. ` +
  "Use a number in that range.";
const types = (count: number) => Array.from({ length: count }, () => "t3.micro");

const bad: [title: string, capacity: CapacityArgs, expected: string[]][] = [
  ["a single instance", single, []],
  ["a single instance with its number", { ...single, minInstances: 1, maxInstances: 1 }, []],
  [
    "a single instance with more than one",
    { ...single, minInstances: 2, maxInstances: 4 },
    [notSingle("minInstances", 2), notSingle("maxInstances", 4)],
  ],
  [
    "a single instance's minimum alone",
    { ...single, minInstances: 2 },
    [notSingle("minInstances", 2)],
  ],
  ["fewest instances", { minInstances: 1, maxInstances: 1 }, []],
  ["most instances", { minInstances: 10_000, maxInstances: 10_000 }, []],
  [
    "no instances",
    { minInstances: 0, maxInstances: 0 },
    [
      sayRange("capacity.minInstances", "instances", 1, 10_000, 0),
      sayRange("capacity.maxInstances", "instances", 1, 10_000, 0),
    ],
  ],
  [
    "too many instances",
    { minInstances: 10_001, maxInstances: 10_001 },
    [
      sayRange("capacity.minInstances", "instances", 1, 10_000, 10_001),
      sayRange("capacity.maxInstances", "instances", 1, 10_000, 10_001),
    ],
  ],
  ["a minimum above the default maximum", { minInstances: 5 }, [aboveMost(4, 5)]],
  ["a minimum above the maximum", { minInstances: 3, maxInstances: 2 }, [aboveMost(2, 3)]],
  ["40 types", { instanceTypes: types(40) }, []],
  ["41 types", { instanceTypes: types(41) }, typesRule(41)],
  ["no type", { instanceTypes: [] }, typesRule(0)],
  [
    "types of all kinds",
    { instanceTypes: ["m7i-flex.large", "u-6tb1.112xlarge", "p4de.24xlarge", "g5.xlarge"] },
    [],
  ],
  [
    "Graviton types of all kinds",
    { instanceTypes: ["t4g.nano", "c7gn.large", "im4gn.large", "a1.medium", "g5g.xlarge"] },
    [],
  ],
  [
    "wrong types",
    { instanceTypes: ["t3.micro", "t3", "t3.micro,t3.small"] },
    [typeRule(1, "t3"), typeRule(2, "t3.micro,t3.small")],
  ],
  [
    "types of both architectures",
    { instanceTypes: ["t3.micro", "t4g.micro"] },
    [otherArchitecture(1, "x86_64", "t4g.micro")],
  ],
  [
    "an Intel type for Graviton",
    { instanceTypes: ["m7i.large"], architecture: ProcessorArchitecture.Arm64 },
    [otherArchitecture(0, "arm64", "m7i.large")],
  ],
  [
    "a wrong environment type",
    { environmentType: "Worker" as EnvironmentType },
    [sayMember("capacity.environmentType", '"LoadBalanced", "SingleInstance"', "Worker")],
  ],
  [
    "a wrong architecture",
    { architecture: "i386" as ProcessorArchitecture },
    [sayMember("capacity.architecture", '"x86_64", "arm64"', "i386")],
  ],
  [
    "the least of Spot",
    { spot: { onDemandBase: 0, onDemandAboveBasePercent: 0, maxPriceUsd: 0.001 } },
    [],
  ],
  [
    "the most of Spot",
    { spot: { onDemandBase: 4, onDemandAboveBasePercent: 100, maxPriceUsd: 20 } },
    [],
  ],
  [
    "too little of Spot",
    { spot: { onDemandBase: -1, onDemandAboveBasePercent: -1, maxPriceUsd: 0 } },
    [
      sayRange("capacity.spot.onDemandBase", "instances", 0, 10_000, -1),
      sayRange("capacity.spot.onDemandAboveBasePercent", "percent", 0, 100, -1),
      price(0),
    ],
  ],
  [
    "too much of Spot",
    { spot: { onDemandBase: 10_001, onDemandAboveBasePercent: 101, maxPriceUsd: 20.5 } },
    [
      sayRange("capacity.spot.onDemandBase", "instances", 0, 10_000, 10_001),
      sayRange("capacity.spot.onDemandAboveBasePercent", "percent", 0, 100, 101),
      price(20.5),
    ],
  ],
  [
    "a base of more than all instances",
    { spot: { onDemandBase: 5 } },
    [
      sayMost(
        "capacity.spot.onDemandBase",
        4,
        5,
        "Lower it, or leave out capacity.spot for On-Demand Instances alone.",
      ),
    ],
  ],
  [
    "a wrong allocation strategy",
    { spot: { allocationStrategy: "diversified" as SpotAllocationStrategy } },
    [
      sayMember(
        "capacity.spot.allocationStrategy",
        '"capacity-optimized", "capacity-optimized-prioritized", "price-capacity-optimized", "lowest-price"',
        "diversified",
      ),
    ],
  ],
  ["one zone", { availabilityZoneCount: 1 }, []],
  ["three zones", { availabilityZoneCount: 3 }, []],
  [
    "four zones",
    { availabilityZoneCount: 4 },
    [sayRange("capacity.availabilityZoneCount", "availability zones", 1, 3, 4)],
  ],
  [
    "no zone",
    { availabilityZoneCount: 0 },
    [sayRange("capacity.availabilityZoneCount", "availability zones", 1, 3, 0)],
  ],
  [
    "no named zone",
    { availabilityZones: [] },
    [
      "capacity.availabilityZones must not be empty, got 0. " +
        "Name the zones, or leave out availabilityZones.",
    ],
  ],
  [
    "zones by number and by name",
    { availabilityZoneCount: 2, availabilityZones: pulumi.output(["eu-central-1a"]) },
    [
      "capacity.availabilityZoneCount must not be set together with capacity.availabilityZones, " +
        "got 2. Keep one of the two.",
    ],
  ],
];

const built: [title: string, capacity: CapacityArgs, expected: string[]][] = [
  ["the defaults", {}, []],
  ["sizes", { minInstances: 2, maxInstances: 6 }, [`${ASG} MaxSize=6`, `${ASG} MinSize=2`]],
  [
    "types in their order",
    { instanceTypes: ["m7i.large", "c7i.large"] },
    [`${INSTANCES} InstanceTypes=m7i.large,c7i.large`],
  ],
  [
    "Graviton types and their architecture",
    { instanceTypes: ["m7g.large"] },
    [`${INSTANCES} InstanceTypes=m7g.large`, `${INSTANCES} SupportedArchitectures=arm64`],
  ],
  [
    "Graviton's own types",
    { architecture: ProcessorArchitecture.Arm64 },
    [`${INSTANCES} InstanceTypes=t4g.micro,t4g.small`, `${INSTANCES} SupportedArchitectures=arm64`],
  ],
  ["nothing for the usual architecture", { architecture: ProcessorArchitecture.X86_64 }, []],
  ["Spot as Beanstalk has it", { spot: {} }, [`${INSTANCES} EnableSpot=true`]],
  [
    "all of Spot",
    {
      spot: {
        onDemandBase: 1,
        onDemandAboveBasePercent: 25,
        maxPriceUsd: 0.05,
        allocationStrategy: SpotAllocationStrategy.PriceCapacityOptimized,
        capacityRebalancing: true,
      },
    },
    [
      `${ASG} EnableCapacityRebalancing=true`,
      `${INSTANCES} EnableSpot=true`,
      `${INSTANCES} SpotAllocationStrategy=price-capacity-optimized`,
      `${INSTANCES} SpotFleetOnDemandAboveBasePercentage=25`,
      `${INSTANCES} SpotFleetOnDemandBase=1`,
      `${INSTANCES} SpotMaxPrice=0.05`,
    ],
  ],
  ["a number of zones", { availabilityZoneCount: 2 }, [`${ASG} Availability Zones=Any 2`]],
  [
    "one zone by name",
    { availabilityZones: ["eu-central-1a"] },
    [`${ASG} Custom Availability Zones=eu-central-1a`],
  ],
  [
    "zones by name, sorted",
    { availabilityZones: ["eu-central-1b", "eu-central-1a"] },
    [`${ASG} Custom Availability Zones=eu-central-1a,eu-central-1b`],
  ],
];

describe("capacity", () => {
  beanstalkArguments.testErrors(
    bad.map(([title, capacity, errors]) => [title, { capacity }, errors]),
  );

  for (const [title, capacity, expected] of built) {
    it(`builds ${title}`, () => expect(listOptionChanges({ capacity })).to.deep.equal(expected));
  }

  it("builds no sizes for a single instance", () => {
    expect(listOptionChanges({ capacity: single })).to.include.members([
      `${ENVIRONMENT} EnvironmentType=SingleInstance`,
      `-${ASG} MaxSize`,
      `-${ASG} MinSize`,
    ]);
  });

  it("joins zones that are outputs, sorted", async () => {
    const availabilityZones = pulumi.output(["eu-central-1b", "eu-central-1a"]);
    const zones = buildOptions({ capacity: { availabilityZones } }).find(
      ({ name }) => name === "Custom Availability Zones",
    );
    expect(await promiseOf(zones?.value as pulumi.Output<string>)).to.equal(
      "eu-central-1a,eu-central-1b",
    );
  });

  it("settles to what settles to itself", () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            environmentType: fc.constantFrom(...Object.values(EnvironmentType)),
            architecture: fc.constantFrom(...Object.values(ProcessorArchitecture)),
            spot: fc.record({ onDemandBase: fc.constantFrom(0, 1) }, { requiredKeys: [] }),
          },
          { requiredKeys: [] },
        ),
        (args) => {
          const { capacity } = beanstalkArguments.settle({ capacity: args });
          expect(beanstalkArguments.settle({ capacity }).capacity).to.deep.equal(capacity);
        },
      ),
    );
  });
});
