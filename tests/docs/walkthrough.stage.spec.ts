import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect } from "chai";
import type { RunningScript } from "../local-stage/run-script";
import { startScript } from "../local-stage/run-script";
import { listCommands, PROJECT, readSteps } from "./read-walkthrough";

const run = promisify(execFile);

const COMMANDS = [
  ...new Set(readSteps().flatMap(({ locally }) => listCommands(locally, "npm", "curl"))),
];

describe("the walkthrough's local commands", function () {
  this.timeout(120_000);

  let stage: RunningScript;
  /** What the walkthrough has its reader set. */
  let addresses: { ORIGIN: string; EDGE: string };
  before(async () => {
    stage = startScript("start", ["--json", "--viewer-to-edge-ms=1", "--edge-to-origin-ms=1"]);
    const { origin, edge } = JSON.parse(await stage.firstLine) as Record<string, { url: string }>;
    addresses = { ORIGIN: String(origin?.url), EDGE: String(edge?.url) };
  });
  after(async () => {
    stage.interrupt();
    await stage.ended;
  });

  async function runInShell(command: string): Promise<string> {
    const environment = { ...process.env, ...addresses };
    const { stdout } = await run("sh", ["-c", command], { cwd: PROJECT, env: environment });
    return stdout;
  }

  for (const command of COMMANDS.filter((shown) => shown.startsWith("curl "))) {
    it(command, async () => {
      await runInShell(command);
      const second = await runInShell(command);
      expect(second.split("\r\n")[0]).to.equal("HTTP/1.1 200 OK");
      const [, answeredBy] = /^x-cache: (.*)\r$/im.exec(second) ?? [];
      expect(answeredBy).to.equal(command.includes("$EDGE") ? "Hit from cloudfront" : undefined);
    });
  }

  for (const command of COMMANDS.filter((shown) => shown.startsWith("npm run "))) {
    it(command, async () => {
      expect(await runInShell(command)).to.contain("CdnFrontedBeanstalkApp  web");
    });
  }

  it("are these, and npm start, which serves meanwhile", () => {
    const others = COMMANDS.filter((shown) => !/^(curl|npm run) /.test(shown));
    expect(others).to.deep.equal(["npm start"]);
  });
});
