import { createHash } from "node:crypto";
import { NAME } from "./auto-name";
import { describeRefusal, refuseTaken } from "./aws-errors";
import { ACCOUNT_ID, describeArn, regionOf } from "./naming";
import { textOf } from "./properties";
import type { ResourceType } from "./resource-type";

const ROLE_TOKEN = "aws:iam/role:Role";
const PROFILE_TOKEN = "aws:iam/instanceProfile:InstanceProfile";
const PARAMETER_TOKEN = "aws:ssm/parameter:Parameter";

/** What the provider doesn't take off a role by itself. */
const HOLDERS = [
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
];

const REPLACED_BY_NAME = ["name", "namePrefix"];

export const ROLE: ResourceType = {
  token: ROLE_TOKEN,
  identify: ({ inputs }) => textOf(inputs, "name"),
  replacedBy: [...REPLACED_BY_NAME, "path"],
  autoName: { property: "name", maxLength: 64 },
  outputs: { arn: ({ id }) => `arn:aws:iam::${ACCOUNT_ID}:role/${id}` },
  refuseCreate: refuseTaken(ROLE_TOKEN, "name", (name) =>
    describeRefusal(
      `creating IAM Role (${name})`,
      "IAM: CreateRole",
      409,
      `EntityAlreadyExists: Role with name ${name} already exists.`,
    ),
  ),
  refuseDelete: ({ id }, account) =>
    account.follows("role-in-use") &&
    HOLDERS.some((token) => account.list(token).some(({ inputs }) => inputs.role === id))
      ? describeRefusal(
          `deleting IAM Role (${id})`,
          "IAM: DeleteRole",
          409,
          "DeleteConflict: Cannot delete entity, must detach all policies first.",
        )
      : undefined,
};

export const ROLE_POLICY: ResourceType = {
  token: "aws:iam/rolePolicy:RolePolicy",
  identify: ({ inputs }) => `${textOf(inputs, "role")}:${textOf(inputs, "name")}`,
  replacedBy: [...REPLACED_BY_NAME, "role"],
  autoName: NAME,
  outputs: {},
};

export const ROLE_POLICY_ATTACHMENT: ResourceType = {
  token: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  identify: ({ inputs }) => `${textOf(inputs, "role")}/${textOf(inputs, "policyArn")}`,
  replacedBy: ["policyArn", "role"],
  deletesFirst: (account) => account.follows("attachment-deletes-first"),
  outputs: {},
};

export const INSTANCE_PROFILE: ResourceType = {
  token: PROFILE_TOKEN,
  identify: ({ inputs }) => textOf(inputs, "name"),
  replacedBy: [...REPLACED_BY_NAME, "path"],
  autoName: NAME,
  outputs: { arn: ({ id }) => `arn:aws:iam::${ACCOUNT_ID}:instance-profile/${id}` },
  canFailHalfWay: true,
  refuseCreate: refuseTaken(PROFILE_TOKEN, "name", (name) =>
    describeRefusal(
      `creating IAM Instance Profile (${name})`,
      "IAM: CreateInstanceProfile",
      409,
      `EntityAlreadyExists: Instance Profile ${name} already exists.`,
    ),
  ),
};

export const PARAMETER: ResourceType = {
  token: PARAMETER_TOKEN,
  identify: ({ inputs }) => textOf(inputs, "name"),
  replacedBy: ["dataType", "name", "region"],
  autoName: NAME,
  outputs: {
    arn: (creation) => describeArn("ssm", creation, `parameter/${creation.id}`),
    region: regionOf,
  },
  refuseCreate: refuseTaken(PARAMETER_TOKEN, "name", (name) =>
    describeRefusal(
      `creating SSM Parameter (${name})`,
      "SSM: PutParameter",
      400,
      "ParameterAlreadyExists: The parameter already exists.",
    ),
  ),
};

const CHARACTERS = ["special", "upper", "lower", "number", "numeric", "overrideSpecial"];
const MINIMA = ["minLower", "minNumeric", "minSpecial", "minUpper"];

export const RANDOM_PASSWORD: ResourceType = {
  token: "random:index/randomPassword:RandomPassword",
  identify: () => "none",
  scope: (_properties, logicalName) => logicalName,
  isInState: true,
  replacedBy: ["keepers", "length", ...CHARACTERS, ...MINIMA],
  outputs: {
    // Without a pattern, so that a search of state and logs can't miss it, nor find it by chance.
    result: ({ inputs, account }) => makeHash(account.nextNumber()).slice(0, Number(inputs.length)),
    bcryptHash: ({ account }) => `$2a$10$${makeHash(account.nextNumber()).slice(0, 53)}`,
  },
};

function makeHash(number: number): string {
  return createHash("sha512").update(String(number)).digest("hex");
}
