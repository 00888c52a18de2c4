import { expect } from "chai";
import * as fc from "fast-check";
import type { BeanstalkAppArgs } from "../../../components";
import { EnvironmentType } from "../../../components";
import type { OptionSetting } from "../../../components/beanstalk-app/option-settings";
import { buildOptionSettings } from "../../../components/beanstalk-app/option-settings";
import { resolveBeanstalkAppSettings } from "../../../components/beanstalk-app/settings";

/** What Beanstalk takes: a closed range of whole numbers, a list of values, or anything. */
type Allowed = [min: number, max: number] | { oneOf: string[] } | "any";

const BOOLEAN = { oneOf: ["true", "false"] };

/**
 * The general options that the builder uses, with their ranges and values.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html
 */
const GENERAL_OPTIONS: Record<string, Record<string, Allowed>> = {
  "aws:autoscaling:asg": { MaxSize: [1, 10_000], MinSize: [1, 10_000] },
  "aws:autoscaling:launchconfiguration": {
    DisableDefaultEC2SecurityGroup: BOOLEAN,
    DisableIMDSv1: BOOLEAN,
    IamInstanceProfile: "any",
    RootVolumeSize: [10, 16_384],
    RootVolumeType: { oneOf: ["standard", "gp2", "gp3", "io1"] },
    SecurityGroups: "any",
  },
  "aws:ec2:instances": { InstanceTypes: "any" },
  "aws:ec2:vpc": {
    AssociatePublicIpAddress: BOOLEAN,
    ELBScheme: { oneOf: ["public", "internal"] },
    ELBSubnets: "any",
    Subnets: "any",
    VPCId: "any",
  },
  "aws:elasticbeanstalk:environment": {
    EnvironmentType: { oneOf: ["SingleInstance", "LoadBalanced"] },
    LoadBalancerType: { oneOf: ["classic", "application", "network"] },
    ServiceRole: "any",
  },
  "aws:elasticbeanstalk:environment:process:default": {
    HealthCheckInterval: [5, 300],
    HealthCheckPath: "any",
    HealthCheckTimeout: [1, 60],
    HealthyThresholdCount: [2, 10],
    MatcherHTTPCode: "any",
    UnhealthyThresholdCount: [2, 10],
  },
  "aws:elasticbeanstalk:healthreporting:system": { SystemType: { oneOf: ["basic", "enhanced"] } },
  "aws:elbv2:loadbalancer": { ManagedSecurityGroup: "any", SecurityGroups: "any" },
};

/** Namespaces in which the user chooses the names. */
const PROPERTY_NAMESPACES = [
  "aws:elasticbeanstalk:application:environment",
  "aws:elasticbeanstalk:application:environmentsecrets",
];

const propertyName = fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,8}$/);
const subnetIds = fc.uniqueArray(fc.stringMatching(/^subnet-[0-9a-f]{4}$/), {
  minLength: 2,
  maxLength: 5,
});
const ofKeys = (prefix: string) =>
  fc.dictionary(
    propertyName.map((name) => `${prefix}${name}`),
    fc.string({ maxLength: 5 }),
  );
const extraSettings = fc.uniqueArray(
  fc.record({
    namespace: fc.constantFrom("aws:elasticbeanstalk:command", "aws:autoscaling:scheduledaction"),
    name: fc.constantFrom("Timeout", "MinSize", "MaxSize"),
    resource: fc.constantFrom("", "day", "night"),
    value: fc.string({ maxLength: 5 }),
  }),
  { selector: ({ namespace, name, resource }) => [namespace, name, resource].join() },
);

/** Arguments that differ in everything that reaches the settings. */
const anyArgs: fc.Arbitrary<BeanstalkAppArgs> = fc.record({
  source: fc.constant({ versionLabel: "v1" }),
  solutionStackName: fc.constant("64bit Amazon Linux 2023 v4.7.2 running Python 3.13"),
  network: fc.record({
    vpcId: fc.constant("vpc-1"),
    instanceSubnetIds: subnetIds,
    loadBalancerSubnetIds: subnetIds,
    associatePublicIpAddress: fc.boolean(),
  }),
  capacity: fc.record({
    environmentType: fc.constantFrom(...Object.values(EnvironmentType)),
    minInstances: fc.integer({ min: 1, max: 3 }),
    maxInstances: fc.integer({ min: 3, max: 10_000 }),
    rootVolumeSizeGiB: fc.option(fc.integer({ min: 10, max: 16_384 }), { nil: undefined }),
  }),
  healthCheck: fc.record({
    intervalSeconds: fc.integer({ min: 61, max: 300 }),
    timeoutSeconds: fc.integer({ min: 2, max: 60 }),
  }),
  environmentVariables: ofKeys("V_"),
  secrets: ofKeys("S_"),
  extraSettings,
});

function build(args: BeanstalkAppArgs): OptionSetting[] {
  return buildOptionSettings(resolveBeanstalkAppSettings(args), {
    serviceRoleName: "beans",
    instanceProfileName: "profile",
    instanceSecurityGroupId: "sg-app",
    loadBalancerSecurityGroupId: "sg-lb",
  });
}

/** The same arguments with everything whose order has no meaning in another order. */
function permute<T>(value: T, random: () => number): T {
  const shuffle = <E>(items: E[]) =>
    items
      .map((item) => ({ item, rank: random() }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ item }) => item);
  if (Array.isArray(value)) {
    return shuffle(value) as T;
  }
  if (value === null || typeof value !== "object") {
    return value;
  }
  const entries = shuffle(Object.entries(value as object));
  return Object.fromEntries(entries.map(([key, item]) => [key, permute(item, random)])) as T;
}

describe("buildOptionSettings, for any arguments", () => {
  it("does not depend on the order of properties, variables, secrets, subnets and extras", () => {
    fc.assert(
      fc.property(anyArgs, fc.infiniteStream(fc.double({ min: 0, max: 1 })), (args, stream) => {
        const random = () => stream.next().value as number;
        expect(build(permute(args, random))).to.deep.equal(build(args));
      }),
    );
  });

  it("has one entry for each namespace, resource and name, sorted by them", () => {
    fc.assert(
      fc.property(anyArgs, (args) => {
        const keys = build(args).map(({ namespace, resource, name }) =>
          [namespace, resource, name].join("\0"),
        );
        expect(keys).to.deep.equal([...new Set(keys)].sort());
      }),
    );
  });

  it("writes subnets as a sorted list without repeats or spaces", () => {
    fc.assert(
      fc.property(anyArgs, (args) => {
        const lists = build(args).filter(({ name }) => name.endsWith("Subnets"));
        expect(lists).to.not.deep.equal([]);
        for (const { value } of lists) {
          const ids = (value as string).split(",");
          expect(ids).to.deep.equal([...new Set(ids)].sort());
          expect(value).to.match(/^subnet-[0-9a-f]{4}(,subnet-[0-9a-f]{4})*$/);
        }
      }),
    );
  });

  it("uses options that Beanstalk has, with values that it takes", () => {
    fc.assert(
      fc.property(anyArgs, (args) => {
        for (const { namespace, name, value } of build({ ...args, extraSettings: [] })) {
          if (!PROPERTY_NAMESPACES.includes(namespace)) {
            expectAllowed(`${namespace} ${name}`, GENERAL_OPTIONS[namespace]?.[name], value);
          }
        }
      }),
    );
  });

  it("says nothing of a load balancer or a group to a single instance", () => {
    fc.assert(
      fc.property(anyArgs, (args) => {
        const capacity = { ...args.capacity, environmentType: EnvironmentType.SingleInstance };
        const settings = build({ ...args, capacity, extraSettings: [] });
        const names = settings.map(({ namespace, name }) => `${namespace} ${name}`);
        expect(names.filter((key) => /asg|process|elb|LoadBalancer/i.test(key))).to.deep.equal([]);
      }),
    );
  });
});

function expectAllowed(option: string, allowed: Allowed | undefined, value: unknown): void {
  expect(allowed, option).to.not.equal(undefined);
  if (Array.isArray(allowed)) {
    expect(value, option).to.match(/^\d+$/);
    expect(Number(value), option).to.be.within(...allowed);
  } else if (allowed !== "any") {
    expect(allowed?.oneOf, option).to.include(value);
  }
}
