import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { scripts } from "../../package.json";
import { describeOnEngine } from "../support/engine/describe-engine";
import type { EngineProject } from "../support/engine/engine-project";
import { listBlocks, readDocument } from "./read-document";

const COMMANDS = listBlocks(readDocument("deploying.md"), "sh").flatMap((block) =>
  block.trim().split("\n"),
);

/** Two versions on prod, which the guide goes back and forth between; the label of the first. */
async function deployTwoVersions(project: EngineProject): Promise<string> {
  await project.initialize("prod");
  const first = await project.upInline("prod");
  const [version] = project.account.list(VERSION);
  project.edit("origin-app/application.py", (text) => `${text}\n`);
  const second = await project.upInline("prod");
  expect([first.exitCode, second.exitCode], first.output + second.output).to.deep.equal([0, 0]);
  return version?.id ?? "";
}

const VERSION = "aws:elasticbeanstalk/applicationVersion:ApplicationVersion";

describeOnEngine("docs/deploying.md's commands", (project) => {
  let label = "";

  it("name scripts that there are", () => {
    const named = COMMANDS.flatMap((command) => /^npm run (\S+)/.exec(command)?.[1] ?? []);
    expect(named).to.deep.equal(["preflight", "smoke"]);
    expect(scripts).to.include.keys(named);
  });

  it("find two versions", async () => {
    label = await deployTwoVersions(project());
    expect(label).to.match(/^web-version-[0-9a-f]{7}$/);
  });

  for (const command of COMMANDS.filter((line) => line.startsWith("pulumi "))) {
    it(command, async () => {
      const args = command.replace("LABEL", label).split(" ").slice(1);
      const isAsked = ["up", "destroy", "rm", "unprotect"].some((word) => args.includes(word));
      const isConfig = args.includes("config");
      const run = await project().run([...args, ...(isAsked && !isConfig ? ["--yes"] : [])]);
      expect(run.exitCode, run.output).to.equal(0);
    });
  }

  it("leave the configuration of dev", () => {
    const file = path.join(project().directory, "Pulumi.dev.yaml");
    expect(fs.readFileSync(file, "utf8")).to.contain("aws:region");
  });

  it("leave of prod what stays on purpose", () => {
    const types = project()
      .account.list()
      .map(({ type }) => type.split(":").pop());
    expect(types.sort()).to.deep.equal(["Bucket", "BucketObjectv2", "BucketObjectv2"]);
  });
});
