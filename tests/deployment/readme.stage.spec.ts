import { execFile } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import * as path from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { describeWith } from "../support/describe-with";
import { DeployedStacks } from "./support/deployed-stacks";
import { writeFakeProgram } from "./support/fake-program";
import { PROJECT } from "./support/run-command";

const README = fs.readFileSync(path.join(PROJECT, "deployment/README.md"), "utf8");

/** Each command with what it prints, as the README has them. */
const EXAMPLES = [...README.matchAll(/```sh\n(.+?)\n```\n\n```text\n(.+?)```/gs)].map(
  ([, command = "", output = ""]) => ({ command, output }),
);

/** Text without what differs from run to run: numbers, and the width that addresses take. */
function normalize(text: string): string {
  return text.replace(/\d+( ms| resources)|\b\d+\.\d+\.\d+\n/g, "N$1\n").replace(/ +/g, " ");
}

describeWith(["pulumi"], "The commands in README.md of the deployment", function () {
  this.timeout(60_000);
  let stacks: DeployedStacks;
  let cdn: Server;
  let origin: Server;
  const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  before(async () => {
    let files = 0;
    cdn = createServer(({ url }, response) => {
      const isHit = url !== "/" && files++ > 0;
      response.setHeader("X-Cache", `${isHit ? "Hit" : "Miss"} from cloudfront`);
      response.end('<script src="/static/page.0a1b.js"></script>');
    }).listen(0);
    origin = createServer((_, response) => response.end()).listen(0);
    await Promise.all([once(cdn, "listening"), once(origin, "listening")]);
    stacks = new DeployedStacks();
    await stacks.put("dev", {
      cdnUrl: urlOf(cdn),
      originUrl: urlOf(origin),
      originProtection: "None",
      versionLabel: "0a1b2c",
    });
    const identity = { Account: "123456789012", Arn: "arn:aws:iam::123456789012:user/ci" };
    writeFakeProgram(stacks.binDirectory, "aws", {
      "--version": { stdout: "aws-cli/2.31.0 Python/3.13\n" },
      sts: { stdout: JSON.stringify(identity) },
    });
  });
  after(() => {
    stacks.dispose();
    [cdn, origin].forEach((server) => server.close());
  });

  it("are these", () => {
    expect(EXAMPLES.map(({ command }) => command)).to.deep.equal([
      "npm run preflight -- --stack dev",
      "npm run smoke -- --stack dev",
    ]);
  });

  for (const { command, output } of EXAMPLES) {
    it(`${command} prints what it shows`, async () => {
      const silent = command.replace("npm run", "npm run --silent");
      const { stdout } = await promisify(execFile)("sh", ["-c", silent], {
        cwd: PROJECT,
        env: stacks.environment,
      });
      const shown = stdout
        .replaceAll(urlOf(cdn), "https://d111111abcdef8.cloudfront.net")
        .replaceAll(urlOf(origin), "http://web.eu-central-1.elasticbeanstalk.com");
      expect(normalize(shown)).to.equal(normalize(output));
    });
  }
});
