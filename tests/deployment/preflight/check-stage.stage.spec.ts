import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { checkStage } from "../../../deployment/preflight/check-stage";
import { copyFiles } from "../../support/copy-files";
import { useTemporaryDirectory } from "../../support/temporary-directory";
import { PROJECT } from "../support/run-command";

/** What the evaluation needs of the project. */
const PROGRAM = ["components", "origin-app", "stacks", "tsconfig.json", "Pulumi.yaml"];

const KEY = "cdn-fronted-beanstalk";

describe("checkStage", function () {
  this.timeout(60_000);
  const project = useTemporaryDirectory();
  beforeEach(() => copyFiles(PROGRAM, PROJECT, project()));
  const run = (stage: string, config: string[]) => {
    const yaml = ["config:", ...config.map((line) => `  ${line}`), ""].join("\n");
    fs.writeFileSync(path.join(project(), `Pulumi.${stage}.yaml`), yaml);
    return checkStage({ projectDirectory: project(), stage, report: () => undefined });
  };

  it("tells region and profile for the AWS CLI", async () => {
    const { check, awsProfile, awsRegion } = await run("dev", [
      "aws:region: us-west-2",
      "aws:profile: web",
    ]);
    expect(check.verdict).to.equal("pass");
    expect(check.detail).to.match(/^\d+ resources in us-west-2$/);
    expect([awsProfile, awsRegion]).to.deep.equal(["web", "us-west-2"]);
  });

  it("tells all that is wrong with the configuration", async () => {
    const { check, awsProfile, awsRegion } = await run("dev", [
      `${KEY}:platformPolicy: sometimes`,
      `${KEY}:platformBranches: Python`,
    ]);
    expect(check.verdict).to.equal("fail");
    expect(check.detail.split("\n").slice(1, -1)).to.deep.equal([
      'Configuration of stack "dev":',
      `  - ${KEY}:platformBranches is no key of this project. Known are ${[
        "platformBranch",
        "platformPolicy",
        "solutionStackName",
        "versionLabel",
      ]
        .map((key) => `${KEY}:${key}`)
        .join(", ")}.`,
      '  - platformPolicy must be "pin" or "latest", got "sometimes".',
      '  - aws:region must be a region, such as eu-central-1, got "".',
    ]);
    expect([awsProfile, awsRegion]).to.deep.equal([undefined, undefined]);
  });

  it("tells a stack without a stage", async () => {
    const { check } = await run("qa", ["aws:region: us-west-2"]);
    expect(check.verdict).to.equal("fail");
    expect(check.detail.split("\n")[1]).to.equal(
      'There is no stage for stack "qa". Use one of dev, staging, prod, or add it to stacks/index.ts.',
    );
  });
});
