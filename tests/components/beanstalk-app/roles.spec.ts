import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { BeanstalkAppArgs } from "../../../components";
import { BeanstalkApp } from "../../../components";
import { describePolicyArn } from "../../../components/beanstalk-app/roles";
import { describeSecretsPolicy } from "../../../components/beanstalk-app/secret-access";
import { keyOf } from "../../../local-stage/recorded-stack";
import { recordComponent } from "../../support/record-component";
import { inputsOf } from "../../support/recorded";
import { beanstalkArguments } from "./beanstalk-arguments";

const ROLE = "arn:aws:iam::123456789012:role/team/beanstalk";
const POLICY = "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly";
const BOUNDARY = "arn:aws:iam::123456789012:policy/boundary";
const SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:token-AbCdEf";
const PARAMETER = "arn:aws:ssm:eu-central-1:123456789012:parameter/p";
const KEY = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd";

const ENVIRONMENT = "aws:elasticbeanstalk/environment:Environment::web";

const ARGS: BeanstalkAppArgs = {
  source: { versionLabel: "v1" },
  solutionStackName: "64bit Amazon Linux 2023 v4.7.2 running Python 3.13",
};

/** The keys of what stands in IAM, the environment's two options, and the stack itself. */
async function record(change: Partial<BeanstalkAppArgs>) {
  const { stack, options } = await recordComponent(
    () => new BeanstalkApp("web", { ...ARGS, ...change }),
  );
  const settings = inputsOf(stack, ENVIRONMENT)["settings"] as { name: string; value: string }[];
  const valueOf = (name: string) => settings.find((setting) => setting.name === name)?.value;
  const iam = stack.resources.map(keyOf).filter((key) => key.startsWith("aws:iam/"));
  return { stack, options, iam, valueOf };
}

describe("the roles' arguments", () => {
  const sayRole = (got: string) =>
    `roles.serviceRoleArn must be the ARN of an IAM role, got "${got}". ` +
    'Use "arn:aws:iam::123456789012:role/name".';
  const sayPolicy = (path: string, got: string) =>
    `roles.${path} must be the ARN of an IAM policy, got "${got}". ` +
    'Use "arn:aws:iam::aws:policy/name" or "arn:aws:iam::123456789012:policy/name".';
  const sayProfile = (got: string) =>
    "roles.instanceProfileName must be an instance profile's name of 1 to 128 letters, digits and " +
    `+=,.@-_, got "${got}". Use what stands behind the last slash of its ARN.`;
  const sayKey = (got: string) =>
    "roles.instancePolicyArns must have names of 1 to 32 letters, digits and hyphens, " +
    `got "${got}". Shorten the name, or use other characters.`;

  beanstalkArguments.testErrors([
    ["a service role", { roles: { serviceRoleArn: ROLE } }, []],
    [
      "a service role in another partition",
      { roles: { serviceRoleArn: ROLE.replace("aws", "aws-us-gov") } },
      [],
    ],
    ["a role's name", { roles: { serviceRoleArn: "beanstalk" } }, [sayRole("beanstalk")]],
    ["a policy as a role", { roles: { serviceRoleArn: BOUNDARY } }, [sayRole(BOUNDARY)]],
    ["a profile", { roles: { instanceProfileName: "p".repeat(128) } }, []],
    [
      "a profile of 129 characters",
      { roles: { instanceProfileName: "p".repeat(129) } },
      [sayProfile("p".repeat(129))],
    ],
    [
      "a profile's ARN",
      { roles: { instanceProfileName: "arn:aws:iam::123456789012:instance-profile/p" } },
      [sayProfile("arn:aws:iam::123456789012:instance-profile/p")],
    ],
    ["a policy of AWS's", { roles: { instancePolicyArns: { ecr: POLICY } } }, []],
    ["a policy of one's own", { roles: { instancePolicyArns: { own: BOUNDARY } } }, []],
    [
      "a policy's name",
      { roles: { instancePolicyArns: { ecr: "ReadOnly" } } },
      [sayPolicy("instancePolicyArns.ecr", "ReadOnly")],
    ],
    [
      "a name that no resource can have",
      { roles: { instancePolicyArns: { "my policy": POLICY } } },
      [sayKey("my policy")],
    ],
    [
      "a role as a boundary",
      { roles: { permissionsBoundaryArn: ROLE } },
      [sayPolicy("permissionsBoundaryArn", ROLE)],
    ],
    [
      "policies for a profile that exists",
      { roles: { instanceProfileName: "p", instancePolicyArns: { a: POLICY, b: BOUNDARY } } },
      ["a", "b"].map(
        (key) =>
          `roles.instancePolicyArns.${key} must not be set together with ` +
          "roles.instanceProfileName, whose role is left as it is. " +
          "Attach the policy to that role, or leave out roles.instanceProfileName.",
      ),
    ],
    [
      "a boundary for one role",
      { roles: { instanceProfileName: "p", permissionsBoundaryArn: BOUNDARY } },
      [],
    ],
    [
      "a boundary for no role",
      {
        roles: {
          instanceProfileName: "p",
          serviceRoleArn: ROLE,
          permissionsBoundaryArn: pulumi.output(BOUNDARY),
        },
      },
      [
        "roles.permissionsBoundaryArn must not be set where both roles exist already. " +
          "Set the boundary on those roles.",
      ],
    ],
  ]);

  beanstalkArguments.testWarnings([
    ["secrets of the component's own role", { secrets: { A: SECRET } }, []],
    ["a profile without secrets", { roles: { instanceProfileName: "p" } }, []],
    [
      "a profile with secrets",
      { secrets: { A: SECRET }, roles: { instanceProfileName: "p" } },
      [
        "roles.instanceProfileName should belong to a role that may read everything under secrets. " +
          "Without that right the instances do not start.",
      ],
    ],
  ]);
});

describe("the roles", () => {
  it("are left to others where both exist", async () => {
    const { iam, valueOf } = await record({
      roles: { serviceRoleArn: pulumi.output(ROLE), instanceProfileName: pulumi.output("p") },
      secrets: { A: SECRET },
    });
    expect(iam).to.deep.equal([]);
    // The name with its path, as Beanstalk takes it.
    expect(valueOf("ServiceRole")).to.equal("team/beanstalk");
    expect(valueOf("IamInstanceProfile")).to.equal("p");
  });

  it("are made for Beanstalk alone where the instances' exists", async () => {
    const { iam } = await record({ roles: { instanceProfileName: "p" } });
    expect(iam).to.deep.equal([
      "aws:iam/role:Role::web-service-role",
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment::web-service-EnhancedHealth",
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment::" +
        "web-service-ManagedUpdatesCustomerRolePolicy",
    ]);
  });

  it("are made for the instances alone where Beanstalk's exists", async () => {
    const { iam } = await record({ roles: { serviceRoleArn: ROLE } });
    expect(iam).to.deep.equal([
      "aws:iam/instanceProfile:InstanceProfile::web-instance-profile",
      "aws:iam/role:Role::web-instance-role",
      "aws:iam/rolePolicy:RolePolicy::web-session-manager",
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment::web-instance-WebTier",
    ]);
  });

  it("have further policies, each before the environment and under its own name", async () => {
    const instancePolicyArns = { ecr: POLICY, own: pulumi.output(BOUNDARY) };
    const { stack, options } = await record({ roles: { instancePolicyArns } });
    const keys = ["ecr", "own"].map(
      (key) => `aws:iam/rolePolicyAttachment:RolePolicyAttachment::web-instance-policy-${key}`,
    );
    const role = inputsOf(stack, "aws:iam/rolePolicy:RolePolicy::web-session-manager")["role"];
    expect(keys.map((key) => inputsOf(stack, key))).to.deep.equal([
      { role, policyArn: POLICY },
      { role, policyArn: BOUNDARY },
    ]);
    expect(options[ENVIRONMENT]?.dependencies).to.include.members(keys);
  });

  it("have the boundary that is given", async () => {
    const { stack } = await record({ roles: { permissionsBoundaryArn: BOUNDARY } });
    const roles = stack.resources.filter(({ type }) => type === "aws:iam/role:Role");
    expect(roles.map(({ inputs }) => inputs["permissionsBoundary"])).to.deep.equal([
      BOUNDARY,
      BOUNDARY,
    ]);
  });

  it("read exactly the secrets, with exactly the keys", async () => {
    const { stack } = await record({
      secrets: { A: SECRET, B: PARAMETER },
      secretsKmsKeyArns: [pulumi.output(KEY)],
    });
    const { policy } = inputsOf(stack, "aws:iam/rolePolicy:RolePolicy::web-read-secrets");
    expect(policy).to.equal(describeSecretsPolicy([SECRET, PARAMETER], [KEY]));
  });
});

describe("describePolicyArn", () => {
  for (const partition of ["aws", "aws-cn", "aws-us-gov"]) {
    it(`stays in the partition ${partition}`, () => {
      expect(describePolicyArn("A", `arn:${partition}:iam::123456789012:role/r`)).to.equal(
        `arn:${partition}:iam::aws:policy/A`,
      );
    });
  }
});
