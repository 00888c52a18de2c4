import { expect } from "chai";
import { createServer, type Server, type Socket } from "node:net";
import { createServer as createSecureServer } from "node:tls";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { OriginFailure, type OriginRequest, type OriginTarget } from "../../../edge-simulator";
import { generate } from "selfsigned";
import { classifyError } from "../../../edge-simulator/origin/classify-error";
import { UndiciOriginConnection } from "../../../edge-simulator/origin/undici-origin-connection";

const target: OriginTarget = {
  id: "web",
  baseUrls: { http: "", https: "" },
  domainUrls: { http: "", https: "" },
  domainName: "app.example",
  originPath: "",
  customHeaders: [],
  connectionAttempts: 1,
  connectionTimeoutMs: 50,
  readTimeoutMs: 50,
  keepAliveTimeoutMs: 5000,
  responseCompletionTimeoutMs: undefined,
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
    "CF-STO-04 100 Continue twice",
    onRequest(`${"HTTP/1.1 100 Continue\r\n\r\n".repeat(2)}HTTP/1.1 200 OK\r\n\r\n`),
    "invalid-response",
  ],
  [
    "CF-LIM-03 headers above 32,768 bytes",
    onRequest(`HTTP/1.1 200 OK\r\nX-A: ${"a".repeat(33_000)}\r\n\r\n`),
    "header-too-big",
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

  it("CF-LIM-08 a refused connection leaves a request's body for the next attempt", async () => {
    const [started, url] = await listen(() => undefined);
    started.close();
    const body = Readable.from([Buffer.from("one")]);
    expect(await failWith(ask(url, { method: "POST", body }))).to.equal("connect");
    expect(await text(body)).to.equal("one");
  });

  it("CF-GW-03 a name that doesn't resolve: dns", async () => {
    expect(await failWith(ask("http://nowhere.invalid"))).to.equal("dns");
  });

  it("CF-GW-02 no TLS where https was asked for: not a response", async () => {
    const [started, url] = await listen(onRequest("HTTP/1.1 400 Bad Request\r\n\r\n"));
    server = started;
    expect(await failWith(ask(url.replace("http:", "https:")))).to.equal("tls");
  });

  it("CF-LIM-09 CF-GW-06 no connection in time: connect-timeout", async () => {
    const [started, url] = await listen(() => undefined); // says nothing to TLS
    server = started;
    const origin = { ...target, readTimeoutMs: 60_000 };
    const request = ask(url.replace("http:", "https:"), { origin });
    expect(await failWith(request)).to.equal("connect-timeout");
  });

  it("CF-GW-02 CF-VPP-06 a certificate that nobody has signed: tls", async () => {
    const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }]);
    const secure = createSecureServer({ key, cert }).listen(0, "127.0.0.1");
    await once(secure, "listening");
    const { port } = secure.address() as AddressInfo;
    try {
      expect(await failWith(ask(`https://localhost:${port}`))).to.equal("tls");
    } finally {
      secure.close();
    }
  });

  describe("CF-LIM-12 a response that has to be whole in time", () => {
    const origin = { ...target, readTimeoutMs: 5000, responseCompletionTimeoutMs: 50 };

    it("CF-LIM-12 CF-GW-06 none at all: completion-timeout", async () => {
      const [started, url] = await listen(() => undefined);
      server = started;
      expect(await failWith(ask(url, { origin }))).to.equal("completion-timeout");
    });

    it("CF-LIM-12 half of one: completion-timeout", async () => {
      const [started, url] = await listen(
        onRequest("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\none"),
      );
      server = started;
      const { body } = await connection.request(ask(url, { origin }));
      const failure = await text(body).catch((error: unknown) => error);
      expect(classifyError(failure)).to.equal("completion-timeout");
    });

    it("CF-LIM-12 a whole one: no timer is left", async () => {
      const [started, url] = await listen(
        onRequest("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none"),
      );
      server = started;
      const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout");
      const before = timers().length;
      const late = { ...origin, responseCompletionTimeoutMs: 60_000 };
      const { body } = await connection.request(ask(url, { origin: late }));
      expect(timers().length).to.be.above(before);
      expect(await text(body)).to.equal("one");
      await connection.close();
      expect(timers().length).to.be.at.most(before);
    });
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
