import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import type { StageDifference } from "../../local-stage/plan/compare-stages";
import type { RecordedStack } from "../../local-stage/recorded-stack";
import { copyFiles } from "../support/copy-files";
import { useTemporaryDirectory } from "../support/temporary-directory";
import { PROJECT, runScript } from "./run-script";

/** What a checkout has of the program; it has no `node_modules`, like a new worktree. */
const PROGRAM = ["components", "origin-app", "stacks", "tsconfig.json", "Pulumi.yaml"];

describe("npm run plan", function () {
  this.timeout(60_000);

  it("shows the tree", async () => {
    const { exitCode, stdout } = await runScript("plan", ["--stack", "dev"]);
    expect(exitCode).to.equal(0);
    expect(stdout.split("\n")[0]).to.equal("cdn-fronted-beanstalk (dev): 24 resources");
    expect(stdout).to.contain("aws:cloudfront:Distribution  web-distribution");
    expect(stdout).to.match(/Environment {2}web {2}\[.*ignoreChanges: solutionStackName/);
  });

  it("prints nothing but the recorded stack with --json", async () => {
    const { exitCode, stdout } = await runScript("plan", ["--json"]);
    expect(exitCode).to.equal(0);
    const recorded = JSON.parse(stdout) as RecordedStack;
    expect(Object.keys(recorded)).to.deep.equal(["project", "stack", "resources", "outputs"]);
    expect(recorded.resources).to.have.length(24);
    for (const resource of recorded.resources) {
      const keys = ["type", "name", "custom", "inputs", "parent", "provider"];
      expect(Object.keys(resource)).to.deep.equal(keys);
    }
  });

  it("prints a table with --markdown", async () => {
    const { exitCode, stdout } = await runScript("plan", ["--markdown"]);
    expect(exitCode).to.equal(0);
    const title = "### `cdn-fronted-beanstalk`, stack `dev`: 24 resources";
    expect(stdout.split("\n")[0]).to.equal(title);
  });

  it("shows what differs between two stages, one row each", async () => {
    const { exitCode, stdout } = await runScript("plan", ["--compare", "dev", "prod", "--json"]);
    expect(exitCode).to.equal(0);
    const rows = JSON.parse(stdout) as StageDifference[];
    const told = rows
      .filter(({ type }) => /Vpc|Distribution$/.test(type))
      .map(({ path: input, a, b }) => [input, a, b]);
    expect(told).to.deep.include.members([
      ["natGateways.strategy", "None", "OnePerAz"],
      ["numberOfAvailabilityZones", 2, 3],
      ["priceClass", "PriceClass_100", "PriceClass_All"],
      ["waitForDeployment", false, true],
    ]);
    expect(rows.filter(({ path: input }) => input === null)).to.have.length(3);
  });

  it("finds no difference between a stage and itself", async () => {
    const { exitCode, stdout } = await runScript("plan", ["--compare", "dev", "dev"]);
    expect({ exitCode, stdout }).to.deep.equal({
      exitCode: 0,
      stdout: "No differences between dev and dev.\n",
    });
  });

  const refusals: [string, string[], RegExp][] = [
    [
      "a stack that there is not",
      ["--stack", "nowhere"],
      /^error: There is no stack "nowhere": Pulumi\.nowhere\.yaml does not exist\. Use one of: .*dev.*\.\n$/,
    ],
    [
      "a comparison with a stack that there is not",
      ["--compare", "dev", "nowhere"],
      /^error: There is no stack "nowhere": Pulumi\.nowhere\.yaml does not exist\. Use one of: .*dev.*\.\n$/,
    ],
    [
      "a comparison of one",
      ["--compare", "dev"],
      /^error: --compare takes two stacks, got 1: dev\. Give it two names, as in: --compare dev prod\.\n$/,
    ],
    [
      "a comparison of three",
      ["--compare", "a", "b", "c"],
      /^error: --compare takes two stacks, got 3: a b c\. Give it two names/,
    ],
    [
      "a comparison with a base",
      ["--compare", "dev", "dev", "--base", "."],
      /^error: option '--compare <names\.\.\.>' cannot be used with option '--base <directory>'\n$/,
    ],
    ["a base that is nowhere", ["--base", "no/where"], /^error: --base no\/where does not exist\./],
    ["a base without a project", ["--base", "tests"], /^error: --base tests has no Pulumi\.yaml\./],
  ];
  for (const [title, args, message] of refusals) {
    it(`refuses ${title}`, async () => {
      const { exitCode, stdout, stderr } = await runScript("plan", args);
      expect([exitCode, stdout]).to.deep.equal([1, ""]);
      expect(stderr).to.match(message);
    });
  }

  describe("with --base", () => {
    const base = useTemporaryDirectory();
    beforeEach(() => {
      copyFiles(PROGRAM, PROJECT, base());
      writeBase("Pulumi.dev.yaml", "config:\n  aws:region: eu-central-1\n");
    });
    const writeBase = (file: string, content: string) =>
      fs.writeFileSync(path.join(base(), file), content);
    const run = async (...args: string[]) => {
      const { exitCode, stdout } = await runScript("plan", ["--base", base(), ...args]);
      expect(exitCode).to.equal(0);
      return stdout;
    };

    it("says in one line that nothing changes", async () => {
      expect(await run("--markdown")).to.equal("**Stack `dev`: no changes.**\n");
    });

    it("shows which inputs change, among them the app and the region", async () => {
      writeBase("Pulumi.dev.yaml", "config:\n  aws:region: eu-west-1\n");
      fs.appendFileSync(path.join(base(), "origin-app", "application.py"), "# More.\n");
      const markdown = await run("--markdown");
      expect(markdown).to.match(/^### Stack `dev`: 0 added, 0 removed, \d changed\n/);
      expect(markdown).to.contain(
        "| `providerConfig[aws:region]` | `eu-west-1` | `eu-central-1` |",
      );
      expect(markdown).to.match(/\| `source` \| .+ changed: application\.py` \|/);
    });

    it("adds everything of a new stack", async () => {
      fs.rmSync(path.join(base(), "Pulumi.dev.yaml"));
      const { isNewStack, added, ...others } = JSON.parse(await run("--json")) as {
        isNewStack: boolean;
        added: unknown[];
      };
      expect(isNewStack).to.equal(true);
      expect(added).to.have.length(24);
      expect(others).to.deep.equal({
        project: "cdn-fronted-beanstalk",
        stack: "dev",
        removed: [],
        changed: [],
        behaviors: [],
      });
    });

    it("shows the whole plan where the base fails", async () => {
      writeBase("stacks/index.ts", 'throw new Error("broken");');
      const markdown = await run("--markdown");
      expect(markdown).to.contain(
        "**The base could not be evaluated, so this is the whole plan.**",
      );
      expect(markdown).to.match(/\n```text\n[^`]*Error: broken[^`]*\n```\n\n\| Type \| Name \|/);
    });
  });
});
