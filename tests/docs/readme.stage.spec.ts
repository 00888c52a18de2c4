import { execFile } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as path from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { startScript } from "../local-stage/run-script";
import { PROJECT } from "./read-walkthrough";

const run = promisify(execFile);
const README = fs.readFileSync(path.join(PROJECT, "README.md"), "utf8");

/** What each of the README's commands that end by themselves prints; another checkout is this. */
const COMMANDS: [command: string, prints: string][] = [
  [
    'npm run explain -- --stack prod "GET /static/a.js?v=1" -H "Cookie: id=1"',
    "Not in it: the query string, the cookies.",
  ],
  ["npm run plan -- --stack dev", "CdnFrontedBeanstalkApp  web"],
  ["npm run plan -- --compare dev prod", "PriceClass_All"],
  ["npm run plan -- --stack prod --base DIR", "no changes"],
];

describe("README.md's commands", function () {
  this.timeout(60_000);

  it("are these", () => {
    const shown = [...README.matchAll(/^(npm run .+?)\s+#/gm)].map(([, command]) => command);
    expect(shown).to.deep.equal(COMMANDS.map(([command]) => command));
  });

  it("have an edge stand in front of an app", async () => {
    const [, shown = ""] = /^npm run edge -- (.+)$/m.exec(README) ?? [];
    const app = createServer((_request, response) => response.end("hello"));
    await once(app.listen(0, "127.0.0.1"), "listening");
    const { port } = app.address() as AddressInfo;
    const args = shown.replace("127.0.0.1:3000", `127.0.0.1:${port}`).split(" ");
    const script = startScript("edge", args);
    try {
      const url = /http\S+/.exec(await script.firstLine)?.[0] ?? "";
      expect(await (await fetch(url)).text()).to.equal("hello");
    } finally {
      script.interrupt();
      app.closeAllConnections();
      app.close();
    }
    expect((await script.ended).exitCode).to.equal(0);
  });

  for (const [command, prints] of COMMANDS) {
    it(command, async () => {
      const { stdout } = await run("sh", ["-c", command.replace("DIR", ".")], { cwd: PROJECT });
      expect(stdout).to.contain(prints);
    });
  }
});
