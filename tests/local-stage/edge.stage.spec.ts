import * as fs from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { expect } from "chai";
import { Agent, request } from "undici";
import type { Explanation } from "../../edge-simulator";
import { CdnDistribution } from "../../components";
import { recordComponent } from "../support/record-component";
import { useTemporaryDirectory } from "../support/temporary-directory";
import { runScript, startScript } from "./run-script";

interface Urls {
  url: string;
  httpsUrl?: string;
  controlUrl: string;
}

describe("npm run edge", function () {
  this.timeout(60_000);
  const directory = useTemporaryDirectory();
  let app: Server;
  let appUrl: string;
  before(async () => {
    app = createServer((_request, response) => {
      response.setHeader("Cache-Control", "public, max-age=60").end("hello");
    });
    await once(app.listen(0, "127.0.0.1"), "listening");
    appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
  });
  after(() => {
    app.closeAllConnections();
    app.close();
  });

  it("stands in front of an app until Ctrl-C, and logs every request", async () => {
    const log = `${directory()}/edge.log`;
    const script = startScript("edge", ["--origin", appUrl, "--json", "--log", log]);
    const { url, controlUrl } = JSON.parse(await script.firstLine) as Urls;
    expect(await listResults(url, ["/a", "/a", "/a?b"])).to.deep.equal([
      ...["Miss from cloudfront", "Hit from cloudfront", "Miss from cloudfront"],
    ]);
    const api = await request(`${controlUrl}/2020-05-31/distribution/ELOCALSTAGE00/invalidation`);
    expect(api.statusCode).to.equal(200);
    await api.body.dump();
    script.interrupt();
    const { exitCode, stdout, stderr } = await script.ended;
    expect({ exitCode, stderr }).to.deep.equal({ exitCode: 0, stderr: "" });
    expect(stdout.trim().split("\n")).to.have.length(1);
    const lines = fs.readFileSync(log, "utf8").trimEnd().split("\n").slice(2);
    expect(lines.map((line) => line.split("\t")[13])).to.deep.equal(["Miss", "Hit", "Miss"]);
  });

  it("speaks HTTP/2 and HTTP/1.1 over TLS, and redirects from the port without", async () => {
    const script = startScript("edge", ["--origin", appUrl, "--json", "--https"]);
    const { url, httpsUrl = "" } = JSON.parse(await script.firstLine) as Urls;
    const redirect = await request(`${url}/a?b`);
    await redirect.body.dump();
    expect([redirect.statusCode, redirect.headers["location"]]).to.deep.equal([
      301,
      `${httpsUrl}/a?b`,
    ]);
    const results: unknown[] = [];
    for (const allowH2 of [true, false]) {
      const agent = new Agent({ allowH2, connect: { rejectUnauthorized: false } });
      const answer = await request(`${httpsUrl}/a`, { dispatcher: agent });
      results.push(answer.headers["x-cache"], await answer.body.text());
      await agent.close();
    }
    expect(results).to.deep.equal([
      "Miss from cloudfront",
      "hello",
      "Hit from cloudfront",
      "hello",
    ]);
    script.interrupt();
    expect((await script.ended).exitCode).to.equal(0);
  });

  it("tells of each request, and why it was answered so", async () => {
    const args = ["--origin", appUrl, "--cache-policy", "CachingDisabled"];
    const script = startScript("edge", args);
    const url = /http\S+/.exec(await script.firstLine)?.[0] ?? "";
    await listResults(url, ["/a?b"]);
    script.interrupt();
    const { exitCode, stdout, stderr } = await script.ended;
    expect(exitCode).to.equal(0);
    expect(stdout).to.match(/^Edge: .*\nInspector: .*\nServing until Ctrl-C\.\n$/);
    expect(stderr).to.match(
      /^200 \d+ ms GET \/a\?b - Miss: the cache policy disables caching\.\n$/,
    );
  });

  it("follows a recorded stage, whose origin is somewhere else", async () => {
    const stage = `${directory()}/prod.json`;
    const { stdout } = await runScript("plan", ["--stack", "prod", "--json"]);
    fs.writeFileSync(stage, stdout);
    const override = `origin=${appUrl}`;
    const args = ["--stage", stage, "--origin-override", override, "--json", "--quiet"];
    const script = startScript("edge", args);
    const { url } = JSON.parse(await script.firstLine) as Urls;
    expect(await listResults(url, ["/static/a", "/static/a", "/api/a", "/api/a"])).to.deep.equal([
      ...["Miss from cloudfront", "Hit from cloudfront"],
      ...["Miss from cloudfront", "Miss from cloudfront"],
    ]);
    script.interrupt();
    const { exitCode, stderr } = await script.ended;
    expect(exitCode).to.equal(0);
    expect(stderr).to.contain("The stage's secrets are masked");
    const explained = await runScript("explain", ["--stage", stage, "/static/a", "--json"]);
    const { behavior } = JSON.parse(explained.stdout) as { behavior: { pathPattern: string } };
    expect(behavior.pathPattern).to.equal("/static/*");
  });

  const refusals: [title: string, args: () => string[], message: RegExp][] = [
    [
      "a port in use",
      () => ["--origin", appUrl, "--port", String((app.address() as AddressInfo).port)],
      /^error: --port must be a port that is free on 127\.0\.0\.1, got \d+ \(.*EADDRINUSE/,
    ],
    [
      "a log that can't be written",
      () => ["--origin", appUrl, "--log", `${directory()}/none/edge.log`],
      /^error: --log must be a file that can be written, got .*ENOENT/,
    ],
    ["all mistakes at once", () => ["--port", "x"], /^error: 2 mistakes:\n {2}- .*\n {2}- .*\n$/],
  ];
  for (const [title, args, message] of refusals) {
    it(`refuses ${title} with exit code 1`, async () => {
      const { exitCode, stdout, stderr } = await runScript("edge", [...args(), "--json"]);
      expect({ exitCode, stdout }).to.deep.equal({ exitCode: 1, stdout: "" });
      expect(stderr).to.match(message);
      expect(stderr).not.to.match(/^\s+at /m);
    });
  }
});

describe("npm run explain", function () {
  this.timeout(60_000);

  const directory = useTemporaryDirectory();

  it("says what becomes of a request to a stack, without its secrets", async () => {
    const { exitCode, stdout } = await runScript("explain", [
      ...["--stack", "prod", "GET /search?q=a", "-H", "Cookie: id=1", "-H", "X-A: 1"],
      ...["--response-header", "Cache-Control: max-age=60"],
    ]);
    expect(exitCode).to.equal(0);
    expect(stdout).to.contain("Cache key   GET /search?q=a\n");
    expect(stdout).to.contain("            cookies: id=1\n");
    expect(stdout).to.contain("            x-origin-secret: [secret]\n");
    expect(stdout).to.contain("Kept        Fresh for 60 s: the origin's max-age decides.\n");
  });

  it("runs a stage's function, and says what it did", async () => {
    const code = `function handler(event) {
      event.request.uri += 'index.html';
      return event.request;
    }`;
    const args = {
      originDomainName: "app.example.com",
      functions: { index: { code } },
      caching: { defaultBehavior: { viewerRequestFunction: "index" } },
    };
    const { stack } = await recordComponent(() => void new CdnDistribution("cdn", args));
    const stage = `${directory()}/stage.json`;
    fs.writeFileSync(stage, JSON.stringify({ ...stack, madeUp: undefined }));
    const { exitCode, stdout, stderr } = await runScript("explain", ["GET /", "--stage", stage]);
    expect({ exitCode, stderr }).to.deep.equal({ exitCode: 0, stderr: "" });
    expect(stdout).to.contain("on the viewer-request.\n            It makes the path /index.html.");
    expect(stdout).to.contain("Cache key   GET /index.html\n");
    const told = await runScript("explain", ["GET /", "--stage", stage, "--json"]);
    const { functions } = JSON.parse(told.stdout) as Explanation;
    expect(functions.map(({ result }) => result)).to.deep.equal(["request"]);
  });

  it("names all mistakes at once", async () => {
    const args = ["GET", "-H", "x", "--response-header", "y", "--response-status", "99"];
    const { exitCode, stdout, stderr } = await runScript("explain", args);
    expect({ exitCode, stdout }).to.deep.equal({ exitCode: 1, stdout: "" });
    expect(stderr).to.contain('error: 4 mistakes:\n  - --header must be a header, got "x".');
  });
});

/** The X-Cache of these paths, one after the other. */
async function listResults(url: string, paths: string[]): Promise<unknown[]> {
  const results: unknown[] = [];
  for (const path of paths) {
    const { headers, body } = await request(url + path);
    await body.dump();
    results.push(headers["x-cache"]);
  }
  return results;
}
