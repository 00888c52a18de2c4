import { createRequire } from "node:module";
import { expect } from "chai";
import type { RecordedStack } from "../../local-stage/recorded-stack";
import { findByType } from "../../local-stage/recorded-stack";
import { inputsOf, listTree } from "../support/recorded";
import { recordStage } from "./record-stage";

const load = createRequire(__filename);

/** The program as the engine runs it: a module that creates its resources when it is loaded. */
function loadProgram(): unknown {
  delete load.cache[load.resolve("../../stacks")];
  return load("../../stacks");
}

const APP = "cdn-fronted-beanstalk:index:CdnFrontedBeanstalkApp::web";
const ORIGIN = "cdn-fronted-beanstalk:index:BeanstalkApp::web";
const EDGE = "cdn-fronted-beanstalk:index:CdnDistribution::web";
const ENVIRONMENT = "aws:elasticbeanstalk/environment:Environment::web";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution::web-distribution";

/** What every stage has. */
const TREE = [
  "awsx:ec2:Vpc::web-vpc",
  APP,
  `${APP} > ${ORIGIN}`,
  `${ORIGIN} > aws:elasticbeanstalk/application:Application::web-application`,
  `${ORIGIN} > aws:elasticbeanstalk/applicationVersion:ApplicationVersion::web-version`,
  `${ORIGIN} > ${ENVIRONMENT}`,
  `${ORIGIN} > aws:iam/instanceProfile:InstanceProfile::web-instance-profile`,
  `${ORIGIN} > aws:iam/role:Role::web-instance-role`,
  `${ORIGIN} > aws:iam/role:Role::web-service-role`,
  `${ORIGIN} > aws:iam/rolePolicy:RolePolicy::web-session-manager`,
  ...[
    "web-instance-WebTier",
    "web-service-EnhancedHealth",
    "web-service-ManagedUpdatesCustomerRolePolicy",
  ].map((name) => `${ORIGIN} > aws:iam/rolePolicyAttachment:RolePolicyAttachment::${name}`),
  `${ORIGIN} > aws:s3/bucket:Bucket::web-bundles`,
  `${ORIGIN} > aws:s3/bucketObjectv2:BucketObjectv2::web-bundle`,
  ...["web-instances", "web-load-balancer"].flatMap((name) => [
    `${ORIGIN} > aws:ec2/securityGroup:SecurityGroup::${name}`,
    `${ORIGIN} > aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule::${name}-egress`,
    `${ORIGIN} > aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule::${name}-ingress`,
  ]),
  `${APP} > ${EDGE}`,
  `${EDGE} > ${DISTRIBUTION}`,
  `${APP} > command:local:Command::web-invalidation`,
];

/** What the protection of the origin adds. */
const PROTECTION = [
  `${APP} > aws:ssm/parameter:Parameter::web-origin-secret-1`,
  `${APP} > random:index/randomPassword:RandomPassword::web-origin-secret-1`,
  `${ORIGIN} > aws:iam/rolePolicy:RolePolicy::web-read-secrets`,
];

/** What a protected stage keeps from deletion: components among it, which hand it down. */
const PROTECTED = [
  ...["web-vpc", "web", "web", "web", "web"],
  ...["web-application", "web-bundles", "web-distribution", "web-invalidation"],
];

/** Options of the environment by name, as far as the stages differ in them. */
function pickOptions(stack: RecordedStack): Record<string, string> {
  const settings = inputsOf(stack, ENVIRONMENT)["settings"] as Record<string, string>[];
  const names = [
    "AssociatePublicIpAddress",
    "DeploymentPolicy",
    "InstanceTypes",
    "ManagedActionsEnabled",
    "MaxSize",
    "MinSize",
    "PreferredStartTime",
    "RetentionInDays",
    "StreamLogs",
    "UpdateLevel",
  ];
  const picked = settings.filter(({ name }) => names.includes(name ?? ""));
  return Object.fromEntries(picked.map(({ name, value }) => [name, value ?? ""]));
}

interface Expected {
  vpc: object;
  subnets: "public" | "private";
  options: Record<string, string>;
  wait: string;
  distribution: object;
  patterns: string[];
  bucket: object;
  retainedVersions: number | undefined;
  isProtected: boolean;
}

const STAGES: Record<string, Expected> = {
  dev: {
    vpc: { numberOfAvailabilityZones: 2, natGateways: { strategy: "None" } },
    subnets: "public",
    options: {
      AssociatePublicIpAddress: "true",
      DeploymentPolicy: "AllAtOnce",
      InstanceTypes: "t3.micro,t3.small",
      MaxSize: "2",
      MinSize: "1",
    },
    wait: "20m",
    distribution: { priceClass: "PriceClass_100", waitForDeployment: false },
    patterns: ["/api/*"],
    bucket: { forceDestroy: true },
    retainedVersions: undefined,
    isProtected: false,
  },
  staging: {
    vpc: { numberOfAvailabilityZones: 2, natGateways: { strategy: "Single" } },
    subnets: "private",
    options: {
      AssociatePublicIpAddress: "false",
      DeploymentPolicy: "Immutable",
      InstanceTypes: "t3.micro,t3.small",
      ManagedActionsEnabled: "true",
      MaxSize: "2",
      MinSize: "1",
      PreferredStartTime: "Sun:03:00",
      RetentionInDays: "7",
      StreamLogs: "true",
      UpdateLevel: "minor",
    },
    wait: "30m",
    distribution: { priceClass: "PriceClass_100", waitForDeployment: true },
    patterns: ["/static/*", "/api/*"],
    bucket: { forceDestroy: true },
    retainedVersions: undefined,
    isProtected: false,
  },
  prod: {
    vpc: { numberOfAvailabilityZones: 3, natGateways: { strategy: "OnePerAz" } },
    subnets: "private",
    options: {
      AssociatePublicIpAddress: "false",
      DeploymentPolicy: "Immutable",
      InstanceTypes: "t3.small,t3.medium",
      ManagedActionsEnabled: "true",
      MaxSize: "9",
      MinSize: "3",
      PreferredStartTime: "Tue:03:00",
      RetentionInDays: "90",
      StreamLogs: "true",
      UpdateLevel: "minor",
    },
    wait: "60m",
    distribution: { priceClass: "PriceClass_All", waitForDeployment: true },
    patterns: ["/static/*", "/api/*"],
    bucket: { forceDestroy: false },
    retainedVersions: 50,
    isProtected: true,
  },
};

for (const [name, expected] of Object.entries(STAGES)) {
  describe(`Stack ${name}`, () => {
    let stack: RecordedStack;
    before(async () => {
      stack = await recordStage(loadProgram, { stack: name });
    });

    it("creates the VPC, the origin, the edge, and what protects the origin", () => {
      const tree = name === "dev" ? TREE : [...TREE, ...PROTECTION];
      expect(listTree(stack)).to.have.members(tree);
    });

    it("stands in a VPC with NAT and subnet strategy stated", () => {
      expect(inputsOf(stack, "awsx:ec2:Vpc::web-vpc")).to.deep.equal({
        ...expected.vpc,
        subnetStrategy: "Auto",
        enableDnsHostnames: true,
      });
    });

    it(`has its instances in ${expected.subnets} subnets, its load balancer in public ones`, () => {
      const settings = inputsOf(stack, ENVIRONMENT)["settings"] as Record<string, string>[];
      const idsOf = (option: string) =>
        settings.find(({ name: option_ }) => option_ === option)?.["value"];
      const isSame = idsOf("Subnets") === idsOf("ELBSubnets");
      expect(isSame).to.equal(expected.subnets === "public");
      const zones = Number((expected.vpc as Record<string, unknown>)["numberOfAvailabilityZones"]);
      expect(idsOf("Subnets")?.split(",")).to.have.length(zones);
    });

    it("runs its instances as its table says", () => {
      expect(pickOptions(stack)).to.deep.equal(expected.options);
      expect(inputsOf(stack, ENVIRONMENT)["waitForReadyTimeout"]).to.equal(expected.wait);
    });

    it("caches and waits as its table says", () => {
      const inputs = inputsOf(stack, DISTRIBUTION);
      expect(inputs).to.deep.include(expected.distribution);
      const behaviors = inputs["orderedCacheBehaviors"] as Record<string, string>[];
      expect(behaviors.map(({ pathPattern }) => pathPattern)).to.deep.equal(expected.patterns);
    });

    it("keeps earlier versions, or none", () => {
      const { appversionLifecycle } = inputsOf(
        stack,
        "aws:elasticbeanstalk/application:Application::web-application",
      );
      const maxCount = (appversionLifecycle as Record<string, unknown> | undefined)?.["maxCount"];
      expect(maxCount).to.equal(expected.retainedVersions);
    });

    it("keeps or leaves its bundles", () => {
      const inputs = inputsOf(stack, "aws:s3/bucket:Bucket::web-bundles");
      expect(inputs).to.deep.equal(expected.bucket);
    });

    it(`protects ${expected.isProtected ? "what holds data or an address" : "nothing"}`, () => {
      const isProtected = stack.resources.filter(({ options }) => options?.protect === true);
      expect(isProtected.map(({ name }) => name)).to.have.members(
        expected.isProtected ? PROTECTED : [],
      );
    });

    it("uploads the Flask app, not what it needs here alone", () => {
      const { source } = inputsOf(stack, "aws:s3/bucketObjectv2:BucketObjectv2::web-bundle");
      const paths = Object.keys((source as { assets: object }).assets);
      expect(paths).to.include.members(["Procfile", "requirements.txt"]);
      expect(paths.filter((file) => /venv|__pycache__/.test(file))).to.deep.equal([]);
    });

    it("prints both routes and what tools ask for", () => {
      expect(Object.keys(stack.outputs).sort()).to.deep.equal([
        "cdnUrl",
        "commands",
        "distributionId",
        "environmentName",
        "originProtection",
        "originUrl",
        "solutionStackName",
        "versionLabel",
      ]);
      expect(stack.outputs["cdnUrl"]).to.match(/^https:\/\/[^/]+\.cloudfront\.net$/);
      expect(stack.outputs["originUrl"]).to.match(/^http:\/\/[^/]+\.elasticbeanstalk\.com$/);
    });
  });
}

describe("Stack prod with an exact platform version", () => {
  it("follows that one, and leaves managed updates out", async () => {
    const solutionStackName = "64bit Amazon Linux 2023 v4.7.2 running Python 3.13";
    const config = { "cdn-fronted-beanstalk:solutionStackName": solutionStackName };
    const stack = await recordStage(loadProgram, { stack: "prod", config });
    expect(inputsOf(stack, ENVIRONMENT)["solutionStackName"]).to.equal(solutionStackName);
    expect(pickOptions(stack)).to.not.have.any.keys("ManagedActionsEnabled", "UpdateLevel");
    const [environment] = findByType(stack, "aws:elasticbeanstalk/environment:Environment");
    expect(environment?.options?.ignoreChanges ?? []).to.deep.equal([]);
  });
});

describe("Stack prod with the platform policy latest", () => {
  it("is refused, since Beanstalk moves the platform on itself", async () => {
    const config = { "cdn-fronted-beanstalk:platformPolicy": "latest" };
    const error: unknown = await recordStage(loadProgram, { stack: "prod", config }).catch(
      (e: unknown) => e,
    );
    expect((error as Error).message).to.contain(
      'platformPolicy must be "pin" beside managedUpdates',
    );
  });
});

describe("Stack prod with the label of a version that it kept", () => {
  it("deploys that one, and uploads nothing", async () => {
    const config = { "cdn-fronted-beanstalk:versionLabel": "0a1b2c" };
    const stack = await recordStage(loadProgram, { stack: "prod", config });
    expect(inputsOf(stack, ENVIRONMENT)["version"]).to.equal("0a1b2c");
    expect(findByType(stack, "aws:s3/bucketObjectv2:BucketObjectv2")).to.deep.equal([]);
    expect(stack.outputs["versionLabel"]).to.equal("0a1b2c");
  });
});

for (const stack of ["dev", "staging"]) {
  describe(`Stack ${stack} with the label of a version`, () => {
    it("is refused, since it keeps none", async () => {
      const config = { "cdn-fronted-beanstalk:versionLabel": "0a1b2c" };
      const error: unknown = await recordStage(loadProgram, { stack, config }).catch(
        (e: unknown) => e,
      );
      expect((error as Error).message).to.equal(
        `Configuration of stack "${stack}": versionLabel must be left out, since this stage keeps no ` +
          'versions, got "0a1b2c". Take the sources back by git revert.',
      );
    });
  });
}

describe("A stack that nobody wrote", () => {
  it("is refused with the names of those there are", async () => {
    const error: unknown = await recordStage(loadProgram, { stack: "qa" }).catch((e: unknown) => e);
    expect((error as Error).message).to.equal(
      'There is no stage for stack "qa". Use one of dev, staging, prod, or add it to stacks/index.ts.',
    );
  });
});
