import { expect } from "chai";
import { checkPulumi } from "../../../deployment/preflight/check-pulumi";
import { useTemporaryDirectory } from "../../support/temporary-directory";
import type { FakeAnswer } from "../support/fake-program";
import { writeFakeProgram } from "../support/fake-program";

const VERSION = { version: { stdout: "v3.248.0\n" } };
const STACK = { "stack --show-name": { stdout: "dev\n" } };
const SECRETS = { "config set": {}, "stack output": { stdout: "{}" } };
const STATE = { "stack export": { stdout: '{"version":3,"deployment":{}}' } };
const WRONG = { exitCode: 1, stderr: "error: incorrect passphrase" };

const FAILED = {
  urn: "urn:pulumi:dev::web::aws:iam/role:Role::web-role",
  type: "aws:iam/role:Role",
  initErrors: ["no such policy"],
};

const ROWS: [title: string, answers: Record<string, FakeAnswer>, expected: string[]][] = [
  [
    "passes from CLI to last deployment",
    { ...VERSION, ...STACK, ...SECRETS, ...STATE },
    ["pass 3.248.0", 'pass "dev" exists', "pass can be encrypted and decrypted", "pass none yet"],
  ],
  [
    "warns of what the last deployment left",
    {
      ...VERSION,
      ...STACK,
      ...SECRETS,
      "stack export": { stdout: JSON.stringify({ deployment: { resources: [FAILED] } }) },
    },
    [
      "pass 3.248.0",
      'pass "dev" exists',
      "pass can be encrypted and decrypted",
      'warning failed half-way:\nRole "web-role": no such policy\n' +
        "  Once the reason is gone: pulumi up --stack dev",
    ],
  ],
  [
    "stops at a CLI that is too old",
    { version: { stdout: "v3.0.0\n" } },
    [
      "fail The Pulumi CLI must be 3.212.0 or later, got 3.0.0: update it, " +
        "https://www.pulumi.com/docs/install/.",
      ...Array<string>(3).fill('warning not checked, since "Pulumi CLI" failed'),
    ],
  ],
  [
    "stops at a stack that is missing",
    {
      ...VERSION,
      "stack --show-name": { exitCode: 6, stderr: "error: no stack named 'dev' found" },
      "stack ls": { stdout: "[]" },
    },
    [
      "pass 3.248.0",
      'fail There is no stack "dev", nor any other: create it with "pulumi stack init dev".',
      ...Array<string>(2).fill('warning not checked, since "stack" failed'),
    ],
  ],
  ...Object.entries({
    "the configuration": { "config set": WRONG },
    "the state": { "stack output": WRONG },
  }).map(([what, answers]): (typeof ROWS)[number] => [
    `fails with a passphrase that is wrong for ${what}`,
    { ...VERSION, ...STACK, ...SECRETS, ...answers },
    [
      "pass 3.248.0",
      'pass "dev" exists',
      "fail The passphrase of the stack's secrets is wrong: set PULUMI_CONFIG_PASSPHRASE to the one " +
        "with which they were encrypted, or PULUMI_CONFIG_PASSPHRASE_FILE to a file that has it.",
      'warning not checked, since "secrets" failed',
    ],
  ]),
];

describe("checkPulumi", () => {
  const directory = useTemporaryDirectory();

  for (const [title, answers, expected] of ROWS) {
    it(title, async () => {
      const { environment } = writeFakeProgram(directory(), "pulumi", answers);
      const checks = await checkPulumi({ projectDirectory: directory(), environment }, "dev");
      expect(checks.map(({ name }) => name)).to.deep.equal([
        "Pulumi CLI",
        "stack",
        "secrets",
        "last deployment",
      ]);
      expect(checks.map(({ verdict, detail }) => `${verdict} ${detail}`)).to.deep.equal(expected);
    });
  }
});
