import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import type { Check } from "../../deployment/check";
import { describeWith } from "../support/describe-with";
import { DeployedStacks } from "./support/deployed-stacks";
import { writeFakeProgram } from "./support/fake-program";
import { PROJECT, runCommand } from "./support/run-command";

const IDENTITY = { Account: "123456789012", Arn: "arn:aws:iam::123456789012:user/ci" };

describeWith(["pulumi"], "npm run preflight", function () {
  this.timeout(60_000);
  let stacks: DeployedStacks;
  before(async () => {
    stacks = new DeployedStacks();
    await stacks.put("dev", {});
    writeFakeProgram(stacks.binDirectory, "aws", {
      "--version": { stdout: "aws-cli/2.31.0 Python/3.13\n" },
      sts: { stdout: JSON.stringify(IDENTITY) },
    });
  });
  after(() => stacks.dispose());

  const run = (args: string[], environment: NodeJS.ProcessEnv = {}) =>
    runCommand("preflight", args, { ...stacks.environment, ...environment });

  it("passes, and changes neither the state nor the configuration", async () => {
    const readAll = () => ({
      ...stacks.readState(),
      configuration: fs.readFileSync(path.join(PROJECT, "Pulumi.dev.yaml"), "utf8"),
    });
    const before = readAll();
    const { exitCode, stdout, stderr } = await run(["--stack", "dev"]);
    expect([exitCode, stderr]).to.deep.equal([0, ""]);
    expect(stdout.replace(/ \d+\.\d+\.\d+\n| \d+ resources/g, (text) => text.replace(/\d+/g, "N")))
      .to.equal(`✓ Pulumi CLI       N.N.N
✓ stack            "dev" exists
✓ secrets          can be encrypted and decrypted
✓ last deployment  left nothing half-way
✓ stage            N resources in eu-central-1
✓ AWS CLI          N.N.N
✓ AWS credentials  account 123456789012, arn:aws:iam::123456789012:user/ci
`);
    expect(readAll()).to.deep.equal(before);
  });

  it("tells all problems at once", async () => {
    const { exitCode, stdout } = await run(["--stack", "qa"]);
    expect(exitCode).to.equal(1);
    expect(stdout.split("\n").slice(1, 5)).to.deep.equal([
      '✗ stack            There is no stack "qa": use one of dev, or create it with "pulumi stack init qa".',
      '! secrets          not checked, since "stack" failed',
      '! last deployment  not checked, since "stack" failed',
      '✗ stage            There is no stack "qa": Pulumi.qa.yaml does not exist. Use one of: dev, prod, staging.',
    ]);
  });

  it("tells a wrong passphrase, as data", async () => {
    const { exitCode, stdout } = await run(["--json"], { PULUMI_CONFIG_PASSPHRASE: "wrong" });
    const { checks, ...others } = JSON.parse(stdout) as { checks: Check[] };
    expect([exitCode, others]).to.deep.equal([1, { stack: "dev", ok: false }]);
    expect(checks.map(({ name, verdict }) => [name, verdict])).to.deep.equal([
      ["Pulumi CLI", "pass"],
      ["stack", "pass"],
      ["secrets", "fail"],
      ["last deployment", "warning"],
      ["stage", "pass"],
      ["AWS CLI", "pass"],
      ["AWS credentials", "pass"],
    ]);
    expect(checks[2]?.detail).to.match(/^The passphrase of the stack's secrets is wrong:/);
  });
});
