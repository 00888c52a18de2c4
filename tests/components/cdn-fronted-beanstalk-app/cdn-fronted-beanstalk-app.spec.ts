import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { CdnFrontedBeanstalkAppArgs } from "../../../components";
import {
  CdnFrontedBeanstalkApp,
  EnvironmentType,
  LoadBalancerType,
  ManagedCachePolicy,
  OriginProtection,
} from "../../../components";
import type { RecordedStack } from "../../../local-stage/recorded-stack";
import { keyOf, maskSecrets } from "../../../local-stage/recorded-stack";
import { recordComponent, recordFailure } from "../../support/record-component";
import { compute, forget, inputsOf, listInputs, listTree } from "../../support/recorded";

const COMPONENT = "cdn-fronted-beanstalk:index:CdnFrontedBeanstalkApp::web";
const ORIGIN = "cdn-fronted-beanstalk:index:BeanstalkApp::web";
const EDGE = "cdn-fronted-beanstalk:index:CdnDistribution::web";
const ENVIRONMENT = "aws:elasticbeanstalk/environment:Environment::web";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution::web-distribution";
const PARAMETER_TYPE = "aws:ssm/parameter:Parameter";
const PASSWORD_TYPE = "random:index/randomPassword:RandomPassword";

const MINIMAL: CdnFrontedBeanstalkAppArgs = {
  source: { directory: path.join(__dirname, "..", "sample-app") },
  solutionStackName: "64bit Amazon Linux 2023 v4.7.2 running Python 3.13",
};
const DEV: CdnFrontedBeanstalkAppArgs = {
  ...MINIMAL,
  capacity: { minInstances: 1, maxInstances: 2 },
  caching: {
    defaultBehavior: { cachePolicy: ManagedCachePolicy.CachingOptimized },
    behaviors: [{ pathPattern: "/api/*", cachePolicy: ManagedCachePolicy.CachingDisabled }],
    acceptsSharedPages: true,
  },
  originProtection: OriginProtection.None,
  waitForDeployment: false,
};
const SINGLE_INSTANCE = {
  originProtection: OriginProtection.PrefixList,
  capacity: { environmentType: EnvironmentType.SingleInstance },
};

const record = (change: Partial<CdnFrontedBeanstalkAppArgs> = {}, preview = false) =>
  recordComponent(() => void new CdnFrontedBeanstalkApp("web", { ...MINIMAL, ...change }), {
    preview,
  });

const WITHOUT_UPLOAD = [
  "aws:elasticbeanstalk/application:Application::web-application",
  ENVIRONMENT,
  "aws:iam/instanceProfile:InstanceProfile::web-instance-profile",
  "aws:iam/role:Role::web-instance-role",
  "aws:iam/role:Role::web-service-role",
  "aws:iam/rolePolicy:RolePolicy::web-session-manager",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment::web-instance-WebTier",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment::web-service-EnhancedHealth",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment::web-service-ManagedUpdatesCustomerRolePolicy",
  "aws:s3/bucket:Bucket::web-bundles",
];
const UPLOAD = [
  "aws:elasticbeanstalk/applicationVersion:ApplicationVersion::web-version",
  "aws:s3/bucketObjectv2:BucketObjectv2::web-bundle",
];
const GROUP_OF_INSTANCES = [
  "aws:ec2/securityGroup:SecurityGroup::web-instances",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule::web-instances-egress",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule::web-instances-ingress",
];
const GROUP_OF_BALANCER = GROUP_OF_INSTANCES.map((key) =>
  key.replace("web-instances", "web-load-balancer"),
);
const GROUPS = [...GROUP_OF_INSTANCES, ...GROUP_OF_BALANCER];
const READ_SECRETS = "aws:iam/rolePolicy:RolePolicy::web-read-secrets";

/** The tree of a component with these secrets and these resources of its origin. */
const tree = (generations: number[], origin: string[]) => [
  COMPONENT,
  ...generations.map((n) => `${COMPONENT} > ${PARAMETER_TYPE}::web-origin-secret-${n}`),
  `${COMPONENT} > ${ORIGIN}`,
  ...[...origin].sort().map((key) => `${ORIGIN} > ${key}`),
  `${COMPONENT} > ${EDGE}`,
  `${EDGE} > ${DISTRIBUTION}`,
  `${COMPONENT} > command:local:Command::web-invalidation`,
  ...generations.map((n) => `${COMPONENT} > ${PASSWORD_TYPE}::web-origin-secret-${n}`),
];

const PROTECTED = [...WITHOUT_UPLOAD, ...UPLOAD, ...GROUPS, READ_SECRETS];
const rows: [title: string, Partial<CdnFrontedBeanstalkAppArgs>, expected: string[]][] = [
  ["the defaults", {}, tree([1], PROTECTED)],
  ["a rotated secret", { originSecretGeneration: 2 }, tree([1, 2], PROTECTED)],
  ["a third secret", { originSecretGeneration: 3 }, tree([2, 3], PROTECTED)],
  ["a stage like dev", DEV, tree([], [...WITHOUT_UPLOAD, ...UPLOAD, ...GROUPS])],
  [
    "the prefix list alone",
    { originProtection: OriginProtection.PrefixList },
    tree([], [...WITHOUT_UPLOAD, ...UPLOAD, ...GROUPS]),
  ],
  [
    "a single instance behind the prefix list",
    SINGLE_INSTANCE,
    tree([], [...WITHOUT_UPLOAD, ...UPLOAD, ...GROUP_OF_INSTANCES]),
  ],
  [
    "an earlier version",
    { source: { versionLabel: "v1" }, originProtection: OriginProtection.None },
    tree([], [...WITHOUT_UPLOAD, ...GROUPS]),
  ],
  [
    "a network load balancer, which keeps Beanstalk's own groups",
    {
      originProtection: OriginProtection.None,
      loadBalancer: { type: LoadBalancerType.Network },
    },
    tree([], [...WITHOUT_UPLOAD, ...UPLOAD]),
  ],
];

describe("CdnFrontedBeanstalkApp", () => {
  for (const [title, change, expected] of rows) {
    it(`creates exactly what it takes for ${title}, at preview too`, async () => {
      const { stack: known } = await record(change);
      const { stack: preview } = await record(change, true);
      expect(listTree(known)).to.deep.equal(expected);
      expect(listTree(preview)).to.deep.equal(expected);
      expect(listInputs(preview)).to.deep.equal(
        forget(listInputs(known) as never, listInputs(preview) as never),
      );
    });
  }

  it("joins the halves: the edge's origin is the environment's CNAME, its id a literal", async () => {
    const { stack, options } = await record(DEV);
    const { origins, ...others } = inputsOf(stack, DISTRIBUTION);
    expect(origins).to.deep.equal([
      {
        originId: "origin",
        domainName: compute("aws:elasticbeanstalk/environment:Environment", "web", "cname"),
        connectionAttempts: 3,
        connectionTimeout: 10,
        customOriginConfig: {
          originProtocolPolicy: "http-only",
          httpPort: 80,
          httpsPort: 443,
          originSslProtocols: ["TLSv1.2"],
          originReadTimeout: 30,
          originKeepaliveTimeout: 5,
        },
      },
    ]);
    expect(others).to.deep.include({ comment: "web", waitForDeployment: false });
    expect(others["defaultCacheBehavior"]).to.include({
      cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
    });
    expect(options[DISTRIBUTION]?.dependencies).to.include(ENVIRONMENT);
  });

  it("publishes both routes and what tools ask for", async () => {
    const { published, stack } = await recordComponent(() => {
      const outputs = Object.entries(new CdnFrontedBeanstalkApp("web", DEV));
      return Object.fromEntries(
        outputs.filter(([key, value]) => key !== "urn" && pulumi.Output.isInstance(value)),
      );
    });
    const distribution = "aws:cloudfront/distribution:Distribution";
    const environment = "aws:elasticbeanstalk/environment:Environment";
    const domainName = compute(distribution, "web-distribution", "domainName");
    const cname = compute(environment, "web", "cname");
    const expected = {
      cdnUrl: `https://${domainName}`,
      originUrl: `http://${cname}`,
      distributionId: compute(distribution, "web-distribution", "id"),
      distributionArn: compute(distribution, "web-distribution", "arn"),
      distributionDomainName: domainName,
      distributionHostedZoneId: "Z2FDTNDATAQYW2",
      dnsRecords: [],
      applicationName: inputsOf(stack, ENVIRONMENT)["application"],
      environmentId: compute(environment, "web", "id"),
      environmentName: compute(environment, "web", "name"),
      environmentCname: cname,
      versionLabel: inputsOf(stack, ENVIRONMENT)["version"],
      solutionStackName: MINIMAL.solutionStackName,
      bundleBucketName: compute("aws:s3/bucket:Bucket", "web-bundles", "bucket"),
      instanceRoleName: compute("aws:iam/role:Role", "web-instance-role", "name"),
      serviceRoleArn: compute("aws:iam/role:Role", "web-service-role", "arn"),
    };
    const { commands, autoscalingGroupNames, loadBalancerArns, securityGroupIds, ...others } =
      stack.outputs;
    expect(others).to.deep.equal(expected);
    expect(autoscalingGroupNames).to.have.length(1);
    expect(loadBalancerArns).to.have.length(1);
    expect(securityGroupIds).to.deep.equal(
      ["web-instances", "web-load-balancer"].map((name) =>
        compute("aws:ec2/securityGroup:SecurityGroup", name, "id"),
      ),
    );
    expect(commands).to.include.keys("events", "health", "logs", "restart", "shell", "versions");
    expect((commands as Record<string, string>)["invalidate"]).to.equal(
      `aws cloudfront create-invalidation --distribution-id ${expected.distributionId} --paths "/*"`,
    );
    expect(published[COMPONENT]).to.deep.equal(stack.outputs);
  });

  it("repeats no type and name with two of them in one program", async () => {
    const { stack } = await recordComponent(() => {
      new CdnFrontedBeanstalkApp("web", { ...MINIMAL, originSecretGeneration: 2 });
      new CdnFrontedBeanstalkApp("shop", { ...MINIMAL, originSecretGeneration: 2 });
    });
    const keys = stack.resources.map(keyOf);
    expect(keys).to.have.lengthOf(2 * tree([1, 2], PROTECTED).length);
    expect(new Set(keys).size).to.equal(keys.length);
  });

  it("refuses wrong arguments of both halves in one error, before anything is created", async () => {
    const change = { waitForReadyMinutes: 1, caching: { behaviors: [{ pathPattern: "*" }] } };
    const create = () => new CdnFrontedBeanstalkApp("web", { ...MINIMAL, ...change });
    expect(await recordFailure(create)).to.deep.equal({
      message:
        'CdnFrontedBeanstalkApp "web" has 2 problems:\n' +
        "  - waitForReadyMinutes must be a whole number of minutes from 5 to 180, got 1. " +
        "Use a number in that range.\n" +
        "  - caching.behaviors[0].pathPattern must not take every path, as the default behavior does, " +
        'got "*". Use caching.defaultBehavior.',
      registered: [],
    });
  });
});

describe("CdnFrontedBeanstalkApp's secret", () => {
  const arn = (generation: number) =>
    compute(PARAMETER_TYPE, `web-origin-secret-${generation}`, "arn");

  const propertiesOf = (stack: RecordedStack) =>
    (inputsOf(stack, ENVIRONMENT)["settings"] as Record<string, string>[])
      .filter(({ namespace }) => namespace?.startsWith("aws:elasticbeanstalk:application:"))
      .map(({ namespace, name, value }) => [namespace?.split(":").pop(), name, value]);
  const headersOf = (stack: RecordedStack) =>
    (inputsOf(stack, DISTRIBUTION)["origins"] as Record<string, unknown>[])[0]?.["customHeaders"];

  const generations: [generation: number, properties: [name: string, generation: number][]][] = [
    [1, [["ORIGIN_SECRET", 1]]],
    [
      2,
      [
        ["ORIGIN_SECRET", 2],
        ["ORIGIN_SECRET_PREVIOUS", 1],
      ],
    ],
  ];
  for (const [generation, properties] of generations) {
    it(`of generation ${generation} goes to the edge as a value, to the environment by ARN`, async () => {
      const { stack } = await record({ originSecretGeneration: generation });
      const password = inputsOf(stack, `${PASSWORD_TYPE}::web-origin-secret-${generation}`);
      expect(password).to.deep.equal({ length: 48, special: false });
      const parameter = inputsOf(stack, `${PARAMETER_TYPE}::web-origin-secret-${generation}`);
      const { $secret: value } = parameter["value"] as { $secret: string };
      expect(value).to.have.lengthOf(48);
      expect(parameter).to.deep.equal({ type: "SecureString", value: { $secret: value } });
      expect(headersOf(stack)).to.deep.equal([
        { name: "X-Origin-Secret", value: { $secret: value } },
      ]);
      expect(propertiesOf(stack)).to.deep.equal(
        properties.map(([name, from]) => ["environmentsecrets", name, arn(from)]),
      );
      const arns = properties.map(([, from]) => arn(from)).sort();
      expect(JSON.parse(String(inputsOf(stack, READ_SECRETS)["policy"]))).to.deep.equal({
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Action: ["ssm:GetParameter", "ssm:GetParameters"], Resource: arns },
        ],
      });
    });
  }

  it("stands beside the user's own secrets", async () => {
    const own = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:own-AbCdEf";
    const { stack } = await record({ secrets: { OWN: own } });
    expect(propertiesOf(stack)).to.deep.equal([
      ["environmentsecrets", "ORIGIN_SECRET", arn(1)],
      ["environmentsecrets", "OWN", own],
    ]);
    expect(inputsOf(stack, READ_SECRETS)["policy"]).to.contain(own).and.to.contain(arn(1));
  });

  it("is known to the environment before the edge sends it", async () => {
    const { options } = await record({ originSecretGeneration: 2 });
    const parameters = [1, 2].map((n) => `${PARAMETER_TYPE}::web-origin-secret-${n}`);
    expect(options[ENVIRONMENT]?.dependencies).to.include.members(parameters);
    expect(options[DISTRIBUTION]?.dependencies).to.include(ENVIRONMENT);
  });

  it("never shows in a masked recording", async () => {
    const { stack } = await record({ originSecretGeneration: 2 });
    const values = [1, 2].map((n) => {
      const parameter = inputsOf(stack, `${PARAMETER_TYPE}::web-origin-secret-${n}`);
      return (parameter["value"] as { $secret: string }).$secret;
    });
    const masked = JSON.stringify(maskSecrets(stack));
    for (const value of values) {
      expect(JSON.stringify(stack)).to.contain(value);
      expect(masked).to.not.contain(value);
    }
  });

  it("does not exist without its origin protection", async () => {
    const { stack } = await record({ originProtection: OriginProtection.PrefixList });
    expect(headersOf(stack)).to.equal(undefined);
    expect(propertiesOf(stack)).to.deep.equal([]);
  });
});
