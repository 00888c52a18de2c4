import type { ExtraSettingArgs } from "../../../../components";
import type { BadInput } from "./bad-input";
import { OPEN } from "./bad-input";

const PARAMETER_ARN = "arn:aws:ssm:eu-central-1:123456789012:parameter/db";
const KEY_ARN = "arn:aws:kms:eu-central-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef";
const POLICY_ARN = "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly";
const ROLE_ARN = "arn:aws:iam::123456789012:role/beanstalk";

const LAUNCH_OPTIONS = "aws:autoscaling:launchconfiguration";
const extra = (setting: ExtraSettingArgs) => ({ extraSettings: [setting] });

/** What the instances may do, what they are told, and options without an argument. */
export const PROPERTY_ROWS: BadInput[] = [
  [
    "policies for an existing profile",
    { roles: { instanceProfileName: "web", instancePolicyArns: { ecr: POLICY_ARN } }, ...OPEN },
    [
      "roles.instancePolicyArns.ecr must not be set together with roles.instanceProfileName, whose role is left as it is. " +
        "Attach the policy to that role, or leave out roles.instanceProfileName.",
    ],
  ],
  [
    "an instance profile's ARN",
    { roles: { instanceProfileName: "arn:aws:iam::123456789012:instance-profile/web" } },
    [
      'roles.instanceProfileName must be an instance profile\'s name of 1 to 128 letters, digits and +=,.@-_, got "arn:aws:iam::123456789012:instance-profile/web". ' +
        "Use what stands behind the last slash of its ARN.",
    ],
  ],
  [
    "a boundary for roles that exist",
    {
      ...OPEN,
      roles: {
        serviceRoleArn: ROLE_ARN,
        instanceProfileName: "web",
        permissionsBoundaryArn: "arn:aws:iam::123456789012:policy/boundary",
      },
    },
    [
      "roles.permissionsBoundaryArn must not be set where both roles exist already. " +
        "Set the boundary on those roles.",
    ],
  ],
  [
    "over 4,096 bytes of variables",
    { environmentVariables: { A: "x".repeat(4095) } },
    [
      "environmentVariables must have at most 4096 bytes, each property counted as name=value, got 4097. " +
        "Keep long values in Secrets Manager or Parameter Store, and name them in secrets.",
    ],
  ],
  [
    "a variable that no shell can name",
    { environmentVariables: { "MY-VAR": "1" } },
    [
      'environmentVariables must have names of 1 to 128 letters, digits and underscores, with no digit in front, got "MY-VAR". ' +
        "Rename the property.",
    ],
  ],
  [
    "a secret that is no ARN",
    { secrets: { DB_PASSWORD: "hunter2" } },
    [
      "secrets.DB_PASSWORD must be the whole ARN of a Secrets Manager secret, with its six characters at the end and at most one key behind a colon, or of a Parameter Store parameter. " +
        "Store the secret in one of these and copy its ARN.",
    ],
  ],
  [
    "a secret's ARN with a wildcard",
    { secrets: { DB_PASSWORD: `${PARAMETER_ARN}/*` } },
    [
      "secrets.DB_PASSWORD must be the whole ARN of a Secrets Manager secret, with its six characters at the end and at most one key behind a colon, or of a Parameter Store parameter. " +
        "Store the secret in one of these and copy its ARN.",
    ],
  ],
  [
    "a secret that is a variable too",
    { environmentVariables: { DB: "x" }, secrets: { DB: PARAMETER_ARN } },
    ["secrets.DB must not be in environmentVariables too. Keep it in one of the two."],
  ],
  [
    "a key for no secret",
    { secretsKmsKeyArns: [KEY_ARN] },
    [
      "secretsKmsKeyArns must come with secrets, and without roles.instanceProfileName, whose role is left as it is. " +
        "Leave it out; an existing role gets the right to decrypt where it is made.",
    ],
  ],
  [
    "a key's alias",
    { secrets: { DB: PARAMETER_ARN }, secretsKmsKeyArns: ["alias/app"] },
    [
      'secretsKmsKeyArns[0] must be the ARN of a KMS key, got "alias/app". ' +
        "Use the key's own ARN; IAM knows no aliases here.",
    ],
  ],
  [
    "a property that origin protection sets",
    { environmentVariables: { ORIGIN_SECRET: "mine" } },
    [
      "environmentVariables.ORIGIN_SECRET must not be set, since origin protection sets it. " +
        "Rename the property, or set originProtection to PrefixList or None.",
    ],
  ],
  [
    "a secret of generation 0",
    { originSecretGeneration: 0 },
    [
      "originSecretGeneration must be a whole number of rotations from 1 to 1000000, got 0. " +
        "Use a number in that range.",
    ],
  ],
  [
    "AWS's own tags",
    { tags: { "aws:owner": "shop", Name: "web" } },
    [
      'tags must have keys of 1 to 128 letters, digits, spaces and _.:/=+-@, without aws: or elasticbeanstalk: in front, got "aws:owner". ' +
        "Use another key.",
      "tags.Name must not be set. Beanstalk sets it itself.",
    ],
  ],
  [
    "an option of the classic load balancer",
    extra({ namespace: "aws:elb:listener", name: "ListenerProtocol", value: "HTTP" }),
    [
      'extraSettings[0].namespace must not begin with "aws:elb:", the classic load balancer\'s, got "aws:elb:listener". ' +
        'Use "aws:elbv2:": AWS creates classic load balancers for old applications only.',
    ],
  ],
  [
    "an option of the worker tier",
    extra({ namespace: "aws:elasticbeanstalk:sqsd", name: "HttpPath", value: "/" }),
    [
      'extraSettings[0].namespace must not be the worker tier\'s: this is a web server environment, got "aws:elasticbeanstalk:sqsd". ' +
        "Put the worker into an environment of its own.",
    ],
  ],
  [
    "a database in the environment",
    extra({ namespace: "aws:rds:dbinstance", name: "DBEngine", value: "mysql" }),
    [
      'extraSettings[0].namespace must not be a database\'s: the environment would take it along when it is replaced, got "aws:rds:dbinstance". ' +
        "Make the database apart, and name its address in environmentVariables.",
    ],
  ],
  [
    "the environment's type as an option",
    extra({
      namespace: "aws:elasticbeanstalk:environment",
      name: "EnvironmentType",
      value: "SingleInstance",
    }),
    [
      'extraSettings[0].name must be none that decides which other settings apply, got "EnvironmentType". ' +
        "Use capacity.environmentType.",
    ],
  ],
  [
    "the metadata service's version 1 as an option",
    extra({ namespace: LAUNCH_OPTIONS, name: "DisableIMDSv1", value: "false" }),
    [
      'extraSettings[0].name must not be the option that opens the metadata service\'s version 1, got "DisableIMDSv1". ' +
        "Leave it out: instances answer IMDSv2 alone, always.",
    ],
  ],
  [
    "the instances' security groups as an option",
    extra({ namespace: LAUNCH_OPTIONS, name: "SecurityGroups", value: "sg-1" }),
    [
      'extraSettings[0].name must not be an option that replaces the security groups made for the environment, got "SecurityGroups". ' +
        "Use instances.additionalSecurityGroupIds.",
    ],
  ],
  [
    "a scheduled action without a name",
    extra({ namespace: "aws:autoscaling:scheduledaction", name: "MinSize", value: "1" }),
    [
      "extraSettings[0].resource must name the scheduled action. " +
        "Use a name of 1 to 255 letters and digits.",
    ],
  ],
  [
    "a resource outside scheduled actions",
    extra({
      namespace: "aws:elasticbeanstalk:command",
      name: "Timeout",
      value: "600",
      resource: "web",
    }),
    [
      'extraSettings[0].resource must not be set in this namespace: Beanstalk does not give it back, got "web". ' +
        "Leave it out: only scheduled actions have a resource.",
    ],
  ],
  [
    "an option's value out of its range",
    extra({ namespace: "aws:elasticbeanstalk:command", name: "Timeout", value: "3601" }),
    [
      'extraSettings[0].value must be a number from 1 to 3600, got "3601". ' +
        "Use a value that Beanstalk documents for the option.",
    ],
  ],
];
