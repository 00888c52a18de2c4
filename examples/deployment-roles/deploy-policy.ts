import { listIamStatements } from "./iam-statements";
import type { Place } from "./place";
import { NAME, PROJECT } from "./place";
import type { Statement } from "./policy";

/**
 * What AWS gives to whoever operates environments: Beanstalk acts with its caller's permissions.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.iam.managed-policies.html
 */
export const BEANSTALK_POLICY = "arn:aws:iam::aws:policy/AdministratorAccess-AWSElasticBeanstalk";

/** What `pulumi up` of one stack needs beside `BEANSTALK_POLICY`. */
export function listDeployStatements(place: Place, stack: string): Statement[] {
  return [
    ...listStateStatements(place, stack),
    ...listNetworkStatements(place),
    ...listStorageStatements(place),
    ...listCdnStatements(place),
    ...listIamStatements(place),
  ];
}

/** The state of this stack alone. The keys are those of a backend that knows projects. */
function listStateStatements({ bucketArn, keyArn }: Place, stack: string): Statement[] {
  const keys = [
    `stacks/${PROJECT}/${stack}.*`,
    `history/${PROJECT}/${stack}/*`,
    `backups/${PROJECT}/${stack}/*`,
    `locks/organization/${PROJECT}/${stack}/*`,
  ];
  return [
    { Sid: "ListState", Action: ["s3:ListBucket"], Resource: [bucketArn] },
    {
      Sid: "ReadStateVersion",
      Action: ["s3:GetObject"],
      Resource: [`${bucketArn}/.pulumi/meta.yaml`],
    },
    {
      Sid: "WriteState",
      Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      Resource: keys.map((key) => `${bucketArn}/.pulumi/${key}`),
    },
    { Sid: "DecryptSecrets", Action: ["kms:Decrypt"], Resource: [keyArn] },
  ];
}

/** What awsx makes a VPC of, and the rules of the security groups. The ids are AWS's. */
function listNetworkStatements({ accountId, region }: Place): Statement[] {
  return [
    {
      Sid: "Network",
      Action: [
        "ec2:*Vpc",
        "ec2:*VpcAttribute",
        "ec2:*Subnet",
        "ec2:*SubnetAttribute",
        "ec2:*InternetGateway",
        "ec2:*NatGateway",
        "ec2:*Route",
        "ec2:*RouteTable",
        "ec2:ReplaceRouteTableAssociation",
        "ec2:ModifySecurityGroupRules",
        "ec2:UpdateSecurityGroupRuleDescriptions*",
      ],
      // A rule may name a prefix list of AWS's own.
      Resource: [`arn:aws:ec2:${region}:${accountId}:*`, `arn:aws:ec2:${region}:aws:prefix-list/*`],
    },
    { Sid: "LookUp", Action: ["ec2:GetManagedPrefixListEntries"], Resource: ["*"] },
  ];
}

/** The bundles, the origin's secret and the logs, which have names of their own. */
function listStorageStatements({ accountId, region }: Place): Statement[] {
  const bundles = `arn:aws:s3:::${NAME}-bundles-*`;
  return [
    {
      Sid: "Bundles",
      Action: ["s3:*"],
      Resource: [bundles, `${bundles}/*`],
      // A bucket's name does not say whose it is; a bucket that is to be made is nobody's yet.
      Condition: { StringEqualsIfExists: { "aws:ResourceAccount": accountId } },
    },
    {
      Sid: "OriginSecret",
      Action: [
        "ssm:PutParameter",
        "ssm:GetParameter",
        "ssm:GetParameters",
        "ssm:DeleteParameter",
        "ssm:AddTagsToResource",
        "ssm:RemoveTagsFromResource",
        "ssm:ListTagsForResource",
      ],
      Resource: [`arn:aws:ssm:${region}:${accountId}:parameter/${NAME}-origin-secret-*`],
    },
    { Sid: "FindParameters", Action: ["ssm:DescribeParameters"], Resource: ["*"] },
    {
      // Beanstalk creates the groups, with the environment's tags.
      Sid: "TagLogGroups",
      Action: ["logs:TagResource"],
      Resource: [`arn:aws:logs:${region}:${accountId}:log-group:/aws/elasticbeanstalk/*`],
    },
  ];
}

/** The distribution, its policies and functions, and what follows a deployment. */
function listCdnStatements({ accountId }: Place): Statement[] {
  const kinds = ["Distribution", "CachePolicy", "OriginRequestPolicy", "ResponseHeadersPolicy"];
  return [
    {
      Sid: "Cdn",
      Action: [
        ...[...kinds, "Function"].flatMap((kind) =>
          ["Create", "Update", "Delete", "Get"].map((verb) => `cloudfront:${verb}${kind}`),
        ),
        "cloudfront:GetDistributionConfig",
        "cloudfront:DescribeFunction",
        "cloudfront:PublishFunction",
        "cloudfront:TagResource",
        "cloudfront:UntagResource",
        "cloudfront:ListTagsForResource",
      ],
      Resource: [`arn:aws:cloudfront::${accountId}:*`],
    },
    {
      Sid: "Invalidate",
      Action: ["cloudfront:CreateInvalidation", "cloudfront:GetInvalidation"],
      Resource: [`arn:aws:cloudfront::${accountId}:distribution/*`],
    },
  ];
}
