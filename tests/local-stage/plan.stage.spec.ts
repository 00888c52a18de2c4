import { expect } from "chai";
import type { RecordedStack } from "../../local-stage/recorded-stack";
import { runScript } from "./run-script";

describe("npm run plan", function () {
  this.timeout(30_000);

  it("shows the tree", async () => {
    const { exitCode, stdout } = await runScript("plan", ["--stack", "dev"]);
    expect(exitCode).to.equal(0);
    expect(stdout.split("\n")[0]).to.equal("cdn-fronted-beanstalk (dev): 17 resources");
    expect(stdout).to.contain("aws:cloudfront:Distribution  web-distribution");
  });

  it("prints nothing but the recorded stack with --json", async () => {
    const { exitCode, stdout } = await runScript("plan", ["--json"]);
    expect(exitCode).to.equal(0);
    const recorded = JSON.parse(stdout) as RecordedStack;
    expect(Object.keys(recorded)).to.deep.equal(["project", "stack", "resources", "outputs"]);
    expect(recorded.resources).to.have.length(17);
    for (const resource of recorded.resources) {
      const keys = ["type", "name", "custom", "inputs", "parent", "provider"];
      expect(Object.keys(resource)).to.deep.equal(keys);
    }
  });

  it("prints a table with --markdown", async () => {
    const { exitCode, stdout } = await runScript("plan", ["--markdown"]);
    expect(exitCode).to.equal(0);
    const title = "### `cdn-fronted-beanstalk`, stack `dev`: 17 resources";
    expect(stdout.split("\n")[0]).to.equal(title);
  });

  it("refuses a stack that there is not", async () => {
    expect(await runScript("plan", ["--stack", "nowhere"])).to.deep.equal({
      exitCode: 1,
      stdout: "",
      stderr:
        'error: There is no stack "nowhere": Pulumi.nowhere.yaml does not exist. ' +
        "Use one of: dev.\n",
    });
  });
});
