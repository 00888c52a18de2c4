import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import type { SmokeCheck } from "../../deployment/smoke/smoke-check";
import { useTemporaryDirectory } from "../support/temporary-directory";
import { describeWith } from "../support/describe-with";
import { DeployedStacks } from "./support/deployed-stacks";
import { writeFakeProgram } from "./support/fake-program";
import { runCommand, startCommand } from "./support/run-command";

interface Report {
  stack: string;
  versionLabel: string;
  ok: boolean;
  checks: SmokeCheck[];
}

describeWith(["pulumi"], "npm run smoke", function () {
  this.timeout(60_000);
  const directory = useTemporaryDirectory();
  let stacks: DeployedStacks;
  let cdn: Server;
  let origin: Server;
  let answerAtCdn: RequestListener;
  const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  /** CloudFront, as far as it shows: the second request for a file is a hit. */
  const serve = (): RequestListener => {
    const kept = new Set<string>();
    return ({ url = "" }, response) => {
      response.setHeader("X-Cache", kept.has(url) ? "Hit from cloudfront" : "Miss from cloudfront");
      if (url !== "/") {
        kept.add(url);
      }
      response.end('<script src="/static/page.0a1b.js" defer></script>');
    };
  };

  before(async () => {
    cdn = createServer((request, response) => answerAtCdn(request, response)).listen(0);
    origin = createServer((_, response) => response.end("origin")).listen(0);
    await Promise.all([once(cdn, "listening"), once(origin, "listening")]);
    stacks = new DeployedStacks();
    const outputs = { cdnUrl: urlOf(cdn), originUrl: urlOf(origin), versionLabel: "0a1b2c" };
    await stacks.put("dev", { ...outputs, originProtection: "None" });
    await stacks.put("prod", { ...outputs, originProtection: "PrefixListAndSecret" });
    await stacks.put("staging", {});
  });
  beforeEach(() => {
    answerAtCdn = serve();
  });
  after(() => {
    stacks.dispose();
    for (const server of [cdn, origin]) {
      server.closeAllConnections();
      server.close();
    }
  });

  it("passes a stage that serves, caches, and is as open as it says", async () => {
    const { exitCode, stdout, stderr } = await runCommand("smoke", [], stacks.environment);
    expect([exitCode, stderr]).to.deep.equal([0, ""]);
    const width = `${urlOf(cdn)}/static/page.0a1b.js`.length;
    expect(stdout.replace(/\d+ ms/g, "N ms")).to.equal(
      [
        "Stack dev, version 0a1b2c",
        `✓ ${`${urlOf(cdn)}/`.padEnd(width)}  200, X-Cache: Miss from cloudfront, N ms`,
        `✓ ${urlOf(cdn)}/static/page.0a1b.js  200, X-Cache: Hit from cloudfront, N ms; request 2 of at most 6`,
        `✓ ${`${urlOf(origin)}/`.padEnd(width)}  200, N ms; originProtection is None`,
        "",
      ].join("\n"),
    );
  });

  it("fails an origin that is open though it should be closed, as data too", async () => {
    const args = ["--stack", "prod", "--json", "--path", "/data/1"];
    const { exitCode, stdout } = await runCommand("smoke", args, stacks.environment);
    const { checks, ...others } = JSON.parse(stdout) as Report;
    expect(exitCode).to.equal(1);
    expect(others).to.deep.equal({
      stack: "prod",
      cdnUrl: urlOf(cdn),
      originUrl: urlOf(origin),
      originProtection: "PrefixListAndSecret",
      versionLabel: "0a1b2c",
      ok: false,
    });
    const told = checks.map(({ name, verdict, status, xCache }) => [name, verdict, status, xCache]);
    expect(told).to.deep.equal([
      [`${urlOf(cdn)}/`, "pass", 200, "Miss from cloudfront"],
      [`${urlOf(cdn)}/data/1`, "pass", 200, "Hit from cloudfront"],
      [`${urlOf(origin)}/`, "fail", 200, null],
    ]);
  });

  it("waits for a distribution that is deploying", async () => {
    const ready = serve();
    answerAtCdn = (_, response) => {
      answerAtCdn = ready;
      response.writeHead(503).end();
    };
    const args = ["--wait", "60"];
    const { exitCode, stderr } = await runCommand("smoke", args, stacks.environment);
    expect(exitCode).to.equal(0);
    expect(stderr).to.match(
      /^http:\S+: 503, \d+ ms: CloudFront must answer 200; .* Again in 5 s, then for 5[45] s at most\.\n$/,
    );
  });

  it("ends at Ctrl-C", async () => {
    const asked = once(cdn, "request");
    answerAtCdn = () => undefined;
    const { interrupt, ended } = startCommand("smoke", [], stacks.environment);
    await asked;
    interrupt();
    const { exitCode, stdout, stderr } = await ended;
    expect([exitCode, stdout, stderr]).to.deep.equal([130, "", "Interrupted by SIGINT.\n"]);
  });

  const REFUSALS: [title: string, args: string[], environment: NodeJS.ProcessEnv, error: string][] =
    [
      [
        "a stack that there is not",
        ["--stack", "qa"],
        {},
        'There is no stack "qa": use one of dev, prod, staging, or create it with "pulumi stack init qa".',
      ],
      [
        "a stack that was not deployed",
        ["--stack", "staging"],
        {},
        'Stack "staging" has not the outputs of a deployed stage (cdnUrl is missing; originUrl is ' +
          "missing; originProtection is missing; versionLabel is missing): run " +
          '"pulumi up --stack staging" first.',
      ],
      [
        "a wrong passphrase",
        [],
        { PULUMI_CONFIG_PASSPHRASE: "wrong" },
        "The passphrase of the stack's secrets is wrong: set PULUMI_CONFIG_PASSPHRASE to the one with " +
          "which they were encrypted, or PULUMI_CONFIG_PASSPHRASE_FILE to a file that has it.",
      ],
      [
        "a missing passphrase",
        [],
        { PULUMI_CONFIG_PASSPHRASE: undefined },
        "The passphrase of the stack's secrets is missing: set PULUMI_CONFIG_PASSPHRASE to the one with " +
          "which they were encrypted, or PULUMI_CONFIG_PASSPHRASE_FILE to a file that has it.",
      ],
      [
        "no login",
        [],
        { PULUMI_BACKEND_URL: undefined, PULUMI_ACCESS_TOKEN: undefined },
        "The Pulumi CLI may not read the stacks' state (PULUMI_ACCESS_TOKEN must be set for login during " +
          'non-interactive CLI sessions): run "pulumi login", or set PULUMI_ACCESS_TOKEN or ' +
          "PULUMI_BACKEND_URL.",
      ],
      [
        "state that is nowhere",
        [],
        { PULUMI_BACKEND_URL: "file:///no/where" },
        "The stacks' state cannot be reached (unable to open bucket file:///no/where?no_tmp_dir=true: " +
          "stat /no/where: no such file or directory): correct PULUMI_BACKEND_URL, or run " +
          '"pulumi login" with the place where it is.',
      ],
      [
        "a path without a slash",
        ["--path", "static/page.js"],
        {},
        "option '--path <path>' argument 'static/page.js' is invalid. It must begin with one slash.",
      ],
      [
        "a wait that is no number",
        ["--wait", "long"],
        {},
        "option '--wait <seconds>' argument 'long' is invalid. It must be a whole number of seconds " +
          "from 0 to 3600.",
      ],
    ];
  for (const [title, args, environment, error] of REFUSALS) {
    it(`refuses ${title}`, async () => {
      const whole = { ...stacks.environment, ...environment };
      const { exitCode, stdout, stderr } = await runCommand("smoke", args, whole);
      expect([exitCode, stdout, stderr]).to.deep.equal([1, "", `error: ${error}\n`]);
    });
  }

  it("refuses a CLI that is too old, before it is asked anything else", async () => {
    const answers = { version: { stdout: "v3.211.0\n" } };
    const { environment, readCalls } = writeFakeProgram(directory(), "pulumi", answers);
    const { exitCode, stdout, stderr } = await runCommand("smoke", [], environment);
    expect([exitCode, stdout, stderr]).to.deep.equal([
      1,
      "",
      "error: The Pulumi CLI must be 3.212.0 or later, got 3.211.0: update it, " +
        "https://www.pulumi.com/docs/install/.\n",
    ]);
    expect(readCalls().map(([command]) => command)).to.deep.equal(["version"]);
  });
});
