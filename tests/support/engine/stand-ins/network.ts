import { describeArn, makeEc2Id, REGION } from "./naming";
import type { ResourceType } from "./resource-type";

/** A part of a VPC that only has an id. */
function describePart(token: string, prefix: string, replacedBy: string[]): ResourceType {
  return {
    token,
    identify: ({ account }) => makeEc2Id(prefix, account),
    replacedBy,
    outputs: { region: () => REGION },
  };
}

export const VPC = describePart("aws:ec2/vpc:Vpc", "vpc", ["cidrBlock"]);
export const SUBNET = describePart("aws:ec2/subnet:Subnet", "subnet", [
  "availabilityZone",
  "vpcId",
]);
export const INGRESS_RULE = describePart(
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "sgr",
  ["securityGroupId"],
);
export const EGRESS_RULE = describePart(
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  "sgr",
  ["securityGroupId"],
);

export const SECURITY_GROUP: ResourceType = {
  token: "aws:ec2/securityGroup:SecurityGroup",
  identify: ({ account }) => makeEc2Id("sg", account),
  replacedBy: ["description", "name", "vpcId"],
  autoName: { property: "name", maxLength: 255 },
  outputs: {
    arn: ({ id }) => describeArn("ec2", `security-group/${id}`),
    region: () => REGION,
  },
  refuseDelete: ({ id }, account) =>
    account.follows("group-in-use") && isUsed(id, account.list(ENVIRONMENT_TOKEN))
      ? `deleting Security Group (${id}): api error DependencyViolation: resource ${id} has a ` +
        "dependent object"
      : undefined,
};

const ENVIRONMENT_TOKEN = "aws:elasticbeanstalk/environment:Environment";

function isUsed(groupId: string, environments: { inputs: Record<string, unknown> }[]): boolean {
  return environments.some(({ inputs }) => JSON.stringify(inputs.settings).includes(groupId));
}
