import { expect } from "chai";
import { describeFailure, readLastLine } from "../../deployment/pulumi-failure";

const CONTEXT = { command: "pulumi stack output --json --stack dev", stack: "dev" };

/** What the CLI 3.248.0 said when it was made to fail, and the sentence for it. */
const ROWS: [title: string, exitCode: number, stderr: string, sentence: string][] = [
  [
    "no login",
    3,
    "error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions",
    "The Pulumi CLI may not read the stacks' state (PULUMI_ACCESS_TOKEN must be set for login during " +
      'non-interactive CLI sessions): run "pulumi login", or set PULUMI_ACCESS_TOKEN or ' +
      "PULUMI_BACKEND_URL.",
  ],
  [
    "a token that nobody knows",
    1,
    "Logging in using access token from PULUMI_ACCESS_TOKEN\n" +
      "error: Unauthorized: No credentials provided or are invalid.",
    "The Pulumi CLI may not read the stacks' state (Unauthorized: No credentials provided or are " +
      'invalid): run "pulumi login", or set PULUMI_ACCESS_TOKEN or PULUMI_BACKEND_URL.',
  ],
  [
    "a token without the right",
    1,
    "error: [403] Forbidden",
    'The Pulumi CLI may not read the stacks\' state ([403] Forbidden): run "pulumi login", or set ' +
      "PULUMI_ACCESS_TOKEN or PULUMI_BACKEND_URL.",
  ],
  [
    "a refusal in other words",
    3,
    "error: go away",
    'The Pulumi CLI may not read the stacks\' state (go away): run "pulumi login", or set ' +
      "PULUMI_ACCESS_TOKEN or PULUMI_BACKEND_URL.",
  ],
  [
    "a missing stack",
    6,
    "error: no stack named 'dev' found",
    'There is no stack "dev": use one of prod, staging, or create it with "pulumi stack init dev".',
  ],
  [
    "a missing stack, of a CLI with one exit code",
    255,
    "error: no stack named 'dev' found",
    'There is no stack "dev": use one of prod, staging, or create it with "pulumi stack init dev".',
  ],
  [
    "a missing stack in other words",
    6,
    "error: where is it",
    'There is no stack "dev": use one of prod, staging, or create it with "pulumi stack init dev".',
  ],
  [
    "a wrong passphrase for the state",
    1,
    "error: failed to decrypt: incorrect passphrase, please set PULUMI_CONFIG_PASSPHRASE to the " +
      "correct passphrase or set PULUMI_CONFIG_PASSPHRASE_FILE to a file containing the passphrase",
    "The passphrase of the stack's secrets is wrong: set PULUMI_CONFIG_PASSPHRASE to the one with " +
      "which they were encrypted, or PULUMI_CONFIG_PASSPHRASE_FILE to a file that has it.",
  ],
  [
    "a wrong passphrase for the configuration",
    1,
    "error: incorrect passphrase",
    "The passphrase of the stack's secrets is wrong: set PULUMI_CONFIG_PASSPHRASE to the one with " +
      "which they were encrypted, or PULUMI_CONFIG_PASSPHRASE_FILE to a file that has it.",
  ],
  [
    "a missing passphrase",
    1,
    "error: passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE " +
      "environment variables",
    "The passphrase of the stack's secrets is missing: set PULUMI_CONFIG_PASSPHRASE to the one with " +
      "which they were encrypted, or PULUMI_CONFIG_PASSPHRASE_FILE to a file that has it.",
  ],
  [
    "a passphrase's file that is nowhere",
    1,
    'error: constructing secrets manager of type "passphrase": constructing secrets manager: unable ' +
      "to read PULUMI_CONFIG_PASSPHRASE_FILE: open /nope: no such file or directory",
    "The passphrase of the stack's secrets is missing: set PULUMI_CONFIG_PASSPHRASE to the one with " +
      "which they were encrypted, or PULUMI_CONFIG_PASSPHRASE_FILE to a file that has it.",
  ],
  [
    "a folder of state that is nowhere",
    1,
    "error: unable to open bucket file:///nowhere?no_tmp_dir=true: stat /nowhere: no such file or " +
      "directory",
    "The stacks' state cannot be reached (unable to open bucket file:///nowhere?no_tmp_dir=true: stat " +
      '/nowhere: no such file or directory): correct PULUMI_BACKEND_URL, or run "pulumi login" with ' +
      "the place where it is.",
  ],
  [
    "a service that does not answer",
    1,
    'error: performing HTTP request: Get "https://127.0.0.1:9/api/user": dial tcp 127.0.0.1:9: ' +
      "connect: connection refused",
    'The stacks\' state cannot be reached (performing HTTP request: Get "https://127.0.0.1:9/api/user": ' +
      "dial tcp 127.0.0.1:9: connect: connection refused): correct PULUMI_BACKEND_URL, or run " +
      '"pulumi login" with the place where it is.',
  ],
  [
    "a service that fails",
    1,
    "error: [500] Internal",
    "The stacks' state cannot be reached ([500] Internal): correct PULUMI_BACKEND_URL, or run " +
      '"pulumi login" with the place where it is.',
  ],
  [
    "a bucket without a region",
    1,
    'error: read ".pulumi/meta.yaml": blob (key ".pulumi/meta.yaml") (code=Unknown): no region',
    'The stacks\' state cannot be reached (read ".pulumi/meta.yaml": blob (key ".pulumi/meta.yaml") ' +
      '(code=Unknown): no region): correct PULUMI_BACKEND_URL, or run "pulumi login" with the place ' +
      "where it is.",
  ],
  [
    "anything else",
    1,
    "warning: old\nerror: failed to load checkpoint: place 1: unexpected end of JSON input\n",
    '"pulumi stack output --json --stack dev" failed with exit code 1 (failed to load checkpoint: ' +
      "place 1: unexpected end of JSON input): run it to see all that it says.",
  ],
];

describe("describeFailure", () => {
  for (const [title, exitCode, stderr, sentence] of ROWS) {
    it(`has a sentence for ${title}`, () => {
      const knownStacks = ["prod", "staging"];
      const told = describeFailure({ exitCode, stderr }, { ...CONTEXT, knownStacks });
      expect(told).to.equal(sentence);
    });
  }

  it("says how to create the first stack", () => {
    const failure = { exitCode: 6, stderr: "error: no stack named 'dev' found" };
    expect(describeFailure(failure, { ...CONTEXT, knownStacks: [] })).to.equal(
      'There is no stack "dev", nor any other: create it with "pulumi stack init dev".',
    );
  });
});

describe("readLastLine", () => {
  it("is empty where nothing was said", () => {
    expect(readLastLine("\n \n")).to.equal("");
  });
});
