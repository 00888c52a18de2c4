import * as fs from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import * as os from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { request } from "undici";
import type { RouteMeasurement } from "../../local-stage/measure";
import { runScript, startScript } from "./run-script";

interface Run {
  stack: string;
  resources: number;
  origin: { url: string };
  edge: { url: string };
  control: { url: string };
  distance: { viewerToEdgeMs: number; edgeToOriginMs: number };
  routes: RouteMeasurement[];
}

const SHORT_DISTANCE = ["--viewer-to-edge-ms", "1", "--edge-to-origin-ms", "2"];

describe("npm start", function () {
  this.timeout(120_000);

  it("measures both routes and ends with --once --json", async () => {
    const { exitCode, stdout } = await runScript("start", ["--once", "--json", ...SHORT_DISTANCE]);
    expect(exitCode).to.equal(0);
    expect(stdout.trim().split("\n")).to.have.length(1);
    const run = JSON.parse(stdout) as Run;
    expect(Object.keys(run)).to.deep.equal([
      "stack",
      "resources",
      "origin",
      "edge",
      "control",
      "distance",
      "routes",
    ]);
    expect(run.stack).to.equal("dev");
    expect(run.resources).to.equal(24);
    expect(run.distance).to.deep.equal({ viewerToEdgeMs: 1, edgeToOriginMs: 2 });
    expect(run.routes.map((route) => route.path)).to.deep.equal(["/", "/data/1", "/api/time"]);
    for (const { path: measured, direct, edge } of run.routes) {
      expect(direct.hitRatio, measured).to.equal(0);
      for (const figures of [direct, edge]) {
        expect(figures.requests, measured).to.equal(200);
        expect(figures.errors, measured).to.equal(0);
        expect(figures.p50Ms, measured).to.be.greaterThan(1);
      }
    }
    const [page, data, time] = run.routes;
    expect(page?.edge.hitRatio).to.be.greaterThan(0.9);
    expect(data?.edge.hitRatio).to.be.greaterThan(0.9);
    expect(time?.edge.hitRatio).to.equal(0);
    for (const url of [run.origin.url, run.edge.url]) {
      expect(await isServing(url), url).to.equal(false);
    }
  });

  it("serves the same bodies on both routes until Ctrl-C", async () => {
    const script = startScript("start", ["--json", ...SHORT_DISTANCE]);
    const run = JSON.parse(await script.firstLine) as Run;
    for (const measured of ["/", "/data/1", "/data/2", "/nowhere"]) {
      const direct = await request(run.origin.url + measured);
      const edge = await request(run.edge.url + measured);
      expect(edge.statusCode, measured).to.equal(direct.statusCode);
      expect(await edge.body.text(), measured).to.equal(await direct.body.text());
      expect(edge.headers["x-cache"], measured).to.match(/ from cloudfront$/);
      expect(direct.headers["x-cache"], measured).to.equal(undefined);
    }
    script.interrupt();
    const { exitCode, stderr } = await script.ended;
    expect(exitCode).to.equal(0);
    expect(stderr).to.contain("Serving until Ctrl-C; changes of the sources are followed.");
    for (const url of [run.origin.url, run.edge.url]) {
      expect(await isServing(url), url).to.equal(false);
    }
  });

  it("shows the tree, both addresses and the table", async () => {
    const origin = await serve(200);
    const args = ["--once", "--origin", addressOf(origin), "--path", "/", ...SHORT_DISTANCE];
    const { exitCode, stdout } = await runScript("start", args);
    origin.close();
    expect(exitCode).to.equal(0);
    const lines = stdout.split("\n");
    expect(lines[0]).to.equal("cdn-fronted-beanstalk (dev): 24 resources");
    expect(stdout).to.match(/^Directly to the origin: http:\/\/127\.0\.0\.1:\d+$/m);
    expect(stdout).to.match(/^Through the edge: {7}http:\/\/127\.0\.0\.1:\d+$/m);
    expect(stdout).to.contain("Distance added: viewer-edge 1 ms, edge-origin 2 ms (as given)");
  });

  it("is interrupted while it measures, and leaves nothing behind", async () => {
    const origin = await serve(200);
    const args = ["--once", "--origin", addressOf(origin), "--edge-to-origin-ms", "2000"];
    const script = startScript("start", args);
    await once(origin, "connection");
    script.interrupt();
    const { exitCode, stderr } = await script.ended;
    origin.close();
    expect(exitCode).to.equal(130);
    expect(stderr).to.contain("Interrupted by SIGINT.");
  });

  describe("refuses with one sentence and exit code 1", () => {
    let taken: Server;
    let sick: Server;
    let halfSick: Server;
    let emptyDirectory: string;
    before(async () => {
      taken = await serve(200);
      sick = await serve(500);
      halfSick = await serve(500, { "/health": 200 });
      emptyDirectory = fs.mkdtempSync(path.join(os.tmpdir(), "no-python-"));
    });
    after(() => {
      taken.close();
      sick.close();
      halfSick.close();
      fs.rmSync(emptyDirectory, { recursive: true });
    });

    const rows: [string, () => string[], RegExp][] = [
      ["an unknown stack", () => ["--stack", "qa"], /^error: There is no stack "qa"/m],
      [
        "a port that is no number",
        () => ["--edge-port", "x"],
        /--edge-port <port>.*It must be a whole number from 1 to 65535\./,
      ],
      ["an unknown option", () => ["--fast"], /unknown option '--fast'/],
      [
        "a distance that is no number",
        () => ["--viewer-to-edge-ms", "far"],
        /argument 'far' is invalid\. It must be a number of milliseconds\./,
      ],
      [
        "a distance that is too long",
        () => ["--edge-to-origin-ms", "2001"],
        /^error: --edge-to-origin-ms must be a whole number of milliseconds from 0 to 2000, got 2001/m,
      ],
      [
        "one port for two things",
        () => ["--edge-port", "9000", "--origin-port", "9000"],
        /^error: --origin-port, --edge-port and --control-port must differ\./m,
      ],
      [
        "an edge port in use",
        () => ["--origin", addressOf(taken), "--edge-port", portOf(taken)],
        /^error: --edge-port must be a port that is free on 127\.0\.0\.1/m,
      ],
      [
        "an origin port in use",
        () => ["--origin", addressOf(taken), "--origin-port", portOf(taken)],
        /^error: --origin-port must be a port that is free on 127\.0\.0\.1/m,
      ],
      [
        "an origin that answers 500",
        () => ["--origin", addressOf(sick)],
        /^error: --origin http:\/\/127\.0\.0\.1:\d+ is not healthy: .* answers 500\./m,
      ],
      [
        "an origin whose paths answer 500",
        () => ["--origin", addressOf(halfSick)],
        /^error: GET \/ on the direct route fails every time \(500\)\./m,
      ],
      [
        "an origin that nobody serves",
        () => ["--origin", "http://127.0.0.1:1"],
        /^error: --origin http:\/\/127\.0\.0\.1:1 can't be reached/m,
      ],
    ];
    for (const [title, args, message] of rows) {
      it(title, async () => {
        const { exitCode, stdout, stderr } = await runScript("start", [
          "--once",
          "--json",
          ...args(),
        ]);
        expect(stderr).to.match(message);
        expect(stderr).not.to.match(/^\s+at /m);
        expect({ exitCode, stdout }).to.deep.equal({ exitCode: 1, stdout: "" });
      });
    }

    it("a machine without Python", async () => {
      const environment = { ...process.env, PATH: emptyDirectory };
      const { exitCode, stderr } = await runScript("start", ["--once"], environment);
      expect(stderr).to.match(/^error: .*Python 3\.10/m);
      expect(exitCode).to.equal(1);
    });
  });
});

/** An origin that answers everything alike, but for some paths. */
async function serve(status: number, others: Record<string, number> = {}): Promise<Server> {
  const server = createServer(({ url = "" }, response) =>
    response.writeHead(others[url] ?? status).end("ok"),
  );
  await once(server.listen(0, "127.0.0.1"), "listening");
  return server;
}

function portOf(server: Server): string {
  return String((server.address() as AddressInfo).port);
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${portOf(server)}`;
}

async function isServing(url: string): Promise<boolean> {
  return request(url, { reset: true }).then(
    ({ body }) => body.dump().then(() => true),
    () => false,
  );
}
