import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { parse } from "yaml";
import { listDeployStatements } from "../../../examples/deployment-roles/deploy-policy";
import { PROJECT, STACKS } from "../../../examples/deployment-roles/place";
import { describePolicy } from "../../../examples/deployment-roles/policy";
import { describeTrust } from "../../../examples/deployment-roles/trust";
import { promiseOf } from "../../support/promise-of";

const ROOT = path.resolve(__dirname, "../../..");

describe("deployment-roles", () => {
  interface Run {
    /** The inputs of what is created, by type and name. */
    created: Record<string, unknown>;
    /** The types of which the engine refuses to delete anything. */
    protectedTypes: string[];
    outputs: Record<string, unknown>;
  }

  /** Runs the example under mocks. */
  async function run(): Promise<Run> {
    const created: Run["created"] = {};
    const mocks: pulumi.runtime.Mocks = {
      newResource: ({ type, name, inputs }) => {
        created[`${type} ${name}`] = inputs;
        const computed = { arn: `arn:${name}`, name, bucket: name, keyId: `${name}-id` };
        return { id: `${name}-id`, state: { ...computed, ...(inputs as object) } };
      },
      call: () => ({ accountId: "123456789012" }),
    };
    await pulumi.runtime.setMocks(mocks, "deployment-roles", "roles");
    pulumi.runtime.setAllConfig({
      "deployment-roles:repository": "octo-org/shop",
      "aws:region": "eu-central-1",
    });
    const resources: pulumi.ResourceTransformationArgs[] = [];
    const outputs = await pulumi.runtime.runInPulumiStack(async () => {
      pulumi.runtime.registerStackTransformation((resource) => void resources.push(resource));
      return { ...(await import("../../../examples/deployment-roles/index")) };
    });
    await pulumi.runtime.disconnect();
    return {
      created,
      protectedTypes: resources.filter(({ opts }) => opts.protect).map(({ type }) => type),
      outputs: await promiseOf(pulumi.output(outputs as Record<string, unknown>)),
    };
  }

  it("creates state, provider and a role for each environment, as the workflows name them", async () => {
    const { created, protectedTypes, outputs } = await run();
    expect(Object.keys(created).sort()).to.deep.equal(
      [
        "aws:iam/openIdConnectProvider:OpenIdConnectProvider github",
        ...["preview", ...STACKS].flatMap((environment) => [
          `aws:iam/role:Role deployment-${environment}`,
          `aws:iam/rolePolicy:RolePolicy deployment-${environment}`,
        ]),
        ...STACKS.map((stack) => `aws:iam/rolePolicyAttachment:RolePolicyAttachment ${stack}`),
        ...["kms/alias:Alias", "kms/key:Key", "s3/bucket:Bucket"].map(
          (type) => `aws:${type} pulumi-state`,
        ),
        "aws:s3/bucketPolicy:BucketPolicy pulumi-state",
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock pulumi-state",
        "aws:s3/bucketVersioning:BucketVersioning pulumi-state",
        "pulumi:pulumi:Stack deployment-roles-roles",
      ].sort(),
    );
    const inputsOf = (key: string) => created[key] as Record<string, unknown>;
    expect(inputsOf("aws:iam/role:Role deployment-prod")).to.deep.equal({
      assumeRolePolicy: describeTrust("arn:github", {
        repository: "octo-org/shop",
        environment: "prod",
        ref: "refs/heads/main",
      }),
      maxSessionDuration: 14_400,
    });
    const previewTrust = { repository: "octo-org/shop", environment: "preview" };
    expect(inputsOf("aws:iam/role:Role deployment-preview")).to.deep.include({
      assumeRolePolicy: describeTrust("arn:github", previewTrust),
    });
    expect(inputsOf("aws:iam/rolePolicyAttachment:RolePolicyAttachment prod")).to.deep.equal({
      role: "deployment-prod",
      policyArn: "arn:aws:iam::aws:policy/AdministratorAccess-AWSElasticBeanstalk",
    });
    const policy = inputsOf("aws:iam/rolePolicy:RolePolicy deployment-prod")["policy"];
    const place = {
      accountId: "123456789012",
      region: "eu-central-1",
      bucketArn: "arn:pulumi-state",
      keyArn: "arn:pulumi-state",
    };
    expect(policy).to.equal(describePolicy(listDeployStatements(place, "prod")));
    expect(inputsOf("aws:s3/bucketVersioning:BucketVersioning pulumi-state")).to.deep.equal({
      bucket: "pulumi-state",
      versioningConfiguration: { status: "Enabled" },
    });
    const tls = String(inputsOf("aws:s3/bucketPolicy:BucketPolicy pulumi-state")["policy"]);
    expect(JSON.parse(tls)).to.deep.include({
      Statement: [
        {
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: ["arn:pulumi-state", "arn:pulumi-state/*"],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
    expect(outputs).to.deep.equal({
      roleArns: {
        preview: "arn:deployment-preview",
        dev: "arn:deployment-dev",
        staging: "arn:deployment-staging",
        prod: "arn:deployment-prod",
      },
      backendUrl: "s3://pulumi-state?region=eu-central-1",
      secretsProvider: "awskms://pulumi-state?region=eu-central-1",
    });
    expect(protectedTypes.sort()).to.deep.equal([
      "aws:kms/alias:Alias",
      "aws:kms/key:Key",
      "aws:s3/bucket:Bucket",
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      "aws:s3/bucketVersioning:BucketVersioning",
    ]);
  });

  it("is about the project and the stages that there are", () => {
    const { name } = parse(fs.readFileSync(path.join(ROOT, "Pulumi.yaml"), "utf8")) as {
      name: string;
    };
    expect(name).to.equal(PROJECT);
    const files = fs
      .readdirSync(ROOT)
      .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);
    expect(files.sort()).to.deep.equal([...STACKS].sort());
  });
});
