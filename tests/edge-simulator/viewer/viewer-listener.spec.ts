import { expect } from "chai";
import { once } from "node:events";
import { Agent, get, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { Agent as UndiciAgent } from "undici";
import { EdgeSimulator, type EdgeSimulatorOptions } from "../../../edge-simulator";
import { describeDistribution } from "../support/distribution";
import { HeldOrigin } from "../support/held-origin";
import { Http2Viewer, receive } from "../support/http2-viewer";
import { TestStage } from "../support/test-stage";

const withTls: Partial<EdgeSimulatorOptions> = { https: true };

async function withHeld(run: (stage: TestStage, origin: HeldOrigin) => Promise<void>) {
  const origin = new HeldOrigin();
  const edge = { originConnection: origin, https: true, viewerScheme: "https" as const };
  const stage = await TestStage.start({ edge });
  try {
    await run(stage, origin);
  } finally {
    await stage.stop();
  }
}

describe("a port with TLS", () => {
  it("CF-VPP-02 makes the other one plain http, which is redirected to it", async () => {
    const stage = await TestStage.start({ edge: withTls });
    const agent = new UndiciAgent({ connect: { rejectUnauthorized: false } });
    try {
      const { status, headers } = await stage.send("/a?b=1");
      expect([status, headers.location]).to.deep.equal([301, `${stage.httpsUrl}/a?b=1`]);
      const { host } = new URL(stage.url);
      const named = await stage.send("/a", { headers: { host: `www.example.com:80` } });
      expect(named.headers.location).to.equal(
        `https://www.example.com:${new URL(stage.httpsUrl).port}/a`,
      );
      expect(host).not.to.equal(new URL(stage.httpsUrl).host);
      const followed = await agent.request({ origin: stage.httpsUrl, path: "/a", method: "GET" });
      expect(await followed.body.text()).to.equal("ok");
    } finally {
      await agent.destroy();
      await stage.stop();
    }
  });

  it("names a port that is taken, and lets go of the other", async () => {
    const first = new EdgeSimulator({ distribution: describeDistribution() });
    const second = new EdgeSimulator({ distribution: describeDistribution(), https: true });
    const port = Number(new URL((await first.start()).url).port);
    try {
      const refused = await second.start({ port }).catch((error: unknown) => String(error));
      expect(refused).to.match(/^Error: EdgeSimulator: can't listen on 127\.0\.0\.1:\d+ /);
    } finally {
      await second.dispose();
      await first.dispose();
    }
  });

  it("ends connections that never began TLS", async () => {
    const stage = await TestStage.start({ edge: withTls });
    const socket = connect(Number(new URL(stage.httpsUrl).port), "127.0.0.1");
    await once(socket, "connect");
    const closed = once(socket, "close");
    await stage.stop();
    await closed;
  });
});

describe("draining an edge", () => {
  it("lets requests under way end, over HTTP/1.1 and HTTP/2, and takes no others", async () => {
    await withHeld(async (stage, origin) => {
      const agent = new Agent({ keepAlive: true });
      const first = get(`${stage.url}/1`, { agent });
      const started = once(first, "response") as Promise<[IncomingMessage]>;
      const body = (await origin.waitFor(1)).respond(200, {});
      body.write("a");
      const [response] = await started; // which says that the connection stays
      const second = once(get(`${stage.url}/2`, { agent: false }), "response");
      const waiting = await origin.waitFor(2);
      const viewer = new Http2Viewer(stage.httpsUrl);
      const third = receive(viewer.begin({ ":path": "/3" }));
      const http2Waiting = await origin.waitFor(3);
      const idle = connect(Number(new URL(stage.url).port), "127.0.0.1");
      await once(idle, "connect");

      const disposed = stage.edge.dispose({ drainMs: 60_000 });
      const late = connect(Number(new URL(stage.url).port), "127.0.0.1");
      expect(await once(late, "error").then(([error]) => (error as Error).message)).to.match(
        /ECONNREFUSED/,
      );
      body.end("b");
      waiting.respond(200, {}).end("c");
      http2Waiting.respond(200, {}).end("d");
      expect(await text(response)).to.equal("ab");
      const [closing] = (await second) as [IncomingMessage];
      expect([closing.headers.connection, await text(closing)]).to.deep.equal(["close", "c"]);
      expect((await third).body).to.equal("d");
      await disposed;
      await viewer.gone;
      idle.destroy();
      agent.destroy();
    });
  });

  it("ends after its time what hasn't, and at once when told again", async () => {
    for (const again of [false, true]) {
      await withHeld(async (stage, origin) => {
        const request = get(`${stage.url}/1`, { agent: false });
        const failed = once(request, "error");
        const viewer = new Http2Viewer(stage.httpsUrl);
        viewer.begin({ ":path": "/2" });
        await origin.waitFor(2);
        const disposed = stage.edge.dispose({ drainMs: again ? 60_000 : 1 });
        if (again) {
          await stage.edge.dispose();
        }
        await Promise.all([disposed, failed, viewer.gone]);
      });
    }
  });
});
