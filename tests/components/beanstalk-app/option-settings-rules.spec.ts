import { expect } from "chai";
import * as fc from "fast-check";
import type {
  BeanstalkAppArgs,
  CapacityArgs,
  ConfigurationUpdatesArgs,
  DeploymentsArgs,
  HealthCheckArgs,
  HealthReportingArgs,
  InstancesArgs,
  LoadBalancerArgs,
  LogStreamingArgs,
  ManagedUpdatesArgs,
  ProcessArgs,
  ProxyArgs,
  RootVolumeArgs,
  ScalingArgs,
  SpotArgs,
  StickinessArgs,
  StreamedLogsArgs,
} from "../../../components";
import {
  ConfigurationUpdateType,
  DeploymentPolicy,
  EnvironmentType,
  HealthSuccessThreshold,
  HealthReportingType,
  ListenerProtocol,
  LoadBalancerType,
  PlatformPolicy,
  ProxyServer,
  UpdateLevel,
} from "../../../components";
import { findOptions } from "../../../components/beanstalk-app/known-options";
import type { OptionSetting } from "../../../components/beanstalk-app/option-setting";
import { buildOptionSettings } from "../../../components/beanstalk-app/option-settings";
import { beanstalkArguments } from "./beanstalk-arguments";

const ARN = "arn:aws:acm:eu-central-1:123456789012:certificate/1a-2b";
const SECRET = "arn:aws:ssm:eu-central-1:123456789012:parameter/p";

/** Each property given in some runs, and left out in the others. */
const partly = <T extends object>(model: {
  [Key in keyof T]?: fc.Arbitrary<T[Key]>;
}) => fc.record(model as never, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;
const anyMember = <T extends string>(members: Record<string, T>) =>
  fc.constantFrom(...Object.values(members));
const propertyName = fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,8}$/);
const namesOf = <T>(prefix: string, value: fc.Arbitrary<T>) =>
  fc.dictionary(
    propertyName.map((name) => `${prefix}${name}`),
    value,
    { maxKeys: 3 },
  );
const subnetIds = fc.uniqueArray(fc.stringMatching(/^subnet-[0-9a-f]{4}$/), {
  minLength: 2,
  maxLength: 5,
});
const instanceTypes = fc.uniqueArray(fc.constantFrom("t3.micro", "t3.small", "m5.large"), {
  minLength: 1,
});
const extraSettings = fc.subarray([
  { namespace: "aws:elasticbeanstalk:command", name: "Timeout", value: "100" },
  { namespace: "aws:autoscaling:asg", name: "Cooldown", value: "200" },
]);

const network = fc.record({
  vpcId: fc.constant("vpc-1"),
  instanceSubnetIds: subnetIds,
  loadBalancerSubnetIds: subnetIds,
  associatePublicIpAddress: fc.boolean(),
});
const properties = {
  environmentVariables: namesOf("V_", fc.string({ maxLength: 5 })),
  secrets: namesOf("S_", fc.constant(SECRET)),
  extraSettings,
};
const operations = {
  managedUpdates: fc.record<ManagedUpdatesArgs>({
    startTime: fc.constant("Tue:09:00"),
    level: anyMember(UpdateLevel),
    refreshInstances: fc.boolean(),
  }),
  healthReporting: partly<HealthReportingArgs>({
    type: anyMember(HealthReportingType),
    successThreshold: anyMember(HealthSuccessThreshold),
    ignoreApplication4xx: fc.boolean(),
  }),
  logStreaming: partly<LogStreamingArgs>({
    instanceLogs: partly<StreamedLogsArgs>({
      retentionDays: fc.constantFrom(1, 7, 90),
      deleteOnTerminate: fc.boolean(),
    }),
    healthLogs: partly<StreamedLogsArgs>({ retentionDays: fc.constantFrom(1, 3653) }),
    rotateToS3: fc.boolean(),
  }),
  proxy: partly<ProxyArgs>({
    server: anyMember(ProxyServer),
    staticFiles: fc.constant({ "/static": "static" }),
  }),
  enableXray: fc.boolean(),
};

/** Of an environment behind a load balancer; what can't go together is taken out again. */
const balanced = partly<BeanstalkAppArgs>({
  ...properties,
  ...operations,
  network,
  capacity: partly<CapacityArgs>({
    minInstances: fc.integer({ min: 1, max: 3 }),
    maxInstances: fc.integer({ min: 3, max: 10_000 }),
    instanceTypes,
    spot: partly<SpotArgs>({
      onDemandBase: fc.integer({ min: 0, max: 3 }),
      capacityRebalancing: fc.boolean(),
    }),
  }),
  instances: partly<InstancesArgs>({
    rootVolume: partly<RootVolumeArgs>({ sizeGiB: fc.integer({ min: 10, max: 16_384 }) }),
    detailedMonitoring: fc.boolean(),
  }),
  scaling: partly<ScalingArgs>({
    cooldownSeconds: fc.integer({ min: 0, max: 10_000 }),
    schedules: fc.dictionary(
      fc.constantFrom("day", "night"),
      fc.record({
        minInstances: fc.integer({ min: 0, max: 3 }),
        recurrence: fc.constant("0 6 * * 1-5"),
      }),
    ),
  }),
  loadBalancer: partly<LoadBalancerArgs>({
    type: anyMember(LoadBalancerType),
    idleTimeoutSeconds: fc.integer({ min: 1, max: 3600 }),
    listeners: fc.constantFrom(
      [{ port: 443, protocol: ListenerProtocol.Https, certificateArn: ARN }],
      [{ port: 443, protocol: ListenerProtocol.Tls, certificateArn: ARN }],
    ),
  }),
  process: partly<ProcessArgs>({
    port: fc.integer({ min: 1, max: 65_535 }),
    deregistrationDelaySeconds: fc.integer({ min: 0, max: 3600 }),
    stickiness: partly<StickinessArgs>({ durationSeconds: fc.integer({ min: 1, max: 604_800 }) }),
  }),
  healthCheck: partly<HealthCheckArgs>({
    intervalSeconds: fc.constantFrom(10, 30, 300),
    healthyThreshold: fc.integer({ min: 2, max: 10 }),
    matcherHttpCode: fc.constantFrom("200", "200,202", "200-299"),
  }),
  deployments: partly<DeploymentsArgs>({
    policy: anyMember(DeploymentPolicy),
    batchPercent: fc.integer({ min: 1, max: 100 }),
    timeoutSeconds: fc.integer({ min: 1, max: 3600 }),
  }),
  configurationUpdates: partly<ConfigurationUpdatesArgs>({
    type: anyMember(ConfigurationUpdateType),
    pauseTimeSeconds: fc.integer({ min: 0, max: 3600 }),
    timeoutMinutes: fc.integer({ min: 5, max: 60 }),
  }),
});

const single = partly<BeanstalkAppArgs>({
  ...properties,
  ...operations,
  network: network.map((given) => ({ ...given, loadBalancerSubnetIds: undefined })),
  capacity: fc.record({
    environmentType: fc.constant(EnvironmentType.SingleInstance),
    instanceTypes,
  }),
}).map((args) => ({
  ...args,
  capacity: { ...args.capacity, environmentType: EnvironmentType.SingleInstance },
}));

type Change = Partial<BeanstalkAppArgs>;

/** Without the values of which validation complains, until it has nothing to complain of. */
function repair(change: Change): Change {
  const { errors } = beanstalkArguments.read(change);
  const paths = errors.map(({ path }) => path.split(/[.[]/));
  return paths.length === 0 ? change : repair(paths.reduce(dropValue, change));
}

/** Without what stands at a path; of a list, the whole list. */
function dropValue<T extends object>(group: T, [key = "", ...below]: string[]): T {
  const { [key]: value, ...rest } = group as Record<string, unknown>;
  const isGroup = typeof value === "object" && value !== null && !Array.isArray(value);
  return (isGroup && below.length > 0 ? { ...rest, [key]: dropValue(value, below) } : rest) as T;
}

const valid = (changes: fc.Arbitrary<Change>) =>
  changes.map((change) => repair({ ...change, platformPolicy: PlatformPolicy.Pin }));
const anyChange = fc.oneof(valid(balanced), valid(single));

function build(change: Change, isRestricted = true): OptionSetting[] {
  return buildOptionSettings(beanstalkArguments.settle(change), {
    serviceRoleName: "beans",
    instanceProfileName: "profile",
    ...(isRestricted && {
      instanceSecurityGroupId: "sg-app",
      loadBalancerSecurityGroupId: "sg-lb",
    }),
  });
}

/** The same arguments with everything whose order has no meaning in another order. */
function permute<T>(value: T, random: () => number, key = ""): T {
  const shuffle = <E>(items: E[]) =>
    items
      .map((item) => ({ item, rank: random() }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ item }) => item);
  if (Array.isArray(value)) {
    // The order of the instance types is their priority.
    return key === "instanceTypes" ? value : (shuffle(value) as T);
  }
  if (value === null || typeof value !== "object") {
    return value;
  }
  const entries = shuffle(Object.entries(value as object));
  return Object.fromEntries(
    entries.map(([name, item]) => [name, permute(item, random, name)]),
  ) as T;
}

const RUNS = { numRuns: 200 };

describe("buildOptionSettings, for any arguments", () => {
  it("does not depend on the order of properties, variables, secrets, subnets and extras", () => {
    fc.assert(
      fc.property(anyChange, fc.infiniteStream(fc.double({ min: 0, max: 1 })), (change, stream) => {
        const random = () => stream.next().value as number;
        expect(build(permute(change, random))).to.deep.equal(build(change));
      }),
      RUNS,
    );
  });

  it("has one entry for each namespace, resource and name, sorted by them", () => {
    fc.assert(
      fc.property(anyChange, (change) => {
        const keys = build(change).map(({ namespace, resource, name }) =>
          [namespace, resource, name].join("\0"),
        );
        expect(keys).to.deep.equal([...new Set(keys)].sort());
      }),
      RUNS,
    );
  });

  it("writes subnets as a sorted list without repeats or spaces", () => {
    fc.assert(
      fc.property(anyChange, network, (change, given) => {
        const isSingle = change.capacity?.environmentType === EnvironmentType.SingleInstance;
        const loadBalancerSubnetIds = isSingle ? undefined : given.loadBalancerSubnetIds;
        const lists = build({ ...change, network: { ...given, loadBalancerSubnetIds } }).filter(
          ({ name }) => name.endsWith("Subnets"),
        );
        expect(lists).to.have.length(isSingle ? 1 : 2);
        for (const { value } of lists) {
          const ids = (value as string).split(",");
          expect(ids).to.deep.equal([...new Set(ids)].sort());
        }
      }),
      RUNS,
    );
  });

  it("uses options that Beanstalk has, with values that it takes", () => {
    fc.assert(
      fc.property(anyChange, (change) => {
        for (const { namespace, name, value } of build(change)) {
          const options = findOptions(namespace);
          expect(options, namespace).to.not.equal(undefined);
          if (options !== undefined && options !== "any") {
            expect(options, namespace).to.have.property(name);
            expectAllowed(`${namespace} ${name}`, options[name] ?? {}, value as string);
          }
        }
      }),
      RUNS,
    );
  });

  it("says nothing of a load balancer or a group to a single instance", () => {
    fc.assert(
      fc.property(valid(single), (change) => {
        const settings = build({ ...change, extraSettings: [] });
        const names = settings.map(({ namespace, name }) => `${namespace} ${name}`);
        expect(names.filter((key) => /asg|process|elb|LoadBalancer/i.test(key))).to.deep.equal([]);
      }),
      RUNS,
    );
  });

  it("never says anything to the classic load balancer", () => {
    fc.assert(
      fc.property(anyChange, (change) => {
        const namespaces = build(change).map(({ namespace }) => namespace);
        expect(namespaces.filter((name) => name.startsWith("aws:elb:"))).to.deep.equal([]);
      }),
      RUNS,
    );
  });
});

function expectAllowed(
  option: string,
  { oneOf, range }: { oneOf?: string[]; range?: { min: number; max: number } },
  value: string,
): void {
  if (oneOf !== undefined) {
    expect(oneOf, option).to.include(value);
  }
  if (range !== undefined) {
    expect(value, option).to.match(/^\d+$/);
    expect(Number(value), option).to.be.within(range.min, range.max);
  }
}
