import { expect } from "chai";
import type { StageConfig } from "../../stacks/config";
import { readStageConfig } from "../../stacks/config";
import { recordStage } from "./record-stage";

const PROJECT = "cdn-fronted-beanstalk";

async function read(config: Record<string, string>): Promise<StageConfig> {
  const found: StageConfig[] = [];
  await recordStage(() => void found.push(readStageConfig()), { config });
  return found[0] as StageConfig;
}

const qualify = (config: Record<string, string>) =>
  Object.fromEntries(Object.entries(config).map(([key, value]) => [`${PROJECT}:${key}`, value]));

const DEFAULTS: StageConfig = {
  platformBranch: "Python 3.13 running on 64bit Amazon Linux 2023",
  platformPolicy: "pin" as StageConfig["platformPolicy"],
  solutionStackName: undefined,
  versionLabel: undefined,
};
const STACK_NAME = "64bit Amazon Linux 2023 v4.7.2 running Python 3.13";

describe("readStageConfig", () => {
  const rows: [title: string, config: Record<string, string>, expected: object][] = [
    ["the defaults", {}, {}],
    ["another policy", { platformPolicy: "latest" }, { platformPolicy: "latest" }],
    [
      "another branch",
      { platformBranch: "Go 1 running on 64bit Amazon Linux 2023" },
      { platformBranch: "Go 1 running on 64bit Amazon Linux 2023" },
    ],
    ["a version", { solutionStackName: STACK_NAME }, { solutionStackName: STACK_NAME }],
    ["a kept version of the app", { versionLabel: "0a1b2c" }, { versionLabel: "0a1b2c" }],
  ];
  for (const [title, config, expected] of rows) {
    it(`reads ${title}`, async () => {
      expect(await read(qualify(config))).to.deep.equal({ ...DEFAULTS, ...expected });
    });
  }

  it("leaves the providers' configuration alone", async () => {
    expect(await read({ "aws:profile": "me", "pulumi:tags": "{}" })).to.deep.equal(DEFAULTS);
  });

  const unknown = (key: string) =>
    `${PROJECT}:${key} is no key of this project. Known are ${PROJECT}:platformBranch, ` +
    `${PROJECT}:platformPolicy, ${PROJECT}:solutionStackName, ${PROJECT}:versionLabel.`;
  const branch = (got: string) =>
    "platformBranch must be a branch's whole name, such as \"Python 3.13 running on 64bit " +
    `Amazon Linux 2023", got "${got}".`;
  const policy = (got: string) => `platformPolicy must be "pin" or "latest", got "${got}".`;

  const refused: [title: string, config: Record<string, string>, problems: string[]][] = [
    ["an unknown key", { platformBranche: "x" }, [unknown("platformBranche")]],
    ["a wrong policy", { platformPolicy: "Pin" }, [policy("Pin")]],
    ["a language as branch", { platformBranch: "Python 3.13" }, [branch("Python 3.13")]],
    ["a version as branch", { platformBranch: STACK_NAME }, [branch(STACK_NAME)]],
    [
      "everything at once",
      { a: "", b: "", platformPolicy: "", platformBranch: "" },
      [unknown("a"), unknown("b"), policy(""), branch("")],
    ],
  ];
  for (const [title, config, problems] of refused) {
    it(`refuses ${title}`, async () => {
      const error: unknown = await read(qualify(config)).catch((reason: unknown) => reason);
      expect((error as Error).message).to.equal(
        `Configuration of stack "dev":\n${problems.map((problem) => `  - ${problem}`).join("\n")}`,
      );
    });
  }

  for (const region of ["", "mars-1", "eu-central-1a", "eu-central"]) {
    it(`refuses the region "${region}"`, async () => {
      const error: unknown = await read({ "aws:region": region }).catch(
        (reason: unknown) => reason,
      );
      expect((error as Error).message).to.equal(
        'Configuration of stack "dev":\n' +
          `  - aws:region must be a region, such as eu-central-1, got "${region}".`,
      );
    });
  }

  for (const region of ["us-east-1", "us-gov-west-1", "ap-southeast-4"]) {
    it(`takes the region ${region}`, async () => {
      expect(await read({ "aws:region": region })).to.deep.equal(DEFAULTS);
    });
  }
});
