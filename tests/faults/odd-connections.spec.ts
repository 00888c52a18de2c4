import { expect } from "chai";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { sendRaw } from "../edge-simulator/support/send-raw";
import { TestStage } from "../edge-simulator/support/test-stage";
import { answerOk, RawOrigin } from "./support/raw-origin";

const kept = "HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nContent-Length: 2\r\n\r\nok";

describe("connections that end when they are used", () => {
  let origin: RawOrigin;
  let stage: TestStage;

  beforeEach(async () => {
    origin = new RawOrigin();
    stage = await TestStage.start({ edge: { origins: { web: await origin.start() } } });
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
    });
  }

  it("a viewer that ends its side with its request gets what is stored", async () => {
    origin.answer = (socket) => socket.write(kept);
    await stage.send("/a");
    const viewer = connect(Number(new URL(stage.url).port), "127.0.0.1");
    viewer.end("GET /a HTTP/1.1\r\nHost: a\r\n\r\n");
    expect(await text(viewer)).to.match(/^HTTP\/1\.1 200 [^]*Hit from cloudfront/);
  });

  const limits: [title: string, request: string, status: number][] = [
    ["CF-LIM-01 a URL of 8,193 bytes", `GET /${"a".repeat(8192)} HTTP/1.1\r\nHost: a`, 414],
    ["CF-LIM-02 a head of 33 KB", `GET / HTTP/1.1\r\nHost: a\r\nX-A: ${"a".repeat(33_000)}`, 494],
  ];
  for (const [title, request, status] of limits) {
    it(`${title}: ${status}, and no answer after it`, async () => {
      const next = "GET /next HTTP/1.1\r\nHost: a\r\n\r\n";
      const received = await sendRaw(stage, `${request}\r\n\r\n${next}`);
      expect(received.match(/HTTP\/1\.1 \d+/g)).to.deep.equal([`HTTP/1.1 ${status}`]);
    });
  }
});
