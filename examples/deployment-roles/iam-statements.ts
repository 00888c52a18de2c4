import type { Place } from "./place";
import { NAME } from "./place";
import type { Statement } from "./policy";

/** The managed policies that the component attaches to its roles. */
const ATTACHED = [
  "service-role/AWSElasticBeanstalkEnhancedHealth",
  "AWSElasticBeanstalkManagedUpdatesCustomerRolePolicy",
  "AWSElasticBeanstalkWebTier",
].map((name) => `arn:aws:iam::aws:policy/${name}`);

/** The stage's two roles and its instance profile, by their names. */
export function listIamStatements({ accountId }: Place): Statement[] {
  const roles = ["service", "instance"].map(
    (whose) => `arn:aws:iam::${accountId}:role/${NAME}-${whose}-role-*`,
  );
  return [
    { Sid: "Roles", Action: ROLE_ACTIONS, Resource: roles },
    {
      Sid: "AttachedPolicies",
      Action: ["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
      Resource: roles,
      Condition: { ArnEquals: { "iam:PolicyARN": ATTACHED } },
    },
    {
      Sid: "InstanceProfile",
      Action: PROFILE_ACTIONS,
      Resource: [`arn:aws:iam::${accountId}:instance-profile/${NAME}-instance-profile-*`],
    },
    {
      // Beanstalk's managed policy, which has the Allow, passes every role of the account.
      Sid: "PassNoOtherRoles",
      Effect: "Deny",
      Action: ["iam:PassRole"],
      NotResource: roles,
    },
  ];
}

const ROLE_ACTIONS = [
  "iam:CreateRole",
  "iam:GetRole",
  "iam:UpdateRole",
  "iam:UpdateAssumeRolePolicy",
  "iam:DeleteRole",
  "iam:TagRole",
  "iam:UntagRole",
  "iam:PutRolePolicy",
  "iam:GetRolePolicy",
  "iam:DeleteRolePolicy",
  "iam:ListRolePolicies",
  "iam:ListAttachedRolePolicies",
  "iam:ListInstanceProfilesForRole",
];

const PROFILE_ACTIONS = [
  "iam:CreateInstanceProfile",
  "iam:GetInstanceProfile",
  "iam:DeleteInstanceProfile",
  "iam:AddRoleToInstanceProfile",
  "iam:RemoveRoleFromInstanceProfile",
  "iam:TagInstanceProfile",
  "iam:UntagInstanceProfile",
];
