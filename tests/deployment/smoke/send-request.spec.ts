import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { sendRequest } from "../../../deployment/smoke/send-request";
import { rejectionOf } from "../support/rejection-of";

const LIMITS = { connectMs: 5_000, totalMs: 5_000 };

const LISTEN_AND_SLEEP = `
  const server = require("node:net").createServer();
  server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
    require("node:fs").writeSync(1, String(server.address().port));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });`;

describe("sendRequest", () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });
  const listen = async (listener: RequestListener): Promise<number> => {
    server = createServer(listener).listen(0, "127.0.0.1");
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  };
  const send = (url: string, limits = LIMITS, signal = new AbortController().signal) =>
    sendRequest(new URL(url), limits, signal);

  it("tells status, X-Cache, body and time", async () => {
    const port = await listen((request, response) => {
      response.setHeader("X-Cache", "Hit from cloudfront").end(`${request.method} ${request.url}`);
    });
    const exchange = await send(`http://127.0.0.1:${port}/a?b=1`);
    expect(exchange).to.have.nested.property("answer.ms").that.is.within(0, 5_000);
    expect(exchange).to.deep.nested.include({
      "answer.status": 200,
      "answer.xCache": "Hit from cloudfront",
      "answer.location": null,
      "answer.body": "GET /a?b=1",
    });
  });

  it("follows no redirect", async () => {
    const urls: string[] = [];
    const port = await listen(({ url = "" }, response) => {
      urls.push(url);
      response.writeHead(301, { Location: "/other" }).end();
    });
    const exchange = await send(`http://127.0.0.1:${port}/`);
    expect(exchange).to.deep.nested.include({
      "answer.status": 301,
      "answer.location": "/other",
      "answer.xCache": null,
    });
    expect(urls).to.deep.equal(["/"]);
  });

  it("opens a connection for each request", async () => {
    let connections = 0;
    const port = await listen((_, response) => response.end());
    server?.on("connection", () => (connections += 1));
    await send(`http://127.0.0.1:${port}/`);
    await send(`http://127.0.0.1:${port}/`);
    expect(connections).to.equal(2);
  });

  it("tells a refused connection", async () => {
    const port = await listen(() => undefined);
    server?.close();
    expect(await send(`http://127.0.0.1:${port}/`)).to.deep.equal({
      failure: { isRefusal: true, text: "connection refused" },
    });
  });

  it("tells a connection that nobody lets in", async () => {
    // Who never accepts has a queue that is soon full; then the network stays silent.
    const listener = spawn(process.execPath, ["-e", LISTEN_AND_SLEEP]);
    try {
      const [port] = (await once(listener.stdout, "data")) as [Buffer];
      const limits = { connectMs: 100, totalMs: 150 };
      const texts: string[] = [];
      while (texts.length < 20 && !texts.at(-1)?.startsWith("connection")) {
        const exchange = await send(`http://127.0.0.1:${Number(port)}/`, limits);
        texts.push("failure" in exchange ? exchange.failure.text : "answered");
      }
      expect(texts.at(-1)).to.equal("connection timed out after 0.1 s");
    } finally {
      listener.kill("SIGKILL");
    }
  });

  it("tells silence after connecting, which is no refusal", async () => {
    const port = await listen(() => undefined);
    const limits = { connectMs: 300, totalMs: 400 };
    expect(await send(`http://127.0.0.1:${port}/`, limits)).to.deep.equal({
      failure: { isRefusal: false, text: "connected, but no whole answer within 0.4 s" },
    });
  });

  it("tells a body that stops half-way", async () => {
    const port = await listen((_, response) => {
      response.writeHead(200, { "Content-Length": 10 }).write("half", () => response.destroy());
    });
    expect(await send(`http://127.0.0.1:${port}/`)).to.deep.equal({
      failure: { isRefusal: false, text: "connected, but closed without a whole answer" },
    });
  });

  it("limits a body that never ends", async () => {
    const port = await listen((_, response) => {
      response.writeHead(200).write("on and on");
    });
    const limits = { connectMs: 5_000, totalMs: 100 };
    expect(await send(`http://127.0.0.1:${port}/`, limits)).to.deep.equal({
      failure: { isRefusal: false, text: "connected, but no whole answer within 0.1 s" },
    });
  });

  it("tells a server that speaks no TLS", async () => {
    const port = await listen((_, response) => response.end());
    const exchange = await send(`https://127.0.0.1:${port}/`);
    expect(exchange).to.have.nested.property("failure.isRefusal", false);
    expect(exchange)
      .to.have.nested.property("failure.text")
      .that.matches(/^no TLS connection to 127\.0\.0\.1 \([A-Z_]+\)$/);
  });

  it("ends when interrupted", async () => {
    const controller = new AbortController();
    const port = await listen(() => controller.abort());
    const error = await rejectionOf(send(`http://127.0.0.1:${port}/`, LIMITS, controller.signal));
    expect(error?.name).to.equal("AbortError");
  });
});
