import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { BeanstalkAppSettings } from "./settings";

/** The two roles of an environment. A new account has neither. */
export interface EnvironmentRoles {
  /** What Beanstalk itself uses: health reports and managed updates. */
  serviceRole: iam.Role;
  /** What the instances run with. */
  instanceProfile: iam.InstanceProfile;
  /** What must be there before the environment, and go after it: without them it fails to start. */
  permissions: pulumi.Resource[];
}

const SERVICE_POLICIES = [
  "service-role/AWSElasticBeanstalkEnhancedHealth",
  "AWSElasticBeanstalkManagedUpdatesCustomerRolePolicy",
];

/** Bundles and logs in Beanstalk's own bucket. */
const INSTANCE_POLICIES = ["AWSElasticBeanstalkWebTier"];

/**
 * A shell on an instance through Session Manager, without SSH or an open port. Not the managed policy
 * AmazonSSMManagedInstanceCore: that one lets instances read every parameter of the account.
 *
 * Source: https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html
 */
const SESSION_MANAGER_POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: [
        "ssm:UpdateInstanceInformation",
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ],
      Resource: "*",
    },
  ],
});

/**
 * Creates the roles with Beanstalk's managed policies, a way in through Session Manager, and the right to
 * read exactly the given secrets.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/concepts-roles.html
 */
export function createRoles(
  name: string,
  settings: BeanstalkAppSettings,
  opts: pulumi.CustomResourceOptions,
): EnvironmentRoles {
  const serviceRole = createRole(`${name}-service-role`, "elasticbeanstalk", settings, opts);
  const instanceRole = createRole(`${name}-instance-role`, "ec2", settings, opts);
  const instanceProfile = new iam.InstanceProfile(
    `${name}-instance-profile`,
    { role: instanceRole.name, tags: settings.tags },
    opts,
  );
  return {
    serviceRole,
    instanceProfile,
    permissions: [
      ...attachPolicies(`${name}-service`, serviceRole, SERVICE_POLICIES, opts),
      ...attachPolicies(`${name}-instance`, instanceRole, INSTANCE_POLICIES, opts),
      new iam.RolePolicy(
        `${name}-session-manager`,
        { role: instanceRole.name, policy: SESSION_MANAGER_POLICY },
        opts,
      ),
      ...allowSecrets(name, instanceRole, settings, opts),
    ],
  };
}

function createRole(
  name: string,
  service: "ec2" | "elasticbeanstalk",
  { tags }: BeanstalkAppSettings,
  opts: pulumi.CustomResourceOptions,
): iam.Role {
  const statement = {
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Principal: { Service: `${service}.amazonaws.com` },
    // The external id that Beanstalk sends keeps other services from borrowing the role through it.
    ...(service === "elasticbeanstalk" && {
      Condition: { StringEquals: { "sts:ExternalId": "elasticbeanstalk" } },
    }),
  };
  const assumeRolePolicy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  return new iam.Role(name, { assumeRolePolicy, tags }, opts);
}

function attachPolicies(
  name: string,
  role: iam.Role,
  policies: string[],
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  return policies.map((policy) => {
    const shortName = policy.replace(/^.*AWSElasticBeanstalk/, "");
    return new iam.RolePolicyAttachment(
      `${name}-${shortName}`,
      { role: role.name, policyArn: `arn:aws:iam::aws:policy/${policy}` },
      opts,
    );
  });
}

function allowSecrets(
  name: string,
  role: iam.Role,
  { secrets }: BeanstalkAppSettings,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const arns = Object.values(secrets);
  if (arns.length === 0) {
    return [];
  }
  const policy = pulumi.output(arns).apply(describeSecretsPolicy);
  return [new iam.RolePolicy(`${name}-read-secrets`, { role: role.name, policy }, opts)];
}

/** The policy document that lets a role read exactly these secrets and parameters. */
export function describeSecretsPolicy(arns: string[]): string {
  const allow = (service: string, actions: string[]) => {
    const Resource = [...new Set(arns.filter((arn) => arn.split(":")[2] === service))].sort();
    return Resource.length === 0 ? [] : [{ Effect: "Allow", Action: actions, Resource }];
  };
  const Statement = [
    ...allow("secretsmanager", ["secretsmanager:GetSecretValue"]),
    ...allow("ssm", ["ssm:GetParameter", "ssm:GetParameters"]),
  ];
  return JSON.stringify({ Version: "2012-10-17", Statement });
}
