import { expect } from "chai";
import { runPass } from "../../../local-stage/measure/run-pass";
import { startServer, type TestServer } from "./http-server";

describe("runPass", () => {
  let server: TestServer | undefined;
  afterEach(() => server?.close());

  async function start(...args: Parameters<typeof startServer>): Promise<TestServer> {
    server = await startServer(...args);
    return server;
  }

  it("sends the asked number of requests and one more per connection", async () => {
    const urls = new Set<string | undefined>();
    const { url } = await start((_number, request, response) => {
      urls.add(request.url);
      response.end("hello");
    });
    const result = await runPass({ url: `${url}/data/1?q=2`, requests: 23, connections: 4 });
    expect(result.latenciesUs).to.have.lengthOf(23);
    expect(result).to.deep.include({ hits: 0, errors: {} });
    expect(server?.seen).to.equal(27);
    expect([...urls]).to.deep.equal(["/data/1?q=2"]);
  });

  it("opens no more connections than there are requests", async () => {
    const { url } = await start((_number, _request, response) => response.end());
    const result = await runPass({ url, requests: 2, connections: 10 });
    expect(result.latenciesUs).to.have.lengthOf(2);
    expect(server?.seen).to.equal(4);
  });

  const hitRows = [
    { xCache: "Hit from cloudfront", hits: 10 },
    { xCache: "RefreshHit from cloudfront", hits: 0 },
    { xCache: "Miss from cloudfront", hits: 0 },
    { xCache: "Error from cloudfront", hits: 0 },
  ];
  for (const { xCache, hits } of hitRows) {
    it(`counts ${hits} of 10 "${xCache}" as hits`, async () => {
      const { url } = await start((_number, _request, response) => {
        response.setHeader("X-Cache", xCache).end();
      });
      expect((await runPass({ url, requests: 10, connections: 1 })).hits).to.equal(hits);
    });
  }

  it("leaves the cold miss out", async () => {
    const { url } = await start((number, _request, response) => {
      response.setHeader("X-Cache", `${number === 1 ? "Miss" : "Hit"} from cloudfront`).end();
    });
    expect((await runPass({ url, requests: 10, connections: 1 })).hits).to.equal(10);
  });

  it("counts errors by status or code, and takes no latency from them", async () => {
    const { url } = await start((number, request, response) => {
      if (number % 4 === 2) {
        response.writeHead(502).end();
      } else if (number % 4 === 3) {
        response.writeHead(404).end();
      } else if (number % 4 === 0) {
        request.socket.destroy();
      } else {
        response.writeHead(301).end();
      }
    });
    const result = await runPass({ url, requests: 12, connections: 1 });
    expect(result.errors).to.deep.equal({ "502": 3, "404": 3, UND_ERR_SOCKET: 3 });
    expect(result.latenciesUs).to.have.lengthOf(3);
    expect(server?.seen).to.equal(13);
  });

  it("counts an answer that breaks off as one error, and goes on", async () => {
    const { url } = await start((number, request, response) => {
      response.setHeader("Content-Length", 10_000);
      if (number % 3 === 0) {
        response.write("half", () => request.socket.destroy());
      } else {
        response.end(Buffer.alloc(10_000));
      }
    });
    const result = await runPass({ url, requests: 9, connections: 1 });
    expect(result.errors).to.deep.equal({ UND_ERR_SOCKET: 3 });
    expect(result.latenciesUs).to.have.lengthOf(6);
  });

  it("measures a server that closes the connection after each answer", async () => {
    const { url } = await start((_number, _request, response) => {
      response.setHeader("Connection", "close").end("bye");
    });
    const result = await runPass({ url, requests: 20, connections: 4 });
    expect(result.latenciesUs).to.have.lengthOf(20);
    expect(server?.seen).to.equal(24);
  });

  it("counts every request to a dead port", async () => {
    const { url, close } = await start(() => {});
    await close();
    const result = await runPass({ url, requests: 5, connections: 2 });
    expect(result).to.deep.equal({ latenciesUs: [], hits: 0, errors: { ECONNREFUSED: 5 } });
  });
});
