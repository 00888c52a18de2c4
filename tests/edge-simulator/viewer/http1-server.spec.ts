import { expect } from "chai";
import { once } from "node:events";
import { connect } from "node:net";
import { HeldOrigin } from "../support/held-origin";
import { sendRaw } from "../support/send-raw";
import { TestStage, type StageOptions } from "../support/test-stage";

const plainHttp: StageOptions = { edge: { viewerScheme: "http" } };

async function withStage(options: StageOptions, run: (stage: TestStage) => Promise<void>) {
  const stage = await TestStage.start(options);
  try {
    await run(stage);
  } finally {
    await stage.stop();
  }
}

interface RawRow {
  readonly title: string;
  readonly options?: StageOptions;
  readonly lines: readonly string[];
  readonly firstLine: string;
}

const refusals: RawRow[] = [
  {
    title: "CF-LIM-02 AMB-12 headers above 32,768 bytes",
    lines: ["GET / HTTP/1.1", "Host: a", `X-A: ${"a".repeat(33_000)}`],
    firstLine: "HTTP/1.1 494 Request Header Too Large",
  },
  { title: "what isn't HTTP", lines: ["hello"], firstLine: "HTTP/1.1 400 Bad Request" },
  {
    title: "CF-MTH-09 CONNECT",
    lines: ["CONNECT a:443 HTTP/1.1", "Host: a"],
    firstLine: "HTTP/1.1 403 Forbidden",
  },
  ...["FOO", "get", "PROPFIND"].map((method) => ({
    title: `CF-MTH-09 ${method}, a method of neither set`,
    lines: [`${method} / HTTP/1.1`, "Host: a", "Connection: close"],
    firstLine: "HTTP/1.1 403 Forbidden",
  })),
  ...["OPTIONS", "GET"].map((method) => ({
    title: `${method} * is about no path`,
    lines: [`${method} * HTTP/1.1`, "Host: a"],
    firstLine: "HTTP/1.1 400 Bad Request",
  })),
  {
    title: "CF-LIM-02 a URL and headers that are too long together",
    lines: [`GET /${"a".repeat(8000)} HTTP/1.1`, "Host: a", `X-A: ${"a".repeat(24_800)}`],
    firstLine: "HTTP/1.1 494 Request Header Too Large",
  },
  {
    title: "two Host lines",
    lines: ["GET / HTTP/1.1", "Host: a", "host: b"],
    firstLine: "HTTP/1.1 400 Bad Request",
  },
  {
    title: "no Host in HTTP/1.1",
    lines: ["GET / HTTP/1.1"],
    firstLine: "HTTP/1.1 400 Bad Request",
  },
  {
    title: "CF-VPP-02 no Host to redirect to",
    options: plainHttp,
    lines: ["GET / HTTP/1.0"],
    firstLine: "HTTP/1.1 403 Forbidden",
  },
];

const longestHead = ["GET /a HTTP/1.1", "Host: a", "Connection: close", "X-A: "];
const longestValue = "a".repeat(32_768 - `${longestHead.join("\r\n")}\r\n\r\n`.length);

const served: RawRow[] = [
  {
    title: "CF-HDR-02 an expectation that no origin hears of",
    lines: ["GET /a HTTP/1.1", "Host: a", "Expect: foo", "Connection: close"],
    firstLine: "HTTP/1.1 200 OK",
  },
  {
    title: "a request line with a fragment",
    lines: ["GET /a#b HTTP/1.1", "Host: a", "Connection: close"],
    firstLine: "HTTP/1.1 200 OK",
  },
  {
    title: "a request line in absolute form",
    lines: ["GET http://www.example.com/a HTTP/1.1", "Host: a", "Connection: close"],
    firstLine: "HTTP/1.1 200 OK",
  },
  {
    title: "HTTP/1.0 without a Host",
    lines: ["GET /a HTTP/1.0"],
    firstLine: "HTTP/1.1 200 OK",
  },
  {
    title: "CF-LIM-01 a URL of 8,192 bytes",
    lines: [`GET /${"a".repeat(8191)} HTTP/1.1`, "Host: a", "Connection: close"],
    firstLine: "HTTP/1.1 200 OK",
  },
  {
    title: "CF-LIM-02 request line and headers of 32,768 bytes",
    lines: [`${longestHead.join("\r\n")}${longestValue}`],
    firstLine: "HTTP/1.1 200 OK",
  },
];

const named = 'attachment; filename="日本.pdf"';

describe("http server", () => {
  for (const { title, options = {}, lines, firstLine } of refusals) {
    it(`CF-RSP-02 CF-RSP-03 ${title}: refused, with an id`, async () => {
      await withStage(options, async (stage) => {
        const received = await sendRaw(stage, `${lines.join("\r\n")}\r\n\r\n`);
        const [head = "", page = ""] = received.split("\r\n\r\n");
        expect(head.split("\r\n")[0]).to.equal(firstLine);
        expect(head).to.include("\r\nx-cache: Error from cloudfront");
        const [, id = ""] = /\r\nx-amz-cf-id: ([\w-]{54}==)/.exec(head) ?? [];
        expect(page).to.include(`Request ID: ${id}<`);
        expect(stage.origin.seen).to.deep.equal([]);
      });
    });
  }

  for (const { title, options = {}, lines, firstLine } of served) {
    it(`${title}: served`, async () => {
      await withStage(options, async (stage) => {
        const received = await sendRaw(stage, `${lines.join("\r\n")}\r\n\r\n`);
        expect(received.split("\r\n")[0]).to.equal(firstLine);
        expect(stage.origin.lastSeen.url).to.match(/^\/a+$/);
        expect(stage.origin.lastSeen.headers.expect).to.equal(undefined);
      });
    });
  }

  it("passes on the bytes of a header, also of one behind the length", async () => {
    await withStage({}, async (stage) => {
      stage.origin.handle((_request, response) => {
        response.socket?.write(
          `HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Disposition: ${named}\r\n\r\nx`,
        );
      });
      for (const result of ["Miss", "Hit"]) {
        const received = await sendRaw(
          stage,
          "GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        );
        expect(received).to.include(`x-cache: ${result} from cloudfront`);
        expect(Buffer.from(received, "latin1").toString()).to.include(named);
      }
    });
  });

  it("answers 500 where a header can't be written, and goes on", async () => {
    const origin = new HeldOrigin();
    await withStage({ edge: { originConnection: origin } }, async (stage) => {
      const refused = stage.send("/a");
      (await origin.waitFor(1)).respond(200, { "content-length": "1", "x-a": "日本" }).end("x");
      const { status, headers, body } = await refused;
      expect([status, headers.connection]).to.deep.equal([500, "close"]);
      expect(body).to.include('Invalid character in header content ["x-a"]');
      const second = stage.send("/b");
      (await origin.waitFor(2)).respond(200, {}).end("fine");
      expect((await second).body).to.equal("fine");
    });
  });

  for (const request of ["hello", "CONNECT a:443 HTTP/1.1\r\nHost: a"]) {
    it(`doesn't wait for a viewer that is refused and stays: ${request.slice(0, 7)}`, async () => {
      await withStage({}, async (stage) => {
        const port = Number(new URL(stage.url).port);
        const viewer = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
        viewer.write(`${request}\r\n\r\n`);
        await once(viewer.resume(), "end");
        await stage.edge.dispose();
        viewer.destroy();
      });
    });
  }

  it("writes no error into a response that has begun", async () => {
    const origin = new HeldOrigin();
    await withStage({ edge: { originConnection: origin } }, async (stage) => {
      const viewer = connect(Number(new URL(stage.url).port), "127.0.0.1");
      viewer.on("error", () => undefined);
      viewer.write("GET /a HTTP/1.1\r\nHost: a\r\n\r\n");
      (await origin.waitFor(1)).respond(200, { "content-length": "400" }).write("a");
      let received = "";
      viewer.on("data", (bytes) => (received += bytes.toString()));
      await once(viewer, "data");
      viewer.write("GARBAGE\r\n\r\n");
      await once(viewer, "close");
      expect(received.match(/HTTP\/1\.1 \d+/g)).to.deep.equal(["HTTP/1.1 200"]);
    });
  });
});
