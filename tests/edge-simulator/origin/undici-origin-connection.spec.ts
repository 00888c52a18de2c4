import { expect } from "chai";
import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { OriginFailure, type OriginRequest, type OriginTarget } from "../../../edge-simulator";
import { UndiciOriginConnection } from "../../../edge-simulator/origin/undici-origin-connection";

const target: OriginTarget = {
  id: "web",
  baseUrls: { http: "", https: "" },
  domainUrls: { http: "", https: "" },
  domainName: "app.example",
  originPath: "",
  customHeaders: [],
  connectionAttempts: 1,
  connectionTimeoutMs: 1000,
  readTimeoutMs: 50,
  keepAliveTimeoutMs: 5000,
};

/** A raw server that treats every connection as a test says. */
async function listen(onConnection: (socket: Socket) => void): Promise<[Server, string]> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    onConnection(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return [server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`];
}

function ask(baseUrl: string, changes: Partial<OriginRequest> = {}): OriginRequest {
  return {
    origin: target,
    baseUrl,
    method: "GET",
    path: "/a",
    headers: { host: "app.example", "x-none": undefined },
    body: undefined,
    signal: new AbortController().signal,
    ...changes,
  };
}

function endOf(body: Readable): Promise<string> {
  return text(body).then(
    () => "whole",
    () => "broken off",
  );
}

const onRequest = (answer: string) => (socket: Socket) => {
  socket.once("data", () => socket.write(answer));
};

const failures: [title: string, onConnection: (socket: Socket) => void, kind: string][] = [
  ["CF-GW-06 CF-LIM-10 no first byte in time", () => undefined, "read-timeout"],
  ["CF-GW-01 a connection closed without a response", (socket) => socket.destroy(), "closed"],
  ["what isn't HTTP", onRequest("hello\r\n\r\n"), "invalid-response"],
  [
    "CF-STO-04 100 Continue, which undici refuses",
    onRequest("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
    "invalid-response",
  ],
  [
    "CF-LIM-03 headers above 32,768 bytes",
    onRequest(`HTTP/1.1 200 OK\r\nX-A: ${"a".repeat(33_000)}\r\n\r\n`),
    "invalid-response",
  ],
];

describe("UndiciOriginConnection", () => {
  let connection: UndiciOriginConnection;
  let server: Server | undefined;

  beforeEach(() => {
    connection = new UndiciOriginConnection();
  });

  afterEach(async () => {
    await connection.close();
    server?.close();
    server = undefined;
  });

  async function failWith(request: OriginRequest): Promise<string> {
    try {
      await connection.request(request);
    } catch (error) {
      expect(error).to.be.instanceOf(OriginFailure);
      return (error as OriginFailure).kind;
    }
    throw new Error("There was a response.");
  }

  for (const [title, onConnection, kind] of failures) {
    it(`${title}: ${kind}`, async () => {
      const [started, url] = await listen(onConnection);
      server = started;
      expect(await failWith(ask(url))).to.equal(kind);
    });
  }

  it("CF-GW-01 a refused connection: connect", async () => {
    const [started, url] = await listen(() => undefined);
    started.close();
    expect(await failWith(ask(url))).to.equal("connect");
  });

  it("CF-GW-03 a name that doesn't resolve: dns", async () => {
    expect(await failWith(ask("http://nowhere.invalid"))).to.equal("dns");
  });

  it("CF-GW-02 no TLS where https was asked for: not a response", async () => {
    const [started, url] = await listen(onRequest("HTTP/1.1 400 Bad Request\r\n\r\n"));
    server = started;
    expect(await failWith(ask(url.replace("http:", "https:")))).to.equal("tls");
  });

  it("an aborted request: aborted", async () => {
    const [started, url] = await listen(() => undefined);
    server = started;
    expect(await failWith(ask(url, { signal: AbortSignal.abort() }))).to.equal("aborted");
  });

  it("CF-HDR-19 CF-HDR-09 speaks HTTP/1.1 and sends the headers that it is given", async () => {
    let seen = "";
    const [started, url] = await listen((socket) => {
      socket.once("data", (data) => {
        seen = data.toString();
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nX-A: 1\r\n\r\none");
      });
    });
    server = started;
    const response = await connection.request(ask(url));
    expect(response.status).to.equal(200);
    expect(response.headers["x-a"]).to.equal("1");
    expect(await text(response.body)).to.equal("one");
    expect(seen.split("\r\n")).to.deep.equal([
      "GET /a HTTP/1.1",
      "host: app.example",
      "connection: keep-alive",
      "",
      "",
    ]);
  });

  it("CF-STO-02 a body without a length ends with its connection", async () => {
    const [started, url] = await listen((socket) => {
      socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\n\r\none"));
    });
    server = started;
    expect(await text((await connection.request(ask(url))).body)).to.equal("one");
  });

  it("CF-STO-02 a body without a length fails when its connection is reset", async () => {
    let socket: Socket | undefined;
    const [started, url] = await listen((accepted) => {
      socket = accepted;
      onRequest("HTTP/1.1 200 OK\r\n\r\none")(accepted);
    });
    server = started;
    const { body } = await connection.request(ask(url));
    await once(body, "readable");
    socket?.resetAndDestroy();
    expect(await endOf(body)).to.equal("broken off");
  });

  it("CF-RHP-03 says what is wrong with a request that can't be sent", async () => {
    const request = ask("http://127.0.0.1:1", { headers: { host: "a", "x-a": "日本" } });
    const failure = await connection.request(request).catch((error: unknown) => error);
    expect(failure).to.have.property("message", "invalid x-a header");
  });

  const brokenBodies: [title: string, onConnection: (socket: Socket) => void][] = [
    [
      "shorter than its length",
      onRequest("HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\none"),
    ],
    [
      "chunked and not ended",
      onRequest("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n"),
    ],
  ];
  for (const [title, onConnection] of brokenBodies) {
    it(`CF-STO-02 CF-LIM-10 a body ${title} fails`, async () => {
      const [started, url] = await listen(onConnection);
      server = started;
      const { body } = await connection.request(ask(url));
      expect(await endOf(body)).to.equal("broken off");
    });
  }
});
