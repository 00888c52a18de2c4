import { expect } from "chai";
import { once } from "node:events";
import { connect as connectTls } from "node:tls";
import { buffer } from "node:stream/consumers";
import {
  managedOriginRequestPolicyIds,
  type DistributionConfig,
  type RequestReport,
} from "../../../edge-simulator";
import { HeldOrigin } from "../support/held-origin";
import { Http2Viewer, receive } from "../support/http2-viewer";
import { TestStage, type StageOptions } from "../support/test-stage";

type Run = (viewer: Http2Viewer, stage: TestStage) => Promise<void>;

async function withHttp2(options: StageOptions, run: Run): Promise<void> {
  const stage = await TestStage.start({ ...options, edge: { https: true, ...options.edge } });
  const viewer = new Http2Viewer(stage.httpsUrl);
  try {
    await run(viewer, stage);
  } finally {
    viewer.session.destroy();
    await stage.stop();
  }
}

async function withHeldHttp2(
  run: (viewer: Http2Viewer, origin: HeldOrigin, stage: TestStage) => Promise<void>,
): Promise<void> {
  const origin = new HeldOrigin();
  await withHttp2({ edge: { originConnection: origin } }, (viewer, stage) =>
    run(viewer, origin, stage),
  );
}

const allViewer: StageOptions = {
  behavior: { OriginRequestPolicyId: managedOriginRequestPolicyIds.AllViewer },
};

interface RefusalRow {
  readonly title: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly status: number;
  /** Whether the edge gives up the connection. */
  readonly closes?: boolean;
}

const refusals: RefusalRow[] = [
  {
    title: "CF-LIM-01 a URL above 8,192 bytes",
    headers: { ":path": `/${"a".repeat(8192)}` },
    status: 414,
    closes: true,
  },
  {
    title: "CF-LIM-02 headers above 32,768 bytes",
    headers: { "x-a": "a".repeat(32_768) },
    status: 494,
    closes: true,
  },
  { title: "CF-MTH-03 a GET with a body of unknown length", headers: {}, body: "x", status: 403 },
  { title: "CF-MTH-09 TRACE", headers: { ":method": "TRACE" }, status: 403 },
  {
    title: "a Host that isn't the authority",
    headers: { ":authority": "a", host: "b" },
    status: 400,
    closes: true,
  },
  {
    title: "an authority with a user",
    headers: { ":authority": "a@b" },
    status: 400,
    closes: true,
  },
];

// Whether an edge of this HttpVersion takes HTTP/2, and what it tells of HTTP/3.
const versions: [DistributionConfig["HttpVersion"], string][] = [
  [undefined, "h2"],
  ["http2", "h2"],
  ["http2and3", "h2"],
  ["http1.1", "http/1.1"],
  ["http3", "http/1.1"],
];

describe("HTTP/2", () => {
  it("CF-HDR-15 CF-HDR-19 CF-KEY-09 goes on to the origin as HTTP/1.1", async () => {
    const policy = { headers: { whitelist: ["Host", "CloudFront-Viewer-Http-Version"] } };
    await withHttp2({ forward: { ...policy, cookies: "all" } }, async (viewer, stage) => {
      const { status, headers, body } = await viewer.send({
        ":authority": "www.example.com",
        ":path": "/a?b=1",
        cookie: ["c=1", "d=2"] as unknown as string,
      });
      expect([status, headers["x-cache"], body]).to.deep.equal([200, "Miss from cloudfront", "ok"]);
      const seen = stage.origin.lastSeen;
      expect(seen.headers.via).to.match(/^2\.0 [0-9a-f]{32}\.cloudfront\.net \(CloudFront\)$/);
      expect(seen.headers["cloudfront-viewer-http-version"]).to.equal("2.0");
      expect([seen.headers.host, seen.headers.cookie]).to.deep.equal([
        "www.example.com",
        "c=1; d=2",
      ]);
    });
  });

  it("CF-KEY-03 one object for HTTP/2, HTTP/1.1 with TLS, and without", async () => {
    await withHttp2({ behavior: { ViewerProtocolPolicy: "allow-all" } }, async (viewer, stage) => {
      await viewer.send();
      const again = await viewer.send();
      expect(again.headers["x-cache"]).to.equal("Hit from cloudfront");
      const plain = await stage.send("/a");
      expect([plain.result, stage.origin.seen.length]).to.deep.equal(["Hit", 1]);
      const socket = connectTls({
        port: Number(new URL(stage.httpsUrl).port),
        rejectUnauthorized: false,
      });
      socket.write("GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      expect((await buffer(socket)).toString()).to.include("x-cache: Hit from cloudfront");
    });
  });

  it("CF-MTH-06 streams a body of unknown length to the origin", async () => {
    await withHttp2({}, async (viewer, stage) => {
      const { status } = await viewer.send({ ":method": "POST" }, "a body");
      expect([status, stage.origin.lastSeen.body]).to.deep.equal([200, "a body"]);
    });
  });

  it("tells a viewer that waits to send its body", async () => {
    await withHttp2({}, async (viewer, stage) => {
      const headers = { ":method": "PUT", expect: "100-continue", "content-length": "6" };
      const stream = viewer.begin(headers, true);
      await once(stream, "continue");
      stream.end("a body");
      expect((await receive(stream)).status).to.equal(200);
      expect(stage.origin.lastSeen.body).to.equal("a body");
    });
  });

  it("CF-HDR-12 CF-RSP-04 passes on no trailers, either way, and nothing of connections", async () => {
    await withHttp2(allViewer, async (viewer, stage) => {
      stage.origin.handle((_request, response) => {
        response.writeHead(200, { trailer: "x-late", "keep-alive": "timeout=9", "x-a": "1" });
        response.write("ok");
        response.addTrailers({ "x-late": "1" });
        response.end();
      });
      const stream = viewer.session.request(
        { ":path": "/a", ":method": "POST", te: "trailers" },
        { waitForTrailers: true },
      );
      stream.on("wantTrailers", () => stream.sendTrailers({ "x-later": "1" }));
      let trailers = 0;
      stream.on("trailers", () => trailers++);
      stream.end("a body");
      const { headers } = await receive(stream);
      const names = ["trailer", "keep-alive", "connection", "transfer-encoding", "x-late"];
      expect(names.filter((name) => name in headers)).to.deep.equal([]);
      expect([headers["x-a"], trailers]).to.deep.equal(["1", 0]);
      const seen = stage.origin.lastSeen.headers;
      expect([seen.te, seen["x-later"]]).to.deep.equal([undefined, undefined]);
    });
  });

  for (const { title, headers, body, status, closes = false } of refusals) {
    it(`${title}: ${status}`, async () => {
      await withHttp2({}, async (viewer, stage) => {
        const refused = await viewer.send(headers, body);
        expect([refused.status, refused.headers["x-cache"]]).to.deep.equal([
          status,
          "Error from cloudfront",
        ]);
        expect(stage.origin.seen).to.deep.equal([]);
        if (closes) {
          await viewer.gone;
        } else {
          expect((await viewer.send()).status).to.equal(200);
        }
      });
    });
  }

  for (const [version, protocol] of versions) {
    it(`HttpVersion ${version ?? "left out"}: offers ${protocol}`, async () => {
      await withHttp2({ root: { HttpVersion: version } }, async (_viewer, stage) => {
        const port = Number(new URL(stage.httpsUrl).port);
        const ALPNProtocols = ["h2", "http/1.1"];
        const socket = connectTls({ port, rejectUnauthorized: false, ALPNProtocols });
        await once(socket, "secureConnect");
        expect(socket.alpnProtocol).to.equal(protocol);
        socket.destroy();
      });
    });
  }

  it("CF-RSP-09 tells of HTTP/3 where a distribution has it, and only there", async () => {
    const told: unknown[] = [];
    for (const HttpVersion of ["http2", "http3", "http2and3"] as const) {
      await withHttp2({ root: { HttpVersion } }, async (_viewer, stage) => {
        told.push((await stage.send("/a")).headers["alt-svc"]);
      });
    }
    const header = 'h3=":443"; ma=86400';
    expect(told).to.deep.equal([undefined, header, header]);
  });

  it("CF-STO-03 a viewer that resets its stream ends the origin's request", async () => {
    await withHeldHttp2(async (viewer, origin, stage) => {
      const stream = viewer.begin({});
      const { signal } = await origin.waitFor(1);
      const aborted = once(signal, "abort");
      stream.close(8); // CANCEL
      await aborted;
      expect(stage.edge.stats().objects).to.equal(0);
    });
  });

  it("CF-STO-02 resets the stream of a body that ends early, and goes on", async () => {
    await withHeldHttp2(async (viewer, origin) => {
      const stream = viewer.begin({});
      const response = once(stream, "response");
      const body = (await origin.waitFor(1)).respond(200, { "content-length": "10" });
      body.write("12345");
      await response;
      const closed = new Promise((resolve) => stream.once("close", resolve));
      body.end();
      await closed;
      expect(stream.rstCode).to.equal(2); // INTERNAL_ERROR
      const second = viewer.send({ ":path": "/b" });
      (await origin.waitFor(2)).respond(200, {}).end("fine");
      expect((await second).body).to.equal("fine");
    });
  });

  it("answers 500 where a header can't be written", async () => {
    await withHeldHttp2(async (viewer, origin) => {
      const refused = viewer.send();
      (await origin.waitFor(1)).respond(200, { "x-a": "日本" }).end("x");
      const { status, body } = await refused;
      expect(status).to.equal(500);
      expect(body).to.include('Invalid character in header content ["x-a"]');
    });
  });

  it("passes on several cookies, and no body to HEAD", async () => {
    await withHttp2({ forward: { cookies: "all" } }, async (viewer, stage) => {
      stage.origin.respond({ headers: { "set-cookie": ["a=1", "b=2"], "content-length": "2" } });
      const { headers, body } = await viewer.send({ ":method": "HEAD" });
      expect(headers["set-cookie"]).to.deep.equal(["a=1", "b=2"]);
      expect([headers["content-length"], body]).to.deep.equal(["2", ""]);
    });
  });

  it("tells who watches how much a viewer got", async () => {
    await withHttp2({}, async (viewer, stage) => {
      const told = new Promise<RequestReport>((resolve) => stage.edge.watch(resolve));
      stage.origin.respond({ body: "0123456789" });
      await viewer.send();
      const { bytesSent, isWhole, request } = await told;
      expect(bytesSent - 10).to.be.within(200, 600);
      expect([isWhole, request.httpVersion]).to.deep.equal([true, "2.0"]);
    });
  });
});
