import * as path from "node:path";
import { expect } from "chai";
import type { BeanstalkAppArgs } from "../../../components";
import { BeanstalkApp, EnvironmentType, LoadBalancerType } from "../../../components";
import type { RecordedStack, RecordedValue } from "../../../local-stage/recorded-stack";
import type { EnvironmentReferences } from "../../../components/beanstalk-app/option-setting";
import { buildOptionSettings } from "../../../components/beanstalk-app/option-settings";
import { recordComponent } from "../../support/record-component";
import {
  compute,
  forget,
  inputsOf,
  listInputs,
  listTree,
  listUnknown,
} from "../../support/recorded";
import { beanstalkArguments } from "./beanstalk-arguments";

const COMPONENT = "cdn-fronted-beanstalk:index:BeanstalkApp::web";
const ENVIRONMENT = "aws:elasticbeanstalk/environment:Environment::web";
const BUCKET = "aws:s3/bucket:Bucket::web-bundles";
const STACK_NAME = "64bit Amazon Linux 2023 v4.7.2 running Python 3.13";

const MINIMAL: BeanstalkAppArgs = {
  source: { versionLabel: "v1" },
  solutionStackName: STACK_NAME,
};
const DIRECTORY = path.join(__dirname, "..", "sample-app");

const record = (change: Partial<BeanstalkAppArgs> = {}, preview = false) =>
  recordComponent(() => void new BeanstalkApp("web", { ...MINIMAL, ...change }), { preview });

/** The names under which AWS would have the resources. */
const APPLICATION = compute(
  "aws:elasticbeanstalk/application:Application",
  "web-application",
  "name",
);
const BUCKET_NAME = compute("aws:s3/bucket:Bucket", "web-bundles", "bucket");
const SERVICE_ROLE = compute("aws:iam/role:Role", "web-service-role", "name");
const INSTANCE_ROLE = compute("aws:iam/role:Role", "web-instance-role", "name");
const PROFILE = compute("aws:iam/instanceProfile:InstanceProfile", "web-instance-profile", "name");
const INSTANCES = compute("aws:ec2/securityGroup:SecurityGroup", "web-instances", "id");
const BALANCER = compute("aws:ec2/securityGroup:SecurityGroup", "web-load-balancer", "id");

const OWN_GROUPS = {
  instanceSecurityGroupId: INSTANCES,
  loadBalancerSecurityGroupId: BALANCER,
};

const ATTACHMENTS = {
  "web-instance-WebTier": [INSTANCE_ROLE, "AWSElasticBeanstalkWebTier"],
  "web-service-EnhancedHealth": [SERVICE_ROLE, "service-role/AWSElasticBeanstalkEnhancedHealth"],
  "web-service-ManagedUpdatesCustomerRolePolicy": [
    SERVICE_ROLE,
    "AWSElasticBeanstalkManagedUpdatesCustomerRolePolicy",
  ],
};

const SESSION_MANAGER = "aws:iam/rolePolicy:RolePolicy::web-session-manager";
const SESSION_MANAGER_ACTIONS = [
  "ssm:UpdateInstanceInformation",
  "ssmmessages:CreateControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:OpenDataChannel",
];

const GROUPS = ["web-instances", "web-load-balancer"];
const listGroupResources = (groups: string[]) => [
  ...groups.map((name) => `aws:ec2/securityGroup:SecurityGroup::${name}`),
  ...groups.map(
    (name) => `aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule::${name}-egress`,
  ),
  ...groups.map(
    (name) => `aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule::${name}-ingress`,
  ),
];

/** The children of every `BeanstalkApp`, but for its security groups. */
const CHILDREN = [
  "aws:elasticbeanstalk/application:Application::web-application",
  ENVIRONMENT,
  "aws:iam/instanceProfile:InstanceProfile::web-instance-profile",
  "aws:iam/role:Role::web-instance-role",
  "aws:iam/role:Role::web-service-role",
  SESSION_MANAGER,
  ...Object.keys(ATTACHMENTS).map(
    (name) => `aws:iam/rolePolicyAttachment:RolePolicyAttachment::${name}`,
  ),
  BUCKET,
];
const VERSION_RESOURCES = [
  "aws:elasticbeanstalk/applicationVersion:ApplicationVersion::web-version",
  "aws:s3/bucketObjectv2:BucketObjectv2::web-bundle",
];

const tree = (...more: string[]) => [
  COMPONENT,
  ...[...CHILDREN, ...more].sort().map((child) => `${COMPONENT} > ${child}`),
];

function assumeRole(service: string, condition = {}): string {
  const Principal = { Service: `${service}.amazonaws.com` };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal, ...condition }],
  });
}

/** The settings that the environment should have; the builders have tests of their own. */
const buildSettings = (
  change: Partial<BeanstalkAppArgs> = {},
  groups: Partial<EnvironmentReferences> = {},
) =>
  buildOptionSettings(beanstalkArguments.settle(change), {
    serviceRoleName: SERVICE_ROLE,
    instanceProfileName: PROFILE,
    ...groups,
  });

/** The values of an environment's settings, by the end of their namespace and their name. */
function settingsOf(stack: RecordedStack): Record<string, RecordedValue> {
  const settings = inputsOf(stack, ENVIRONMENT)["settings"] as {
    namespace: string;
    name: string;
    value: RecordedValue;
  }[];
  return Object.fromEntries(
    settings.map(({ namespace, name, value }) => [
      `${namespace.split(":").pop() ?? ""} ${name}`,
      value,
    ]),
  );
}

const UNKNOWN_SETTINGS = ["environment ServiceRole", "launchconfiguration IamInstanceProfile"];
const UNKNOWN_GROUP_SETTINGS = [
  "launchconfiguration SecurityGroups",
  "loadbalancer ManagedSecurityGroup",
  "loadbalancer SecurityGroups",
];

describe("BeanstalkApp", () => {
  it("creates application, roles and environment from a label that exists, and keeps the bucket", async () => {
    const { stack } = await record();
    expect(listTree(stack)).to.deep.equal(tree(...listGroupResources(GROUPS)));
    expect(listInputs(stack)).to.deep.equal({
      ...Object.fromEntries(
        listGroupResources(GROUPS).map((key) => [key, inputsOf(stack, key)] as const),
      ),
      "aws:elasticbeanstalk/application:Application::web-application": {},
      [ENVIRONMENT]: {
        application: APPLICATION,
        version: "v1",
        solutionStackName: STACK_NAME,
        tier: "WebServer",
        waitForReadyTimeout: "20m",
        settings: buildSettings({}, OWN_GROUPS),
      },
      "aws:iam/instanceProfile:InstanceProfile::web-instance-profile": { role: INSTANCE_ROLE },
      "aws:iam/role:Role::web-instance-role": { assumeRolePolicy: assumeRole("ec2") },
      "aws:iam/role:Role::web-service-role": {
        assumeRolePolicy: assumeRole("elasticbeanstalk", {
          Condition: { StringEquals: { "sts:ExternalId": "elasticbeanstalk" } },
        }),
      },
      [SESSION_MANAGER]: {
        role: INSTANCE_ROLE,
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: SESSION_MANAGER_ACTIONS, Resource: "*" }],
        }),
      },
      ...Object.fromEntries(
        Object.entries(ATTACHMENTS).map(([name, [role, policy]]) => [
          `aws:iam/rolePolicyAttachment:RolePolicyAttachment::${name}`,
          { role, policyArn: `arn:aws:iam::aws:policy/${policy}` },
        ]),
      ),
      [BUCKET]: { forceDestroy: false },
    });
  });

  it("gives the environment another version, platform, wait and tags", async () => {
    const { stack } = await record({
      source: { versionLabel: "v2" },
      solutionStackName: "64bit Amazon Linux 2023 v6.6.0 running Node.js 22",
      waitForReadyMinutes: 45,
      tags: { Stage: "dev" },
    });
    const environment = inputsOf(stack, ENVIRONMENT);
    expect(environment).to.deep.equal({
      application: APPLICATION,
      version: "v2",
      solutionStackName: "64bit Amazon Linux 2023 v6.6.0 running Node.js 22",
      tier: "WebServer",
      settings: buildSettings({ tags: { Stage: "dev" } }, OWN_GROUPS),
      waitForReadyTimeout: "45m",
      tags: { Stage: "dev" },
    });
  });

  it("uploads a directory as a version that is named after its content", async () => {
    const { stack } = await record({ source: { directory: DIRECTORY } });
    const label = String(inputsOf(stack, ENVIRONMENT)["version"]);
    expect(label).to.match(/^[0-9a-f]{20}$/);
    expect(listTree(stack)).to.deep.equal(
      tree(...VERSION_RESOURCES, ...listGroupResources(GROUPS)),
    );
    const { source, ...object } = inputsOf(
      stack,
      "aws:s3/bucketObjectv2:BucketObjectv2::web-bundle",
    );
    expect(object).to.deep.equal({ bucket: BUCKET_NAME, key: `${label}.zip` });
    const assets = (source as { assets: Record<string, { path: string }> }).assets;
    expect(Object.values(assets).map((asset) => asset.path)).to.deep.equal([
      "sample-app/Procfile",
      "sample-app/application.py",
    ]);
    expect(inputsOf(stack, VERSION_RESOURCES[0] ?? "")).to.deep.equal({
      application: APPLICATION,
      name: label,
      bucket: BUCKET_NAME,
      key: `${label}.zip`,
    });
  });

  it("admits everybody to the load balancer, and the load balancer alone to the instances", async () => {
    const { stack } = await record();
    const anywhere = { ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" };
    const http = { ipProtocol: "tcp", fromPort: 80, toPort: 80 };
    expect(listGroupResources(GROUPS).map((key) => inputsOf(stack, key))).to.deep.equal([
      { description: "Instances" },
      { description: "Load balancer" },
      { ...anywhere, securityGroupId: INSTANCES },
      { ...anywhere, securityGroupId: BALANCER },
      { ...http, securityGroupId: INSTANCES, referencedSecurityGroupId: BALANCER },
      { ...http, securityGroupId: BALANCER, cidrIpv4: "0.0.0.0/0" },
    ]);
  });

  it("leaves Beanstalk's groups to a network load balancer", async () => {
    const { stack } = await record({ loadBalancer: { type: LoadBalancerType.Network } });
    expect(listTree(stack)).to.deep.equal(tree());
    expect(settingsOf(stack)).to.not.have.any.keys(
      "launchconfiguration DisableDefaultEC2SecurityGroup",
      "launchconfiguration SecurityGroups",
      "loadbalancer SecurityGroups",
    );
  });

  it("admits CloudFront alone to the load balancer, and the load balancer alone to the instances", async () => {
    const network = {
      vpcId: "vpc-1",
      instanceSubnetIds: ["subnet-b", "subnet-a"],
      loadBalancerSubnetIds: ["subnet-a", "subnet-b"],
    };
    const { stack } = await record({ restrictToCloudFront: true, network, tags: { A: "b" } });
    expect(listTree(stack)).to.deep.equal(tree(...listGroupResources(GROUPS)));
    const tags = { A: "b" };
    const group = { vpcId: "vpc-1", tags };
    const anywhere = { ipProtocol: "-1", cidrIpv4: "0.0.0.0/0", tags };
    const http = { ipProtocol: "tcp", fromPort: 80, toPort: 80, tags };
    const inputs = listGroupResources(GROUPS).map((key) => inputsOf(stack, key));
    expect(inputs).to.deep.equal([
      { ...group, description: "Instances" },
      { ...group, description: "Load balancer" },
      { ...anywhere, securityGroupId: INSTANCES },
      { ...anywhere, securityGroupId: BALANCER },
      { ...http, securityGroupId: INSTANCES, referencedSecurityGroupId: BALANCER },
      { ...http, securityGroupId: BALANCER, prefixListId: "pl-a3a144ca" },
    ]);
    expect(settingsOf(stack)).to.include({
      "launchconfiguration DisableDefaultEC2SecurityGroup": "true",
      "launchconfiguration SecurityGroups": INSTANCES,
      "loadbalancer ManagedSecurityGroup": BALANCER,
      "loadbalancer SecurityGroups": BALANCER,
    });
  });

  it("admits CloudFront alone to a single instance", async () => {
    const capacity = { environmentType: EnvironmentType.SingleInstance };
    const tags = { A: "b" };
    const { stack } = await record({ restrictToCloudFront: true, capacity, tags });
    const resources = listGroupResources(["web-instances"]);
    expect(listTree(stack)).to.deep.equal(tree(...resources));
    expect(inputsOf(stack, resources[2] ?? "")).to.deep.equal({
      ipProtocol: "tcp",
      fromPort: 80,
      toPort: 80,
      securityGroupId: INSTANCES,
      prefixListId: "pl-a3a144ca",
      tags,
    });
    expect(inputsOf(stack, ENVIRONMENT)["settings"]).to.deep.equal(
      buildSettings({ capacity, tags }, { instanceSecurityGroupId: INSTANCES }),
    );
  });

  for (const restrictToCloudFront of [false, true]) {
    it(`creates the same at preview, restricted ${restrictToCloudFront}`, async () => {
      const args = { restrictToCloudFront, source: { directory: DIRECTORY } };
      const { stack: known } = await record(args);
      const { stack: preview } = await record(args, true);
      expect(listTree(preview)).to.deep.equal(listTree(known));
      expect(listInputs(preview)).to.deep.equal(
        forget(listInputs(known) as never, listInputs(preview) as never),
      );
      expect(settingsOf(preview)).to.deep.equal(forget(settingsOf(known), settingsOf(preview)));
      expect(listUnknown({ ...inputsOf(preview, ENVIRONMENT), settings: [] })).to.deep.equal([
        "application",
      ]);
      expect(listUnknown(settingsOf(preview))).to.have.members([
        ...UNKNOWN_SETTINGS,
        ...UNKNOWN_GROUP_SETTINGS,
      ]);
    });
  }
});
