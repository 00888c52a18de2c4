import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { beanstalkArguments, listOptionChanges } from "./beanstalk-arguments";

const SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:token-AbCdEf";
/** Without the characters that Secrets Manager puts behind the name. */
const BARE = SECRET.replace("-AbCdEf", "");
const PARAMETER = "arn:aws:ssm:eu-central-1:123456789012:parameter/token";
const KEY = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab";

const sayName = (group: string, got: string) =>
  `${group} must have names of 1 to 128 letters, digits and underscores, with no digit in front, ` +
  `got "${got}". Rename the property.`;
const saySecret = (name: string) =>
  `secrets.${name} must be the whole ARN of a Secrets Manager secret, with its six characters at the ` +
  "end and at most one key behind a colon, or of a Parameter Store parameter. " +
  "Store the secret in one of these and copy its ARN.";
const saySize = (bytes: number) =>
  "environmentVariables must have at most 4096 bytes, each property counted as name=value, " +
  `got ${bytes}. Keep long values in Secrets Manager or Parameter Store, and name them in secrets.`;
const sayKey = (got: string) =>
  `secretsKmsKeyArns[0] must be the ARN of a KMS key, got "${got}". ` +
  "Use the key's own ARN; IAM knows no aliases here.";
const KEY_WITHOUT_USE =
  "secretsKmsKeyArns must come with secrets, and without roles.instanceProfileName, whose role is " +
  "left as it is. Leave it out; an existing role gets the right to decrypt where it is made.";

describe("environment properties", () => {
  it("go into two namespaces, references apart from values", () => {
    expect(
      listOptionChanges({
        environmentVariables: { LOG_LEVEL: "info", EMPTY: "" },
        secrets: { TOKEN: SECRET, PASSWORD: `${SECRET}:password`, URL: PARAMETER },
      }),
    ).to.deep.equal([
      "aws:elasticbeanstalk:application:environment[] EMPTY=",
      "aws:elasticbeanstalk:application:environment[] LOG_LEVEL=info",
      `aws:elasticbeanstalk:application:environmentsecrets[] PASSWORD=${SECRET}:password`,
      `aws:elasticbeanstalk:application:environmentsecrets[] TOKEN=${SECRET}`,
      `aws:elasticbeanstalk:application:environmentsecrets[] URL=${PARAMETER}`,
    ]);
  });

  const longName = "N".repeat(128);
  beanstalkArguments.testErrors([
    ["the shortest name and the longest", { environmentVariables: { _: "", [longName]: "" } }, []],
    [
      "a name of 129 characters",
      { environmentVariables: { [`${longName}N`]: "" } },
      [sayName("environmentVariables", `${longName}N`)],
    ],
    ["a digit in front", { secrets: { "1A": SECRET } }, [sayName("secrets", "1A")]],
    [
      "a hyphen in a name",
      { environmentVariables: { "A-B": "" } },
      [sayName("environmentVariables", "A-B")],
    ],
    [
      "a secret's value instead of its ARN",
      { secrets: { TOKEN: "hunter2" } },
      [saySecret("TOKEN")],
    ],
    ["another service's ARN", { secrets: { A: "arn:aws:s3:::a" } }, [saySecret("A")]],
    ["every parameter of the account", { secrets: { A: `${PARAMETER}/*` } }, [saySecret("A")]],
    ["a secret's name in place of its ARN's end", { secrets: { A: BARE } }, [saySecret("A")]],
    ["a key of a JSON secret", { secrets: { A: `${SECRET}:password` } }, []],
    ["a version beside the key", { secrets: { A: `${SECRET}:password::` } }, [saySecret("A")]],
    ["no key behind the colon", { secrets: { A: `${SECRET}:` } }, [saySecret("A")]],
    ["a wildcard", { secrets: { A: `${SECRET}:*` } }, [saySecret("A")]],
    ["a secret in a folder", { secrets: { A: SECRET.replace("token", "shop/token") } }, []],
    ["a parameter in a folder", { secrets: { A: `${PARAMETER}/a.b-c_d` } }, []],
    [
      "no slash before a parameter's name",
      { secrets: { A: PARAMETER.replace("/", ":") } },
      [saySecret("A")],
    ],
    [
      "a document's ARN",
      { secrets: { A: PARAMETER.replace("parameter", "document") } },
      [saySecret("A")],
    ],
    ["a secret in another partition", { secrets: { A: PARAMETER.replace("aws", "aws-cn") } }, []],
    [
      "a secret that is a variable too",
      { environmentVariables: { A: "", B: "" }, secrets: { A: SECRET, C: SECRET } },
      ["secrets.A must not be in environmentVariables too. Keep it in one of the two."],
    ],
    // "A=" takes two bytes, "ü" two as well.
    ["4,096 bytes", { environmentVariables: { A: "x".repeat(4094) } }, []],
    ["a byte more", { environmentVariables: { A: "x".repeat(4095) } }, [saySize(4097)]],
    [
      "4,097 bytes in two",
      { environmentVariables: { A: "x".repeat(4000), B: "ü".repeat(47) } },
      [saySize(4098)],
    ],
    [
      "names alone, of values that are not known",
      {
        environmentVariables: Object.fromEntries(
          Array.from({ length: 64 }, (_, index) => [
            `${"N".repeat(62)}${10 + index}`,
            pulumi.output("x"),
          ]),
        ),
      },
      [saySize(4160)],
    ],
    ["a key for secrets", { secrets: { A: SECRET }, secretsKmsKeyArns: [KEY] }, []],
    [
      "a key's alias",
      { secrets: { A: SECRET }, secretsKmsKeyArns: [KEY.replace("key/", "alias/")] },
      [sayKey(KEY.replace("key/", "alias/"))],
    ],
    [
      "a key for every purpose",
      { secrets: { A: SECRET }, secretsKmsKeyArns: ["*"] },
      [sayKey("*")],
    ],
    ["a key without secrets", { secretsKmsKeyArns: [KEY] }, [KEY_WITHOUT_USE]],
    [
      "a key for an existing role",
      {
        secrets: { A: SECRET },
        secretsKmsKeyArns: [KEY],
        roles: { instanceProfileName: "instances" },
      },
      [KEY_WITHOUT_USE],
    ],
  ]);

  it("are shown in no message", () => {
    const environmentVariables = { A: 1 as unknown as string, B: `hunter2${"x".repeat(4096)}` };
    const messages = beanstalkArguments.sayErrors({ environmentVariables });
    expect(messages).to.deep.equal([
      "environmentVariables.A must be a text. Put it in quotation marks.",
    ]);
  });
});
