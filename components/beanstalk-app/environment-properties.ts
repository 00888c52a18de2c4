import type { TextRule } from "../shared/fields";
import { isPlain } from "../shared/inputs";
import { rulesOn } from "../shared/rules";
import type { OptionSetting } from "./option-setting";
import { optionsIn } from "./option-setting";
import type { BeanstalkAppSettings } from "./settings";

const PROPERTIES_GUIDE =
  "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-softwaresettings.html";

const SECRETS_GUIDE =
  "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.secrets.env-vars.html";

/** Beanstalk takes more characters than these, which no shell takes in a variable's name. */
export const PROPERTY_NAME: TextRule = {
  matches: /^[A-Za-z_]\w{0,127}$/,
  must: "must have names of 1 to 128 letters, digits and underscores, with no digit in front",
  remedy: "Rename the property.",
};

/**
 * The ARN is also what the instances' role may read: without wildcards, and for a secret with the six
 * characters that Secrets Manager puts behind its name, or IAM would not find it.
 */
export const SECRET_ARN: TextRule = {
  matches:
    /^arn:[\w-]+:(secretsmanager:[\w-]+:\d{12}:secret:[\w/+=.@-]+-[A-Za-z0-9]{6}(:[^\s:*?]+)?|ssm:[\w-]+:\d{12}:parameter\/[\w./-]+)$/,
  must:
    "must be the whole ARN of a Secrets Manager secret, with its six characters at the end and at " +
    "most one key behind a colon, or of a Parameter Store parameter",
  remedy: "Store the secret in one of these and copy its ARN.",
};

export const KMS_KEY_ARN: TextRule = {
  matches: /^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+$/,
  must: "must be the ARN of a KMS key",
  remedy: "Use the key's own ARN; IAM knows no aliases here.",
};

/** The most that all properties together may take, each as `name=value`. */
const MAX_PROPERTIES_BYTES = 4096;

const rule = rulesOn<BeanstalkAppSettings>();

export const ENVIRONMENT_PROPERTY_RULES = [
  rule({
    id: "environment-properties-size",
    source: PROPERTIES_GUIDE,
    of: ({ environmentVariables }) => [
      { path: "environmentVariables", value: countBytes(environmentVariables) },
    ],
    holds: (bytes) => bytes <= MAX_PROPERTIES_BYTES,
    must: `must have at most ${MAX_PROPERTIES_BYTES} bytes, each property counted as name=value`,
    remedy: "Keep long values in Secrets Manager or Parameter Store, and name them in secrets.",
  }),
  rule({
    id: "secret-or-variable",
    source: SECRETS_GUIDE,
    of: ({ secrets }) =>
      Object.keys(secrets).map((name) => ({
        path: `secrets.${name}`,
        value: name,
        shown: undefined,
      })),
    holds: (name, { environmentVariables }) => !Object.hasOwn(environmentVariables, name),
    must: "must not be in environmentVariables too",
    remedy: "Keep it in one of the two.",
  }),
  rule({
    id: "kms-keys-without-use",
    source:
      "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.secrets.IAM-permissions.html",
    of: ({ secrets, secretsKmsKeyArns, roles }) =>
      secretsKmsKeyArns.length === 0
        ? []
        : [{ path: "secretsKmsKeyArns", value: { secrets, roles }, shown: undefined }],
    holds: ({ secrets, roles }) =>
      Object.keys(secrets).length > 0 && roles.instanceProfileName === undefined,
    must: "must come with secrets, and without roles.instanceProfileName, whose role is left as it is",
    remedy: "Leave it out; an existing role gets the right to decrypt where it is made.",
  }),
];

/** What is not known yet counts as empty. */
function countBytes(properties: BeanstalkAppSettings["environmentVariables"]): number {
  return Object.entries(properties)
    .map(([name, value]) => Buffer.byteLength(`${name}=${isPlain(value) ? value : ""}`))
    .reduce((sum, bytes) => sum + bytes, 0);
}

export function buildEnvironmentProperties({
  environmentVariables,
  secrets,
}: BeanstalkAppSettings): OptionSetting[] {
  return [
    ...optionsIn("aws:elasticbeanstalk:application:environment", environmentVariables),
    ...optionsIn("aws:elasticbeanstalk:application:environmentsecrets", secrets),
  ];
}
