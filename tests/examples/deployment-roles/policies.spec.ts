import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { listDeployStatements } from "../../../examples/deployment-roles/deploy-policy";
import type { Place } from "../../../examples/deployment-roles/place";
import { PROJECT, STACKS } from "../../../examples/deployment-roles/place";
import type { Statement } from "../../../examples/deployment-roles/policy";
import { describePolicy } from "../../../examples/deployment-roles/policy";
import { listPreviewStatements } from "../../../examples/deployment-roles/preview-policy";
import { describeTrust } from "../../../examples/deployment-roles/trust";
import { keyOf } from "../../../local-stage/recorded-stack";
import { recordStage } from "../../stacks/record-stage";

const ROOT = path.resolve(__dirname, "../../..");
const EXAMPLE = path.join(ROOT, "examples", "deployment-roles");

const PLACE: Place = {
  accountId: "123456789012",
  region: "eu-central-1",
  bucketArn: "arn:aws:s3:::state",
  keyArn: "arn:aws:kms:eu-central-1:123456789012:key/1234abcd",
};

/** IAM's wildcards: `*` stands for any characters. */
function matches(pattern: string, value: string): boolean {
  const source = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${source.join(".*")}$`).test(value);
}

/** Whether statements allow an action on a resource and none denies it; conditions are left out. */
function allows(statements: Statement[], action: string, resource: string): boolean {
  const [denied, allowed] = ["Deny", "Allow"].map((effect) =>
    statements.some(
      ({ Effect = "Allow", Action, Resource, NotResource = [] }) =>
        Effect === effect &&
        Action.some((pattern) => matches(pattern, action)) &&
        (Resource === undefined
          ? !NotResource.some((pattern) => matches(pattern, resource))
          : Resource.some((pattern) => matches(pattern, resource))),
    ),
  );
  return allowed === true && denied === false;
}

function listFiles(directory: string): string[] {
  return fs
    .readdirSync(path.join(ROOT, directory), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => fs.readFileSync(path.join(ROOT, directory, file), "utf8"));
}

describe("a role's trust", () => {
  const repository = "octo-org/shop";

  it("is the tokens of one GitHub environment and one ref, compared whole", () => {
    const trusted = { repository, environment: "prod", ref: "refs/heads/main" };
    expect(JSON.parse(describeTrust("arn:provider", trusted))).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: "sts:AssumeRoleWithWebIdentity",
          Principal: { Federated: "arn:provider" },
          Condition: {
            StringEquals: {
              "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
              "token.actions.githubusercontent.com:sub": "repo:octo-org/shop:environment:prod",
              "token.actions.githubusercontent.com:ref": "refs/heads/main",
            },
          },
        },
      ],
    });
  });

  it("is any ref's where none is named", () => {
    const trust = describeTrust("arn:provider", { repository, environment: "preview" });
    expect(trust).to.contain(":environment:preview").and.not.contain(":ref");
  });
});

describe("the role for previews", () => {
  const statements = listPreviewStatements(PLACE);

  it("may do nothing but read", () => {
    const actions = statements.flatMap(({ Action }) => Action);
    const reads = /^(s3:(List|Get)|kms:Decrypt$|ec2:(Describe|Get)|elasticbeanstalk:List)/;
    expect(actions).to.have.length(7);
    expect(actions.filter((action) => !reads.test(action) || action.includes("*"))).to.eql([]);
    expect(statements.filter(({ Effect }) => Effect !== undefined)).to.deep.equal([]);
  });

  it("reads each stack's state", () => {
    for (const stack of STACKS) {
      const object = `${PLACE.bucketArn}/.pulumi/stacks/${PROJECT}/${stack}.json`;
      expect(allows(statements, "s3:GetObject", object), stack).to.equal(true);
      expect(allows(statements, "s3:PutObject", object), stack).to.equal(false);
    }
  });

  it("may look up all that the stages' program looks up", () => {
    const sources = [...listFiles("components"), ...listFiles("stacks")].join("\n");
    const called = [...sources.matchAll(/\b(\w+)\s*\.(get\w+?)(?:Output)?\(\{/g)];
    const lookUps = called.map(([, module, name]) => `${module}.${name}`).sort();
    expect(lookUps, "Give each its actions in LookUp").to.deep.equal([
      "ec2.getManagedPrefixList",
      "elasticbeanstalk.getSolutionStack",
    ]);
    expect(statements.find(({ Sid }) => Sid === "LookUp")?.Action).to.deep.equal([
      // By awsx, for a VPC.
      "ec2:DescribeAvailabilityZones",
      "ec2:DescribeManagedPrefixLists",
      "ec2:GetManagedPrefixListEntries",
      "elasticbeanstalk:ListAvailableSolutionStacks",
    ]);
  });
});

describe("a stage's role", () => {
  const statements = listDeployStatements(PLACE, "dev");
  const account = "123456789012";

  const ROWS: { action: string; resource: string; allowed: boolean }[] = [
    // The state: its own stack's, with backups, history and locks.
    ...["stacks/P/dev.json", "stacks/P/dev.json.bak", "history/P/dev/1", "backups/P/dev/1"].map(
      (key) => ({ action: "s3:PutObject", resource: `state/.pulumi/${key}`, allowed: true }),
    ),
    {
      action: "s3:DeleteObject",
      resource: "state/.pulumi/locks/organization/P/dev/1",
      allowed: true,
    },
    { action: "s3:GetObject", resource: "state/.pulumi/meta.yaml", allowed: true },
    { action: "s3:PutObject", resource: "state/.pulumi/meta.yaml", allowed: false },
    { action: "s3:GetObject", resource: "state/.pulumi/stacks/P/prod.json", allowed: false },
    { action: "s3:PutObject", resource: "state/.pulumi/stacks/P/development.json", allowed: false },
    {
      action: "s3:DeleteObjectVersion",
      resource: "state/.pulumi/stacks/P/dev.json",
      allowed: false,
    },
    { action: "s3:PutBucketPolicy", resource: "state", allowed: false },
    { action: "s3:PutObject", resource: "web-bundles-1234567/a.zip", allowed: true },
    { action: "s3:CreateBucket", resource: "web-bundles-1234567", allowed: true },
    { action: "s3:CreateBucket", resource: "backups", allowed: false },
  ].map((row) => ({
    ...row,
    resource: `arn:aws:s3:::${row.resource.replace("/P/", `/${PROJECT}/`)}`,
  }));

  for (const { action, resource, allowed } of ROWS) {
    it(`${allowed ? "may" : "may not"} ${action} ${resource}`, () => {
      expect(allows(statements, action, resource)).to.equal(allowed);
    });
  }

  const IAM_ROWS: { action: string; resource: string; allowed: boolean }[] = [
    { action: "iam:CreateRole", resource: "role/web-instance-role-1234567", allowed: true },
    { action: "iam:PutRolePolicy", resource: "role/web-service-role-1234567", allowed: true },
    { action: "iam:PutRolePolicy", resource: "role/deployment-dev-1234567", allowed: false },
    { action: "iam:UpdateAssumeRolePolicy", resource: "role/admin", allowed: false },
    { action: "iam:PutRolePolicy", resource: "role/web-shop-role-1234567", allowed: false },
    { action: "iam:AttachRolePolicy", resource: "role/deployment-dev-1234567", allowed: false },
    {
      action: "iam:AddRoleToInstanceProfile",
      resource: "instance-profile/web-instance-profile-1234567",
      allowed: true,
    },
    { action: "iam:CreateUser", resource: "user/web-instance-role-1", allowed: false },
  ];
  for (const { action, resource, allowed } of IAM_ROWS) {
    it(`${allowed ? "may" : "may not"} ${action} ${resource}`, () => {
      expect(allows(statements, action, `arn:aws:iam::${account}:${resource}`)).to.equal(allowed);
    });
  }

  it("attaches the component's three policies, and no other", () => {
    const attach = statements.find(({ Action }) => Action.includes("iam:AttachRolePolicy"));
    expect(attach?.Condition).to.deep.equal({
      ArnEquals: {
        "iam:PolicyARN": [
          "arn:aws:iam::aws:policy/service-role/AWSElasticBeanstalkEnhancedHealth",
          "arn:aws:iam::aws:policy/AWSElasticBeanstalkManagedUpdatesCustomerRolePolicy",
          "arn:aws:iam::aws:policy/AWSElasticBeanstalkWebTier",
        ],
      },
    });
  });

  it("passes the stage's roles, where the managed policy would pass any", () => {
    const managed = { Sid: "Managed", Action: ["iam:PassRole"], Resource: ["*"] };
    const both = [managed, ...statements];
    const passes = (role: string) =>
      allows(both, "iam:PassRole", `arn:aws:iam::${account}:role/${role}`);
    expect(passes("web-instance-role-1234567")).to.equal(true);
    expect(passes("deployment-prod-1234567")).to.equal(false);
    expect(passes("admin")).to.equal(false);
  });

  it("covers the names of what a stage creates", async () => {
    const { resources } = await recordStage(() => import("../../../stacks/index"), {
      stack: "prod",
    });
    const arns: Record<string, [action: string, arn: string]> = {
      "aws:s3/bucket:Bucket": ["s3:CreateBucket", "arn:aws:s3:::"],
      "aws:ssm/parameter:Parameter": [
        "ssm:PutParameter",
        `arn:aws:ssm:eu-central-1:${account}:parameter/`,
      ],
      "aws:iam/role:Role": ["iam:CreateRole", `arn:aws:iam::${account}:role/`],
      "aws:iam/instanceProfile:InstanceProfile": [
        "iam:CreateInstanceProfile",
        `arn:aws:iam::${account}:instance-profile/`,
      ],
    };
    const named = resources.filter(({ type }) => type in arns);
    expect(named.map(keyOf)).to.have.length(5);
    for (const resource of named) {
      const [action = "", arn = ""] = arns[resource.type] ?? [];
      expect(
        allows(statements, action, `${arn}${resource.name}-1234567`),
        keyOf(resource),
      ).to.equal(true);
    }
  });

  it("fits into a role's inline policies", () => {
    const characters = describePolicy(listDeployStatements(PLACE, "staging")).length;
    expect(characters).to.be.below(10_240);
  });
});

describe("the README of deployment-roles", () => {
  const readme = fs.readFileSync(path.join(EXAMPLE, "README.md"), "utf8");

  it("says of each statement what it allows and why, in their order", () => {
    const shown = [...readme.matchAll(/^\| `([A-Z]\w+)` +\|/gm)].map(([, sid]) => sid);
    const statements = [...listPreviewStatements(PLACE), ...listDeployStatements(PLACE, "dev")];
    expect(shown).to.deep.equal(statements.map(({ Sid }) => Sid));
  });
});
