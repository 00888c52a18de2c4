import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { group, input, optional, record, text, withDefault } from "../shared/fields";
import { RESOURCE_NAME } from "../shared/names";
import { rulesOn } from "../shared/rules";
import type { EnvironmentReferences, OptionSetting } from "./option-setting";
import { optionsIn } from "./option-setting";
import { allowSecrets } from "./secret-access";
import type { BeanstalkAppSettings } from "./settings";

const ROLES_GUIDE = "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/concepts-roles.html";

/**
 * The role of Beanstalk itself, the service role, and the role of the instances. A new account has
 * neither, so both are made unless they are named here.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/concepts-roles.html
 */
export interface RolesArgs {
  /**
   * ARN of an existing service role; Beanstalk must be allowed to assume it. Defaults to a role of
   * the component's own, with the managed policies for enhanced health and for managed updates.
   */
  serviceRoleArn?: pulumi.Input<string>;
  /**
   * Name of an existing instance profile. It is used as it is: its role must have what the managed
   * policy AWSElasticBeanstalkWebTier allows, and the right to read everything under `secrets`.
   * Defaults to a profile of the component's own, which has both, and a way in through Session
   * Manager.
   */
  instanceProfileName?: pulumi.Input<string>;
  /**
   * ARNs of further managed policies for the instances' role, by names of your choice, from 1 to 32
   * letters, digits and hyphens. For example AmazonEC2ContainerRegistryReadOnly, for images from
   * ECR. Defaults to none.
   */
  instancePolicyArns?: Record<string, pulumi.Input<string>>;
  /** ARN of a policy that bounds the permissions of the roles that are made. Defaults to none. */
  permissionsBoundaryArn?: pulumi.Input<string>;
}

const ROLE_ARN = {
  matches: /^arn:[\w-]+:iam::\d{12}:role\/[^:]+$/,
  must: "must be the ARN of an IAM role",
  remedy: 'Use "arn:aws:iam::123456789012:role/name".',
};

const POLICY_ARN = {
  matches: /^arn:[\w-]+:iam::(aws|\d{12}):policy\/[^:]+$/,
  must: "must be the ARN of an IAM policy",
  remedy: 'Use "arn:aws:iam::aws:policy/name" or "arn:aws:iam::123456789012:policy/name".',
};

/** Not an ARN: Beanstalk gives back the name, which would show as a change in every preview. */
const PROFILE_NAME = {
  matches: /^[\w+=,.@-]{1,128}$/,
  must: "must be an instance profile's name of 1 to 128 letters, digits and +=,.@-_",
  remedy: "Use what stands behind the last slash of its ARN.",
};

export const ROLES = group<RolesArgs>()({
  serviceRoleArn: optional(input(text(ROLE_ARN))),
  instanceProfileName: optional(input(text(PROFILE_NAME))),
  instancePolicyArns: withDefault(record(input(text(POLICY_ARN)), RESOURCE_NAME), {}),
  permissionsBoundaryArn: optional(input(text(POLICY_ARN))),
});

const rule = rulesOn<BeanstalkAppSettings>();

export const ROLES_RULES = [
  rule({
    id: "instance-policies-of-existing-profile",
    source: ROLES_GUIDE,
    of: ({ roles }) =>
      Object.keys(roles.instancePolicyArns).map((key) => ({
        path: `roles.instancePolicyArns.${key}`,
        value: roles.instanceProfileName,
        shown: undefined,
      })),
    holds: (instanceProfileName) => instanceProfileName === undefined,
    must: "must not be set together with roles.instanceProfileName, whose role is left as it is",
    remedy: "Attach the policy to that role, or leave out roles.instanceProfileName.",
  }),
  rule({
    id: "permissions-boundary-without-role",
    source: ROLES_GUIDE,
    of: ({ roles }) =>
      roles.permissionsBoundaryArn === undefined
        ? []
        : [{ path: "roles.permissionsBoundaryArn", value: roles, shown: undefined }],
    holds: ({ serviceRoleArn, instanceProfileName }) =>
      serviceRoleArn === undefined || instanceProfileName === undefined,
    must: "must not be set where both roles exist already",
    remedy: "Set the boundary on those roles.",
  }),
  rule({
    id: "secrets-of-existing-profile",
    source:
      "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.secrets.IAM-permissions.html",
    of: ({ roles, secrets }) =>
      Object.keys(secrets).length === 0
        ? []
        : [{ path: "roles.instanceProfileName", value: roles, shown: undefined }],
    holds: ({ instanceProfileName }) => instanceProfileName === undefined,
    must: "should belong to a role that may read everything under secrets",
    remedy: "Without that right the instances do not start.",
    isWarning: true,
  }),
];

/** The two roles of an environment: made here, or named by the arguments. */
export interface EnvironmentRoles {
  /** What Beanstalk itself uses: health reports, managed updates, deletion of versions. */
  serviceRoleArn: pulumi.Output<string>;
  serviceRoleName: pulumi.Output<string>;
  /** What the instances run with. */
  instanceProfileName: pulumi.Output<string>;
  /** `undefined` in an instance profile that existed before: its role is not known. */
  instanceRoleName: pulumi.Output<string | undefined>;
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
 * Creates the roles that do not exist yet.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/concepts-roles.html
 */
export function createRoles(
  name: string,
  settings: BeanstalkAppSettings,
  opts: pulumi.CustomResourceOptions,
): EnvironmentRoles {
  const service = createServiceRole(name, settings, opts);
  const instances = createInstanceProfile(name, settings, opts);
  return {
    ...service,
    ...instances,
    permissions: [...service.permissions, ...instances.permissions],
  };
}

function createServiceRole(
  name: string,
  settings: BeanstalkAppSettings,
  opts: pulumi.CustomResourceOptions,
): Pick<EnvironmentRoles, "serviceRoleArn" | "serviceRoleName" | "permissions"> {
  if (settings.roles.serviceRoleArn !== undefined) {
    const serviceRoleArn = pulumi.output(settings.roles.serviceRoleArn);
    // A role's path is part of the name that Beanstalk takes.
    const serviceRoleName = serviceRoleArn.apply((arn) => arn.slice(arn.indexOf("/") + 1));
    return { serviceRoleArn, serviceRoleName, permissions: [] };
  }
  const role = createRole(`${name}-service-role`, "elasticbeanstalk", settings, opts);
  const permissions = attachManagedPolicies(`${name}-service`, role, SERVICE_POLICIES, opts);
  return { serviceRoleArn: role.arn, serviceRoleName: role.name, permissions };
}

/** Creates a profile whose role can read exactly the given secrets, among other things. */
function createInstanceProfile(
  name: string,
  settings: BeanstalkAppSettings,
  opts: pulumi.CustomResourceOptions,
): Pick<EnvironmentRoles, "instanceProfileName" | "instanceRoleName" | "permissions"> {
  const { instanceProfileName, instancePolicyArns } = settings.roles;
  if (instanceProfileName !== undefined) {
    return {
      instanceProfileName: pulumi.output(instanceProfileName),
      instanceRoleName: pulumi.output(undefined),
      permissions: [],
    };
  }
  const role = createRole(`${name}-instance-role`, "ec2", settings, opts);
  const profileArgs = { role: role.name, tags: settings.tags };
  const profile = new iam.InstanceProfile(`${name}-instance-profile`, profileArgs, opts);
  const sessionManager = { role: role.name, policy: SESSION_MANAGER_POLICY };
  return {
    instanceProfileName: profile.name,
    instanceRoleName: role.name,
    permissions: [
      ...attachManagedPolicies(`${name}-instance`, role, INSTANCE_POLICIES, opts),
      ...Object.entries(instancePolicyArns).map(([key, policyArn]) =>
        attachPolicy(`${name}-instance-policy-${key}`, role, policyArn, opts),
      ),
      new iam.RolePolicy(`${name}-session-manager`, sessionManager, opts),
      ...allowSecrets(name, role, settings, opts),
    ],
  };
}

function createRole(
  name: string,
  service: "ec2" | "elasticbeanstalk",
  { roles, tags }: BeanstalkAppSettings,
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
  const permissionsBoundary = roles.permissionsBoundaryArn;
  return new iam.Role(name, { assumeRolePolicy, permissionsBoundary, tags }, opts);
}

function attachManagedPolicies(
  name: string,
  role: iam.Role,
  policies: string[],
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  return policies.map((policy) => {
    const shortName = policy.replace(/^.*AWSElasticBeanstalk/, "");
    const policyArn = role.arn.apply((arn) => describePolicyArn(policy, arn));
    return attachPolicy(`${name}-${shortName}`, role, policyArn, opts);
  });
}

/** The ARN of a policy of AWS's own, in a role's partition: China and GovCloud have others. */
export function describePolicyArn(policy: string, roleArn: string): string {
  const [, partition] = roleArn.split(":");
  return `arn:${partition}:iam::aws:policy/${policy}`;
}

function attachPolicy(
  name: string,
  role: iam.Role,
  policyArn: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  return new iam.RolePolicyAttachment(name, { role: role.name, policyArn }, opts);
}

export function buildRoleOptions(
  _settings: BeanstalkAppSettings,
  { serviceRoleName }: EnvironmentReferences,
): OptionSetting[] {
  return optionsIn("aws:elasticbeanstalk:environment", { ServiceRole: serviceRoleName });
}
