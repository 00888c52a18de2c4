import { expect } from "chai";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { sendRaw } from "../edge-simulator/support/send-raw";
import { TestStage } from "../edge-simulator/support/test-stage";
import { answerOk, RawOrigin } from "./support/raw-origin";

const kept = "HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nContent-Length: 2\r\n\r\nok";

const next = get("/next");
const long = `/${"a".repeat(8192)}`;

/** Requests after which a connection ends, and what of them goes to the origin. */
const closing: [title: string, requests: string, statuses: number[], requestLines: string[]][] = [
  ["CF-LIM-01 a URL of 8,193 bytes", get(long), [414], []],
  ["CF-LIM-01 one with a body", get(long, `Content-Length: ${next.length}`) + next, [414], []],
  ["CF-LIM-01 one behind another request", get("/a") + get(long), [200, 414], ["GET /a"]],
  ["CF-LIM-02 a head of 33 KB", get("/a", `X-A: ${"a".repeat(33_000)}`), [494], []],
  ["two lengths", get("/a", "Content-Length: 1", "Content-Length: 2"), [400], []],
  ["two hosts", get("/a", "Host: b"), [400], []],
  ["two hosts, with a body", get("/a", "Host: b", "Content-Length: 3") + "one", [400], []],
  ["two hosts behind another request", get("/a") + get("/b", "Host: b"), [200, 400], ["GET /a"]],
  ["a bad chunk", get("/a", "Transfer-Encoding: chunked") + "zz\r\n", [400], []],
];

describe("connections that end when they are used", () => {
  let origin: RawOrigin;
  let stage: TestStage;

  beforeEach(async () => {
    origin = new RawOrigin();
    stage = await TestStage.start({
      origin: { ConnectionAttempts: 1 },
      edge: { origins: { web: await origin.start() } },
    });
  });

  afterEach(async () => {
    await stage.stop();
    await origin.stop();
  });

  const closings: [title: string, close: (socket: Socket) => void][] = [
    ["closed", (socket) => socket.end()],
    ["reset", (socket) => socket.resetAndDestroy()],
  ];
  for (const [title, close] of closings) {
    it(`CF-LIM-15 a GET on one that the origin has ${title} goes by another, a POST doesn't`, async () => {
      const statuses: number[] = [];
      for (const method of ["GET", "POST"] as const) {
        await stage.send(`/before/${method}`);
        origin.answer = (socket) => {
          origin.answer = answerOk;
          close(socket);
        };
        statuses.push((await stage.send("/a", { method })).status);
      }
      expect(statuses).to.deep.equal([200, 502]);
      expect(origin.requestLines.filter((line) => line === "POST /a").length).to.equal(1);
    });
  }

  it("CF-LIM-08 a GET on a new one that the origin closes is asked as often as configured", async () => {
    origin.answer = (socket) => socket.end();
    expect((await stage.send("/a")).status).to.equal(502);
    expect(origin.requestLines).to.deep.equal(["GET /a"]);
  });

  it("a viewer that ends its side with its request gets what is stored", async () => {
    origin.answer = (socket) => socket.write(kept);
    await stage.send("/a");
    const viewer = connect(Number(new URL(stage.url).port), "127.0.0.1");
    viewer.end("GET /a HTTP/1.1\r\nHost: a\r\n\r\n");
    expect(await text(viewer)).to.match(/^HTTP\/1\.1 200 [^]*Hit from cloudfront/);
  });

  for (const [title, requests, statuses, requestLines] of closing) {
    it(`${title}: ${statuses.join(", ")}, and what is behind it isn't a request`, async () => {
      const received = await sendRaw(stage, `${requests}${next}`);
      expect(received.match(/(?<=HTTP\/1\.1 )\d+/g)?.map(Number)).to.deep.equal(statuses);
      await stage.send("/after");
      expect(origin.requestLines).to.deep.equal([...requestLines, "GET /after"]);
    });
  }

  it("CF-MTH-03 a GET with a body: 403, and the body isn't a request", async () => {
    const request = get("/a", `Content-Length: ${next.length}`);
    await sendRaw(stage, `${request}${next}${get("/b", "Connection: close")}`);
    expect(origin.requestLines).to.deep.equal(["GET /b"]);
  });
});

function get(url: string, ...fields: string[]): string {
  return [`GET ${url} HTTP/1.1`, "Host: a", ...fields, "", ""].join("\r\n");
}
