import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { PROJECT } from "./read-walkthrough";

const run = promisify(execFile);

/** What each of the README's commands for the plan prints; another checkout is this one. */
const COMMANDS: [command: string, prints: string][] = [
  ["npm run plan -- --stack dev", "CdnFrontedBeanstalkApp  web"],
  ["npm run plan -- --compare dev prod", "PriceClass_All"],
  ["npm run plan -- --stack prod --base DIR", "no changes"],
];

describe("README.md's commands", function () {
  this.timeout(60_000);

  it("are these", () => {
    const readme = fs.readFileSync(path.join(PROJECT, "README.md"), "utf8");
    const shown = [...readme.matchAll(/^(npm run .+?)\s+#/gm)].map(([, command]) => command);
    expect(shown).to.deep.equal(COMMANDS.map(([command]) => command));
  });

  for (const [command, prints] of COMMANDS) {
    it(command, async () => {
      const { stdout } = await run("sh", ["-c", command.replace("DIR", ".")], { cwd: PROJECT });
      expect(stdout).to.contain(prints);
    });
  }
});
