import type { Account } from "./account";
import { NAME } from "./auto-name";
import { describeRefusal } from "./aws-errors";
import { describeArn, makeEc2Id, regionOf } from "./naming";
import type { Properties } from "./properties";
import type { ResourceType } from "./resource-type";

const ENVIRONMENT_TOKEN = "aws:elasticbeanstalk/environment:Environment";

/** A part of a VPC that only has an id. */
function describePart(token: string, prefix: string, replacedBy: string[]): ResourceType {
  return {
    token,
    identify: ({ account }) => makeEc2Id(prefix, account),
    replacedBy: [...replacedBy, "region"],
    outputs: { region: regionOf },
  };
}

export const VPC = describePart("aws:ec2/vpc:Vpc", "vpc", ["cidrBlock"]);
export const SUBNET = describePart("aws:ec2/subnet:Subnet", "subnet", [
  "availabilityZone",
  "vpcId",
]);

/** Where a rule's traffic comes from or goes to: one of these. */
const SOURCES = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"];

function describeRule(kind: "Ingress" | "Egress"): ResourceType {
  const name = `ecurityGroup${kind}Rule`;
  return {
    ...describePart(`aws:vpc/s${name}:S${name}`, "sgr", ["securityGroupId"]),
    findReplacing: (before, after, account) =>
      account.follows("rule-source")
        ? SOURCES.filter(
            (source) => (before[source] === undefined) !== (after[source] === undefined),
          )
        : [],
  };
}

export const INGRESS_RULE = describeRule("Ingress");
export const EGRESS_RULE = describeRule("Egress");

export const SECURITY_GROUP: ResourceType = {
  token: "aws:ec2/securityGroup:SecurityGroup",
  identify: ({ account }) => makeEc2Id("sg", account),
  replacedBy: ["description", "name", "namePrefix", "region", "vpcId"],
  autoName: NAME,
  outputs: {
    arn: (creation) => describeArn("ec2", creation, `security-group/${creation.id}`),
    region: regionOf,
  },
  canFailHalfWay: true,
  refuseDelete: ({ id }, account) =>
    account.follows("group-in-use") && isUsed(id, account)
      ? describeRefusal(
          `deleting Security Group (${id})`,
          "EC2: DeleteSecurityGroup",
          400,
          `api error DependencyViolation: resource ${id} has a dependent object`,
        )
      : undefined,
};

function isUsed(groupId: string, account: Account): boolean {
  const isOfEnvironment = ({ inputs }: { inputs: Properties }) =>
    JSON.stringify(inputs.settings ?? []).includes(groupId);
  const isOfOther = ({ inputs }: { inputs: Properties }) =>
    inputs.referencedSecurityGroupId === groupId && inputs.securityGroupId !== groupId;
  return (
    account.list(ENVIRONMENT_TOKEN).some(isOfEnvironment) ||
    [INGRESS_RULE, EGRESS_RULE].some(({ token }) => account.list(token).some(isOfOther))
  );
}
