import type { Account } from "./account";
import { ACCOUNT_ID, describeArn, makeId, REGION } from "./naming";
import type { Properties } from "./properties";
import { textOf } from "./properties";
import type { ResourceType } from "./resource-type";

const ROLE_TOKEN = "aws:iam/role:Role";
const HOLDERS = [
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:iam/instanceProfile:InstanceProfile",
];

export const ROLE: ResourceType = {
  token: ROLE_TOKEN,
  identify: ({ inputs }) => textOf(inputs, "name"),
  replacedBy: ["name", "path"],
  autoName: { property: "name", maxLength: 64 },
  outputs: { arn: ({ id }) => `arn:aws:iam::${ACCOUNT_ID}:role/${id}` },
  refuseCreate: ({ inputs, account }) => refuseTaken(ROLE_TOKEN, inputs, account),
  refuseDelete: ({ id }, account) =>
    account.follows("role-in-use") &&
    HOLDERS.some((token) => account.list(token).some(({ inputs }) => inputs.role === id))
      ? `deleting IAM Role (${id}): api error DeleteConflict: Cannot delete entity, must detach all ` +
        "policies first."
      : undefined,
};

export const ROLE_POLICY: ResourceType = {
  token: "aws:iam/rolePolicy:RolePolicy",
  identify: ({ inputs }) => `${textOf(inputs, "role")}:${textOf(inputs, "name")}`,
  replacedBy: ["name", "role"],
  autoName: { property: "name", maxLength: 128 },
  outputs: {},
};

export const ROLE_POLICY_ATTACHMENT: ResourceType = {
  token: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  identify: ({ inputs }) => `${textOf(inputs, "role")}/${textOf(inputs, "policyArn")}`,
  replacedBy: ["role", "policyArn"],
  outputs: {},
};

export const INSTANCE_PROFILE: ResourceType = {
  token: "aws:iam/instanceProfile:InstanceProfile",
  identify: ({ inputs }) => textOf(inputs, "name"),
  replacedBy: ["name", "path"],
  autoName: { property: "name", maxLength: 128 },
  outputs: { arn: ({ id }) => `arn:aws:iam::${ACCOUNT_ID}:instance-profile/${id}` },
};

const PARAMETER_TOKEN = "aws:ssm/parameter:Parameter";

export const PARAMETER: ResourceType = {
  token: PARAMETER_TOKEN,
  identify: ({ inputs }) => textOf(inputs, "name"),
  replacedBy: ["name"],
  autoName: { property: "name", maxLength: 2048 },
  outputs: {
    arn: ({ id }) => describeArn("ssm", `parameter/${id}`),
    version: () => 1,
    region: () => REGION,
  },
  refuseCreate: ({ inputs, account }) => refuseTaken(PARAMETER_TOKEN, inputs, account),
};

export const RANDOM_PASSWORD: ResourceType = {
  token: "random:index/randomPassword:RandomPassword",
  // They all have the id "none"; here the account tells them apart by it.
  identify: ({ account }) => makeId("none-", 7, account),
  replacedBy: ["length", "special", "keepers"],
  outputs: {
    // Long and without a pattern, so that a search of state and logs can't miss it.
    result: ({ inputs, account }) => makeId("pw", Number(inputs.length) - 2, account),
    bcryptHash: ({ account }) => makeId("$2a$10$", 53, account),
  },
};

function refuseTaken(token: string, { name }: Properties, account: Account): string | undefined {
  return account.follows("unique-name") && account.find(token, String(name)) !== undefined
    ? `api error EntityAlreadyExists: ${String(name)} already exists.`
    : undefined;
}
