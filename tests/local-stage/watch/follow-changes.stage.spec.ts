import { expect } from "chai";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { request } from "undici";
import { copyFiles } from "../../support/copy-files";
import { writeFiles } from "../../support/temporary-directory";
import { PROJECT, startScript, type RunningScript } from "../run-script";

const SOURCES = [
  ...["components", "edge-simulator", "local-stage", "stacks", "index.ts"],
  ...["package.json", "tsconfig.json", "Pulumi.yaml", "Pulumi.dev.yaml", "origin-app"],
];

interface Addresses {
  origin: { url: string };
  edge: { url: string };
}

/** A copy of the project's sources, and `npm start` in it. */
class CopiedProject {
  readonly directory = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "watch-")));
  private script: RunningScript | undefined;
  private seenLength = 0;
  directUrl = "";
  edgeUrl = "";

  constructor() {
    copyFiles(SOURCES, PROJECT, this.directory);
    fs.symlinkSync(path.join(PROJECT, "node_modules"), path.join(this.directory, "node_modules"));
  }

  edit(name: string, from: string, to: string): void {
    const file = path.join(this.directory, name);
    const text = fs.readFileSync(file, "utf8");
    expect(text).to.contain(from);
    fs.writeFileSync(file, text.replace(from, to));
  }

  async start(...args: string[]): Promise<void> {
    // With a distance to the origin, requests are on their way when the app is replaced.
    const distance = ["--viewer-to-edge-ms", "0", "--edge-to-origin-ms", "20"];
    const all = ["--json", ...distance, ...args];
    this.script = startScript("start", all, process.env, this.directory);
    const { ended, firstLine } = this.script;
    const line = await Promise.race([firstLine, ended.then(({ stderr }) => stderr)]);
    const { origin, edge } = JSON.parse(line) as Addresses;
    this.directUrl = origin.url;
    this.edgeUrl = edge.url;
    await this.said("changes of the sources are followed");
  }

  /** Waits for a text that wasn't said when this was last called; returns all that came since. */
  async said(text: string): Promise<string> {
    const { script } = this;
    if (script === undefined) {
      throw new Error("It hasn't been started.");
    }
    const before = script.told().slice(0, this.seenLength);
    await script.said(text, before.length);
    const told = script.told();
    this.seenLength = told.length;
    return told.slice(before.length);
  }

  async end(): Promise<void> {
    this.script?.interrupt();
    const ended = await this.script?.ended;
    fs.rmSync(this.directory, { recursive: true });
    expect(ended?.exitCode).to.equal(0);
  }
}
describe("npm start, while its program changes", function () {
  this.timeout(60_000);
  let project: CopiedProject;
  let origin: Server;

  before(async () => {
    project = new CopiedProject();
    origin = createServer((_request, response) => response.end("ok"));
    await once(origin.listen(0, "127.0.0.1"), "listening");
    const url = `http://127.0.0.1:${(origin.address() as AddressInfo).port}`;
    await project.start("--origin", url, "--path", "/");
  });

  after(async () => {
    await project.end();
    origin.close();
  });

  const ask = async (): Promise<string> => {
    const { headers, body } = await request(`${project.edgeUrl}/page`);
    await body.dump();
    return String(headers["x-cache"]);
  };

  it("serves what a saved change of a stage asks for, and prints the behavior", async () => {
    await ask();
    expect(await ask()).to.equal("Hit from cloudfront");
    const policy = "defaultBehavior: { cachePolicy: ManagedCachePolicy";
    project.edit("stacks/dev.ts", `${policy}.CachingOptimized`, `${policy}.CachingDisabled`);
    const told = await project.said("cachePolicyId: CachingOptimized → CachingDisabled");
    expect(told).to.contain("stacks/dev.ts has changed.");
    expect(told).to.contain("~ behavior Default (*) of ");
    expect(await ask()).to.equal("Miss from cloudfront");
    expect(await ask()).to.equal("Miss from cloudfront");
  });

  it("keeps the last good stage where the change is a mistake, and says what is wrong", async () => {
    project.edit("stacks/dev.ts", "retainedVersions: 0", "retainedVersions: nonsense");
    const told = await project.said("The stage goes on as it was.");
    expect(told).to.contain("nonsense is not defined");
    expect(await ask()).to.equal("Miss from cloudfront");
    project.edit("stacks/dev.ts", "retainedVersions: nonsense", "retainedVersions: 0");
    await project.said("That changes nothing about the stage.");
  });
});

/** Greets, and ends at once when it is told to end, whatever it has begun. */
const GREETING_APP = `
import http.server, os

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = b"GREETING"
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *_):
        pass

address = ("127.0.0.1", int(os.environ["PORT"]))
http.server.ThreadingHTTPServer(address, Handler).serve_forever()
`;
const PROCFILE = "web: exec python app.py\n";
const GOOD = "self.send_response(200)";
const BAD = "self.send_response(200";

describe("npm start, while its app changes", function () {
  this.timeout(60_000);
  let project: CopiedProject;
  let viewer: Viewer;

  before(async () => {
    project = new CopiedProject();
    writeFiles(project.directory, {
      "one/.ebignore": ".venv/\n",
      "one/Procfile": PROCFILE,
      "one/app.py": GREETING_APP.replace("GREETING", "one"),
      "two/.ebignore": ".venv/\n",
      "two/Procfile": PROCFILE,
      "two/app.py": GREETING_APP.replace("GREETING", "two").replace(GOOD, BAD),
    });
    project.edit("stacks/stage.ts", '"origin-app"', '"one"');
    await project.start("--path", "/api/a");
  });

  after(() => project.end());

  beforeEach(() => {
    viewer = new Viewer(project);
  });

  afterEach(async () => {
    expect(await viewer.leave()).to.deep.equal(["200"]);
  });

  it("serves the changed app", async () => {
    expect(await viewer.ask()).to.equal("one");
    project.edit("one/app.py", '"one"', '"uno"');
    expect(await project.said("The origin app runs anew.")).to.contain("one/app.py has changed.");
    expect(await viewer.ask()).to.equal("uno");
  });

  it("keeps the last good app where the change is a mistake, and says what is wrong", async () => {
    project.edit("one/app.py", GOOD, BAD);
    const told = await project.said("The stage goes on as it was.");
    expect(told).to.contain("before it answered its health check");
    expect(told).to.contain("SyntaxError");
    expect(await viewer.ask()).to.equal("uno");
    project.edit("one/app.py", BAD, GOOD);
    await project.said("The origin app runs anew.");
    expect(await viewer.ask()).to.equal("uno");
  });

  it("serves another app's folder once it runs, and watches that one from then on", async () => {
    project.edit("stacks/stage.ts", '"one"', '"two"');
    const told = await project.said("The stage goes on as it was.");
    expect(told).to.contain("stacks/stage.ts has changed.").and.to.contain("SyntaxError");
    expect(await viewer.ask()).to.equal("uno");
    project.edit("two/app.py", BAD, GOOD);
    await project.said("cdn-fronted-beanstalk (dev): ");
    expect(await viewer.ask()).to.equal("two");
    project.edit("one/app.py", '"uno"', '"one"');
    project.edit("two/app.py", '"two"', '"dos"');
    const later = await project.said("The origin app runs anew.");
    expect(later).to.contain("two/app.py has changed.").and.not.to.contain("one/app.py");
    expect(await viewer.ask()).to.equal("dos");
  });
});

/** Asks again and again on both routes, as long as it is there. The edge alone tries twice. */
class Viewer {
  private readonly statuses = new Set<string>();
  private isThere = true;
  private readonly asking: Promise<unknown>;

  constructor(private readonly routes: Pick<CopiedProject, "directUrl" | "edgeUrl">) {
    const { directUrl, edgeUrl } = routes;
    this.asking = Promise.all([this.askAgain(directUrl), this.askAgain(edgeUrl)]);
  }

  async ask(url = this.routes.edgeUrl): Promise<string> {
    const { statusCode, body } = await request(`${url}/api/a`);
    this.statuses.add(String(statusCode));
    return body.text();
  }

  /** Resolves with the statuses that it got. */
  async leave(): Promise<string[]> {
    this.isThere = false;
    await this.asking;
    return [...this.statuses];
  }

  private async askAgain(url: string): Promise<void> {
    while (this.isThere) {
      await this.ask(url).catch((error: unknown) => this.statuses.add(String(error)));
    }
  }
}
