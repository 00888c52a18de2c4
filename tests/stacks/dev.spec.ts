import { createRequire } from "node:module";
import { expect } from "chai";
import type { RecordedStack } from "../../local-stage/recorded-stack";
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
  `${APP} > ${EDGE}`,
  `${EDGE} > ${DISTRIBUTION}`,
];

describe("Stack dev", () => {
  let stack: RecordedStack;
  before(async () => {
    stack = await recordStage(loadProgram);
  });

  it("creates the VPC, the origin and the edge, without origin protection", () => {
    expect(listTree(stack)).to.deep.equal(TREE);
  });

  it("puts a VPC without NAT gateways under it", () => {
    expect(inputsOf(stack, "awsx:ec2:Vpc::web-vpc")).to.deep.equal({
      numberOfAvailabilityZones: 2,
      natGateways: { strategy: "None" },
      subnetStrategy: "Auto",
      enableDnsHostnames: true,
    });
  });

  it("caches everything but /api/, and waits for no edge", () => {
    const inputs = inputsOf(stack, DISTRIBUTION);
    const behavior = {
      targetOriginId: "origin",
      viewerProtocolPolicy: "redirect-to-https",
      allowedMethods: ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"],
      cachedMethods: ["GET", "HEAD"],
      compress: true,
      responseHeadersPolicyId: "67f7725c-6f97-4210-82d7-5512b31e9d03",
    };
    expect(inputs["defaultCacheBehavior"]).to.deep.equal({
      ...behavior,
      cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
    });
    expect(inputs["orderedCacheBehaviors"]).to.deep.equal([
      {
        ...behavior,
        pathPattern: "/api/*",
        cachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
        originRequestPolicyId: "216adef6-5c7f-47e4-b989-5492eafa07d3",
      },
    ]);
    expect(inputs["waitForDeployment"]).to.equal(false);
  });

  it("runs up to two instances with public addresses, checked at /health", () => {
    const settings = inputsOf(stack, ENVIRONMENT)["settings"] as Record<string, string>[];
    const byName = Object.fromEntries(settings.map(({ name, value }) => [name, value]));
    expect(byName).to.include({
      MinSize: "1",
      MaxSize: "2",
      HealthCheckPath: "/health",
      AssociatePublicIpAddress: "true",
    });
    expect(byName["Subnets"]).to.match(/^subnet-[^,]+,subnet-[^,]+$/);
    expect(byName["ELBSubnets"]).to.equal(byName["Subnets"]);
  });

  it("uploads the Flask app, not what it needs here alone", () => {
    const { source } = inputsOf(stack, "aws:s3/bucketObjectv2:BucketObjectv2::web-bundle");
    const paths = Object.keys((source as { assets: object }).assets);
    expect(paths).to.include.members(["Procfile", "requirements.txt"]);
    expect(paths.filter((name) => /venv|__pycache__/.test(name))).to.deep.equal([]);
  });

  it("leaves nothing behind when it is destroyed", () => {
    expect(inputsOf(stack, "aws:s3/bucket:Bucket::web-bundles")).to.deep.equal({
      forceDestroy: true,
    });
  });

  it("prints both routes and what tools ask for", () => {
    expect(Object.keys(stack.outputs).sort()).to.deep.equal([
      "cdnUrl",
      "distributionId",
      "environmentName",
      "originUrl",
      "solutionStackName",
      "versionLabel",
    ]);
    expect(stack.outputs["cdnUrl"]).to.match(/^https:\/\/[^/]+\.cloudfront\.net$/);
    expect(stack.outputs["originUrl"]).to.match(/^http:\/\/[^/]+\.elasticbeanstalk\.com$/);
    expect(stack.outputs["solutionStackName"]).to.equal(
      "64bit Amazon Linux 2023 v0.0.0 running Python 3.13",
    );
  });
});

describe("A stack that nobody wrote", () => {
  it("is refused with the names of those there are", async () => {
    const error: unknown = await recordStage(loadProgram, { stack: "qa" }).catch((e: unknown) => e);
    expect((error as Error).message).to.equal(
      'There is no stage for stack "qa". Use one of dev, or add it to stacks/index.ts.',
    );
  });
});
