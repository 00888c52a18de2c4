import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { BeanstalkAppArgs } from "../../../components";
import { BeanstalkApp, EnvironmentType, PlatformPolicy } from "../../../components";
import { describeCommands } from "../../../components/beanstalk-app/commands";
import { keyOf, maskSecrets } from "../../../local-stage/recorded-stack";
import { recordComponent, recordFailure } from "../../support/record-component";
import { recordWarnings } from "../../support/record-warnings";
import { compute, inputsOf } from "../../support/recorded";

const ENVIRONMENT = "aws:elasticbeanstalk/environment:Environment::web";
const VERSION = "aws:elasticbeanstalk/applicationVersion:ApplicationVersion::web-version";
const BUNDLE = "aws:s3/bucketObjectv2:BucketObjectv2::web-bundle";

const BUCKET = "aws:s3/bucket:Bucket::web-bundles";

const ARGS: BeanstalkAppArgs = {
  source: { directory: path.join(__dirname, "..", "sample-app") },
  solutionStackName: "64bit Amazon Linux 2023 v4.7.2 running Python 3.13",
};

const record = (change: Partial<BeanstalkAppArgs> = {}) =>
  recordComponent(() => void new BeanstalkApp("web", { ...ARGS, ...change }));

describe("BeanstalkApp's resource options", () => {
  const policies: [PlatformPolicy | undefined, string[]][] = [
    [undefined, []],
    [PlatformPolicy.Pin, ["solutionStackName"]],
    [PlatformPolicy.Latest, []],
  ];
  for (const [platformPolicy, expected] of policies) {
    it(`ignores changes of [${expected.join()}] with policy ${platformPolicy ?? "unset"}`, async () => {
      const { options } = await record({ platformPolicy });
      expect(options[ENVIRONMENT]?.ignoreChanges).to.deep.equal(expected);
    });
  }

  for (const retainVersions of [undefined, true, false]) {
    it(`keeps version and bundle alone with retainVersions ${retainVersions}`, async () => {
      const { options } = await record({ retainVersions, forceDestroyBundles: true });
      const kept = Object.keys(options).filter((key) => options[key]?.retainOnDelete);
      expect(kept.sort()).to.deep.equal(retainVersions === true ? [VERSION, BUNDLE] : []);
    });
  }

  it("makes a version before the earlier one goes, which still runs", async () => {
    const { stack } = await record();
    const version = stack.resources.find((resource) => keyOf(resource) === VERSION);
    expect(version?.options?.deleteBeforeReplace).to.equal(false);
  });

  for (const forceDestroyBundles of [undefined, true, false]) {
    it(`keeps the bucket with forceDestroyBundles ${forceDestroyBundles}`, async () => {
      const { options, stack } = await record({ forceDestroyBundles });
      const isDestroyed = forceDestroyBundles === true;
      expect(options[BUCKET]?.retainOnDelete).to.equal(!isDestroyed);
      const bucket = stack.resources.find((resource) => keyOf(resource) === BUCKET);
      expect(bucket?.inputs).to.deep.equal({ forceDestroy: isDestroyed });
    });
  }

  it("lets the environment wait for permissions and rules, and so go before them", async () => {
    const secrets = { TOKEN: "arn:aws:ssm:eu-central-1:123456789012:parameter/token" };
    const { options } = await record({ restrictToCloudFront: true, secrets });
    const attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
    const egress = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
    const ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    expect(options[ENVIRONMENT]?.dependencies).to.include.members([
      `${attachment}::web-instance-WebTier`,
      `${attachment}::web-service-EnhancedHealth`,
      `${attachment}::web-service-ManagedUpdatesCustomerRolePolicy`,
      "aws:iam/rolePolicy:RolePolicy::web-read-secrets",
      "aws:iam/rolePolicy:RolePolicy::web-session-manager",
      `${egress}::web-instances-egress`,
      `${egress}::web-load-balancer-egress`,
      `${ingress}::web-instances-ingress`,
      `${ingress}::web-load-balancer-ingress`,
    ]);
  });

  it("lets instances read the former secrets until the environment has the new ones", async () => {
    const secrets = { TOKEN: "arn:aws:ssm:eu-central-1:123456789012:parameter/token" };
    const { stack } = await record({ secrets });
    const policy = stack.resources.find(({ name }) => name === "web-read-secrets");
    // With a name of Pulumi's, a replacement is created first, and the old one is deleted last.
    expect(policy?.options).to.deep.include({ replaceOnChanges: ["policy"] });
    expect(policy?.options).to.not.have.property("deleteBeforeReplace");
    expect(policy?.inputs).to.have.all.keys("role", "policy");
  });

  it("keeps secret properties out of the environment's readable outputs", async () => {
    const { options, stack } = await record({
      environmentVariables: { TOKEN: pulumi.secret("hunter2") },
    });
    expect(options[ENVIRONMENT]?.additionalSecretOutputs).to.deep.equal(["allSettings"]);
    expect(JSON.stringify(stack)).to.contain("hunter2");
    expect(JSON.stringify(maskSecrets(stack))).to.not.contain("hunter2");
  });
});

/** A component's own outputs, as a program exports them. */
function pickOutputs(app: BeanstalkApp): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(app).filter(([, value]) => pulumi.Output.isInstance(value) && value !== app.urn),
  );
}

describe("BeanstalkApp", () => {
  const environment = "aws:elasticbeanstalk/environment:Environment";
  const group = "aws:ec2/securityGroup:SecurityGroup";
  it("publishes what a user does next", async () => {
    const { published, stack } = await recordComponent(() =>
      pickOutputs(new BeanstalkApp("web", { ...ARGS, restrictToCloudFront: true })),
    );
    const environmentName = compute(environment, "web", "name");
    const applicationName = compute(
      "aws:elasticbeanstalk/application:Application",
      "web-application",
      "name",
    );
    const expected = {
      url: `http://${compute(environment, "web", "cname")}`,
      cname: compute(environment, "web", "cname"),
      environmentId: compute(environment, "web", "id"),
      environmentName,
      applicationName,
      versionLabel: inputsOf(stack, ENVIRONMENT)["version"],
      solutionStackName: ARGS.solutionStackName,
      bundleBucketName: compute("aws:s3/bucket:Bucket", "web-bundles", "bucket"),
      loadBalancerArns: [compute(environment, "web", "loadBalancers")],
      autoscalingGroupNames: [compute(environment, "web", "autoscalingGroups")],
      securityGroupIds: [
        compute(group, "web-instances", "id"),
        compute(group, "web-load-balancer", "id"),
      ],
      serviceRoleArn: compute("aws:iam/role:Role", "web-service-role", "arn"),
      instanceRoleName: compute("aws:iam/role:Role", "web-instance-role", "name"),
      commands: describeCommands({
        region: "eu-central-1",
        applicationName,
        environmentName,
        hasEnhancedHealth: true,
      }),
    };
    expect(stack.outputs).to.deep.equal(expected);
    expect(published["cdn-fronted-beanstalk:index:BeanstalkApp::web"]).to.deep.equal(expected);
  });

  it("publishes no load balancer, group or role that is not its own", async () => {
    const { stack } = await recordComponent(() =>
      pickOutputs(
        new BeanstalkApp("web", {
          ...ARGS,
          capacity: { environmentType: EnvironmentType.SingleInstance },
          roles: { instanceProfileName: "p" },
        }),
      ),
    );
    const securityGroupIds = [compute(group, "web-instances", "id")];
    expect(stack.outputs).to.deep.include({ loadBalancerArns: [], securityGroupIds });
    expect(stack.outputs).to.not.have.property("instanceRoleName");
  });

  it("warns of what may be meant", async () => {
    const roles = { instanceProfileName: "p" };
    const secrets = { TOKEN: "arn:aws:ssm:eu-central-1:123456789012:parameter/token" };
    const warnings = await recordWarnings(
      () => new BeanstalkApp("web", { ...ARGS, roles, secrets }),
    );
    expect(warnings).to.deep.equal([
      'BeanstalkApp "web": roles.instanceProfileName should belong to a role that may read everything under secrets. ' +
        "Without that right the instances do not start.",
    ]);
  });

  it("publishes no group behind a shared load balancer", async () => {
    const sharedLoadBalancerArn =
      "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/shared/1";
    const { stack } = await recordComponent(() =>
      pickOutputs(new BeanstalkApp("web", { ...ARGS, loadBalancer: { sharedLoadBalancerArn } })),
    );
    expect(stack.outputs).to.deep.include({ securityGroupIds: [] });
  });

  it("warns once of a retired platform that is known late, and runs it", async () => {
    const solutionStackName = pulumi.output("64bit Amazon Linux 2023 v6.1.0 running Node.js 18");
    const warnings = await recordWarnings(
      () => new BeanstalkApp("web", { ...ARGS, solutionStackName }),
    );
    expect(warnings).to.deep.equal([
      'BeanstalkApp "web": solutionStackName should be on a supported branch, and AWS\'s retirement ' +
        'date for Node.js 18 is 11 August 2025, got "64bit Amazon Linux 2023 v6.1.0 running ' +
        'Node.js 18". Move to a current branch: retired ones get no security updates.',
    ]);
    const { stack } = await record({ solutionStackName });
    expect(inputsOf(stack, ENVIRONMENT)["solutionStackName"]).to.contain("Node.js 18");
  });

  it("refuses wrong arguments in one error, before anything is created", async () => {
    const args = { source: {}, solutionStackName: "x", waitForReadyMinutes: 1 };
    expect(await recordFailure(() => new BeanstalkApp("web", args))).to.deep.equal({
      message:
        'BeanstalkApp "web" has 3 problems:\n' +
        "  - solutionStackName must be a platform version's whole name, such as " +
        '"64bit Amazon Linux 2023 v4.7.2 running Python 3.13", got "x". ' +
        "List them with: aws elasticbeanstalk list-available-solution-stacks.\n" +
        "  - waitForReadyMinutes must be a whole number of minutes from 5 to 180, got 1. " +
        "Use a number in that range.\n" +
        "  - source must have exactly one of directory, archivePath, versionLabel and s3Bundle. " +
        "Give the application's directory, a built archive, an existing label or a bundle in S3.",
      registered: [],
    });
  });

  const late: [string, Partial<BeanstalkAppArgs>, string][] = [
    [
      "a platform version",
      { solutionStackName: pulumi.output("Python 3.13") },
      "solutionStackName must be a platform version's whole name, such as " +
        '"64bit Amazon Linux 2023 v4.7.2 running Python 3.13", got "Python 3.13". ' +
        "List them with: aws elasticbeanstalk list-available-solution-stacks.",
    ],
    [
      "a secret's ARN",
      { secrets: { TOKEN: pulumi.output("arn:aws:s3:::token") } },
      "secrets.TOKEN must be the whole ARN of a Secrets Manager secret, with its six characters at " +
        "the end and at most one key behind a colon, or of a Parameter Store parameter. " +
        "Store the secret in one of these and copy its ARN.",
    ],
    [
      "a platform on the Amazon Linux AMI",
      { solutionStackName: pulumi.output("64bit Amazon Linux 2018.03 v2.9.1 running Python 3.6") },
      "solutionStackName must not be on the Amazon Linux AMI, which was retired on 18 July 2022, " +
        'got "64bit Amazon Linux 2018.03 v2.9.1 running Python 3.6". ' +
        "Use a platform on Amazon Linux 2023.",
    ],
  ];
  for (const [title, change, sentence] of late) {
    it(`refuses ${title} that is known late before anything gets it`, async () => {
      const program = () => new BeanstalkApp("web", { ...ARGS, ...change });
      const { message, registered } = await recordFailure(program);
      expect(message).to.contain(`BeanstalkApp "web": ${sentence}`);
      expect(registered).not.to.include(ENVIRONMENT);
    });
  }
});
