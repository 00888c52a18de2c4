import { expect } from "chai";
import { checkAws } from "../../../deployment/preflight/check-aws";
import { useTemporaryDirectory } from "../../support/temporary-directory";
import type { FakeAnswer } from "../support/fake-program";
import { writeFakeProgram } from "../support/fake-program";

const VERSION = { "--version": { stdout: "aws-cli/2.31.0 Python/3.13 Linux/6 exe/x86_64\n" } };
const IDENTITY = {
  UserId: "A",
  Account: "123456789012",
  Arn: "arn:aws:sts::123456789012:assumed-role/deploy/ci",
};
const NOT_CHECKED = "AWS credentials: warning not checked: that takes the AWS CLI";
const FROM = "install it for the invalidation after a deployment, https://aws.amazon.com/cli/.";

const ROWS: [title: string, answers: Record<string, FakeAnswer> | undefined, expected: string[]][] =
  [
    [
      "tells account and ARN",
      { ...VERSION, sts: { stdout: JSON.stringify(IDENTITY) } },
      [
        "AWS CLI: pass 2.31.0",
        "AWS credentials: pass account 123456789012, arn:aws:sts::123456789012:assumed-role/deploy/ci",
      ],
    ],
    [
      "reads a version that is printed as an error",
      {
        "--version": { stderr: "aws-cli/1.17.0 Python/2.7" },
        sts: { stdout: JSON.stringify(IDENTITY) },
      },
      [
        "AWS CLI: pass 1.17.0",
        "AWS credentials: pass account 123456789012, arn:aws:sts::123456789012:assumed-role/deploy/ci",
      ],
    ],
    [
      "fails with credentials that do not work",
      {
        ...VERSION,
        sts: {
          exitCode: 254,
          stderr:
            "\nAn error occurred (ExpiredToken) when calling the GetCallerIdentity operation: The " +
            "security token included in the request is expired\n",
        },
      },
      [
        "AWS CLI: pass 2.31.0",
        'AWS credentials: fail "aws sts get-caller-identity" failed (An error occurred (ExpiredToken) ' +
          "when calling the GetCallerIdentity operation: The security token included in the request is " +
          'expired): set AWS_PROFILE or other credentials, or run "aws configure" or "aws sso login".',
      ],
    ],
    [
      "warns where there is no AWS CLI",
      undefined,
      [`AWS CLI: warning there is no "aws" on the PATH: ${FROM}`, NOT_CHECKED],
    ],
    [
      "warns where it does not run",
      { "--version": { exitCode: 127, stderr: "pyenv: aws: command not found\n" } },
      [
        `AWS CLI: warning "aws --version" failed (pyenv: aws: command not found): ${FROM}`,
        NOT_CHECKED,
      ],
    ],
  ];

describe("checkAws", () => {
  const directory = useTemporaryDirectory();
  const options = { awsProfile: undefined, awsRegion: undefined };

  for (const [title, answers, expected] of ROWS) {
    it(title, async () => {
      const environment =
        answers === undefined
          ? { PATH: directory() }
          : writeFakeProgram(directory(), "aws", answers).environment;
      const checks = await checkAws({ ...options, directory: directory(), environment });
      const told = checks.map(({ name, verdict, detail }) => `${name}: ${verdict} ${detail}`);
      expect(told).to.deep.equal(expected);
    });
  }

  it("asks with the stack's own region and profile, and else with the environment's", async () => {
    const answers = { ...VERSION, sts: { stdout: JSON.stringify(IDENTITY) } };
    const { environment, readCalls } = writeFakeProgram(directory(), "aws", answers);
    await checkAws({ ...options, directory: directory(), environment });
    const awsRegion = "eu-central-1";
    await checkAws({ awsRegion, awsProfile: "web", directory: directory(), environment });
    const asked = ["sts", "get-caller-identity", "--output", "json"];
    expect(readCalls().filter(([command]) => command === "sts")).to.deep.equal([
      asked,
      [...asked, "--region", "eu-central-1", "--profile", "web"],
    ]);
  });
});
