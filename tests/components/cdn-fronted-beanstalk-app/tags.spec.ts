import * as path from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { CdnFrontedBeanstalkAppArgs } from "../../../components";
import { CdnFrontedBeanstalkApp, EnvironmentType } from "../../../components";
import { keyOf } from "../../../local-stage/recorded-stack";
import { recordComponent } from "../../support/record-component";

const TAGGED = [
  "aws:cloudfront/distribution:Distribution",
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:elasticbeanstalk/application:Application",
  "aws:elasticbeanstalk/applicationVersion:ApplicationVersion",
  "aws:elasticbeanstalk/environment:Environment",
  "aws:iam/instanceProfile:InstanceProfile",
  "aws:iam/role:Role",
  "aws:s3/bucket:Bucket",
  "aws:ssm/parameter:Parameter",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
];

/** The types that get no tags, and why. */
const LEFT_OUT: Record<string, string> = {
  "aws:s3/bucketObjectv2:BucketObjectv2": "S3 takes ten tags an object, everything else fifty",
};
const CANNOT: Record<string, string> = {
  "aws:iam/rolePolicy:RolePolicy": "an inline policy is a part of its role",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "an attachment is a part of its role",
  "command:local:Command": "it is nowhere but in the stack's state",
  "random:index/randomPassword:RandomPassword": "it is nowhere but in the stack's state",
};

const TAGS = { Stage: "dev", Team: "shop" };
const ARGS: CdnFrontedBeanstalkAppArgs = {
  source: { directory: path.join(__dirname, "..", "sample-app") },
  solutionStackName: "64bit Amazon Linux 2023 v4.7.2 running Python 3.13",
  originSecretGeneration: 2,
};
const SINGLE_INSTANCE = { capacity: { environmentType: EnvironmentType.SingleInstance } };

const record = async (
  change: Partial<CdnFrontedBeanstalkAppArgs>,
  opts?: pulumi.ComponentResourceOptions,
) => {
  const args = { ...ARGS, ...change };
  const { stack } = await recordComponent(() => void new CdnFrontedBeanstalkApp("web", args, opts));
  return stack.resources.filter(({ custom }) => custom);
};

describe("CdnFrontedBeanstalkApp's tags", () => {
  for (const [title, change] of [
    ["a load-balanced environment", {}],
    ["a single instance", SINGLE_INSTANCE],
  ] as const) {
    it(`are on everything of ${title} that can have them, but for the bundles`, async () => {
      const resources = await record({ ...change, tags: TAGS });
      const expected = resources.filter(({ type }) => TAGGED.includes(type));
      const tagged = resources.filter(({ inputs }) => "tags" in inputs);
      expect(tagged.map(keyOf)).to.deep.equal(expected.map(keyOf));
      expect(tagged.map(({ inputs }) => inputs["tags"])).to.deep.equal(expected.map(() => TAGS));
      const types = new Set(resources.map(({ type }) => type));
      expect([...types]).to.have.members([
        ...TAGGED,
        ...Object.keys(LEFT_OUT),
        ...Object.keys(CANNOT),
      ]);
    });
  }

  it("are nowhere without the argument", async () => {
    const resources = await record({});
    expect(resources.filter(({ inputs }) => "tags" in inputs)).to.deep.equal([]);
  });

  it("are left out of nothing else that the provider can tag", async () => {
    // A resource's class names every input that there is, with or without a value.
    const taggable = new Set<string>();
    const observe: pulumi.ResourceTransformation = ({ type, props }) => {
      if ("tags" in (props as object)) {
        taggable.add(type);
      }
      return undefined;
    };
    await record({}, { transformations: [observe] });
    expect([...taggable]).to.have.members([...TAGGED, ...Object.keys(LEFT_OUT)]);
  });
});
