import { expect } from "chai";
import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { Agent } from "undici";
import { startScript, type RunningScript } from "../local-stage/run-script";

const endsWithinMs = 5000;

/** A viewer whose response has begun. */
interface BegunResponse {
  /** The body, or `broken off`. */
  readonly ended: Promise<string>;
}

describe("Ctrl-C under load", function () {
  this.timeout(60_000);
  let app: Server;
  let appUrl: string;
  let agent: Agent;
  /** Responses that wait for the test to end them. */
  let held: ServerResponse[];

  beforeEach(async () => {
    held = [];
    app = createServer(({ url = "" }, response) => {
      response.setHeader("cache-control", "no-store");
      if (url.startsWith("/held")) {
        response.write("begun, ");
        held.push(response);
      } else {
        response.end(url);
      }
    });
    await once(app.listen(0, "127.0.0.1"), "listening");
    appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
    agent = new Agent();
  });

  afterEach(async () => {
    await agent.destroy();
    app.closeAllConnections();
    app.close();
  });

  async function begin(origin: string, path: string): Promise<BegunResponse> {
    const { body } = await agent.request({ origin, path, method: "GET" });
    return { ended: body.text().catch(() => "broken off") };
  }

  const commands: [name: "edge" | "start", args: string[], readUrl: (line: string) => string][] = [
    ["edge", ["--quiet", "--json"], (line) => (JSON.parse(line) as { url: string }).url],
    [
      "start",
      ["--json", "--path", "/", "--viewer-to-edge-ms", "5", "--edge-to-origin-ms", "5"],
      (line) => (JSON.parse(line) as { edge: { url: string } }).edge.url,
    ],
  ];
  for (const [name, args, readUrl] of commands) {
    it(`npm run ${name} lets responses under way end, takes no others, and ends with 0`, async () => {
      const script = startScript(name, ["--origin", appUrl, ...args]);
      const url = readUrl(await script.firstLine);
      const begun = await Promise.all(
        Array.from({ length: 20 }, (_, index) => begin(url, `/held/${index}`)),
      );
      const load = Promise.all(Array.from({ length: 8 }, (_, index) => ask(agent, url, index)));
      const ended = endInTime(script);
      await untilRefused(url);
      held.forEach((response) => response.end("whole"));
      const bodies = await Promise.all(begun.map((response) => response.ended));
      expect(bodies).to.deep.equal(bodies.map(() => "begun, whole"));
      expect((await load).flat()).to.deep.equal([]);
      expect(await ended).to.equal(0);
    });
  }

  it("npm run edge waits for no response that doesn't end", async () => {
    const script = startScript("edge", ["--origin", appUrl, "--quiet", "--json"]);
    const { url } = JSON.parse(await script.firstLine) as { url: string };
    const response = await begin(url, "/held");
    expect(await endInTime(script)).to.equal(0);
    expect(await response.ended).to.equal("broken off");
  });
});

/** Asks until the edge is gone; returns the answers that were wrong. */
async function ask(agent: Agent, origin: string, viewer: number): Promise<string[]> {
  const wrong: string[] = [];
  for (let index = 0; ; index++) {
    const path = `/${viewer}/${index}`;
    const response = await agent.request({ origin, path, method: "GET" }).catch(() => undefined);
    if (response === undefined) {
      return wrong;
    }
    const body = await response.body.text().catch(() => "broken off");
    if (body !== path) {
      wrong.push(`${path}: ${response.statusCode} ${body}`);
    }
  }
}

async function endInTime(script: RunningScript): Promise<number | null> {
  const startMs = performance.now();
  script.interrupt();
  const { exitCode } = await script.ended;
  expect(performance.now() - startMs).to.be.below(endsWithinMs);
  return exitCode;
}

/** Resolves once nobody listens at this address. */
async function untilRefused(url: string): Promise<void> {
  for (;;) {
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    const isOpen = await once(socket, "connect").then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (!isOpen) {
      return;
    }
  }
}
