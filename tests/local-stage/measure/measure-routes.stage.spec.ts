import { expect } from "chai";
import { once } from "node:events";
import { measureRoutes, type MeasureOptions } from "../../../local-stage/measure";
import { startServer, type TestServer } from "./http-server";

describe("measureRoutes", () => {
  const servers: TestServer[] = [];
  afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

  async function start(...args: Parameters<typeof startServer>): Promise<TestServer> {
    const server = await startServer(...args);
    servers.push(server);
    return server;
  }

  async function readError(options: MeasureOptions): Promise<string> {
    return await measureRoutes(options).then(
      () => "no error",
      (error: Error) => error.message,
    );
  }

  it("measures both routes in turns, each request counted once", async () => {
    const turns: string[] = [];
    const note = (turn: string): void => {
      if (turns.at(-1) !== turn) {
        turns.push(turn);
      }
    };
    const origin = await start((_number, request, response) => {
      note(`direct ${request.url}`);
      response.end("origin");
    });
    const edge = await start((number, request, response) => {
      note(`edge ${request.url}`);
      const isHit = request.url === "/cached" && number > 1;
      response.writeHead(request.url === "/broken" ? 404 : 200, {
        "X-Cache": `${isHit ? "Hit" : "Miss"} from cloudfront`,
      });
      response.end("edge");
    });
    const lines: string[] = [];
    const measurements = await measureRoutes({
      directUrl: `${origin.url}/`,
      edgeUrl: edge.url,
      paths: ["/cached", "/broken"],
      requestsPerRoute: 23,
      connections: 2,
      report: (line) => lines.push(line),
    });

    // Not measured: 2 to look, 100 to warm up, and one per connection in each of these 7 turns.
    const sentPerPath = 23 + 2 + 100 + 2 * 7;
    expect([origin.seen, edge.seen]).to.deep.equal([2 * sentPerPath, 2 * sentPerPath]);
    const rounds = ["/cached", "/broken"].flatMap((path) =>
      Array.from({ length: 7 }, () => [`direct ${path}`, `edge ${path}`]).flat(),
    );
    expect(turns).to.deep.equal(rounds);
    expect(lines).to.deep.equal([
      "Measuring /cached (1 of 2)",
      "Measuring /broken (2 of 2)",
      "Errors on the edge route: 23 × 404",
    ]);
    const counted = measurements.map(({ path, direct, edge: atEdge }) => [
      ...[path, direct.requests, direct.errors, direct.hitRatio],
      ...[atEdge.requests, atEdge.errors, atEdge.hitRatio],
    ]);
    expect(counted).to.deep.equal([
      ["/cached", 23, 0, 0, 23, 0, 1],
      ["/broken", 23, 0, 0, 23, 23, 0],
    ]);
    expect(measurements[0]?.direct.p50Ms).to.be.greaterThan(0);
    expect(measurements[1]?.edge.maxMs).to.equal(0);
  });

  it("refuses a direct route that shows cache hits", async () => {
    const { url } = await start((_number, _request, response) => {
      response.setHeader("X-Cache", "Hit from cloudfront").end();
    });
    const options = { directUrl: url, edgeUrl: url, paths: ["/a"], requestsPerRoute: 7 };
    expect(await readError({ ...options, connections: 1 })).to.equal(
      `The direct route must reach the origin app without a cache, but ${url}/a answered ` +
        '"X-Cache: Hit from cloudfront" 7 times. Point the direct route at the origin itself.',
    );
  });

  it("gives up on a route that fails every time, after a first look", async () => {
    const healthy = await start((_number, _request, response) => response.end());
    const sick = await start((_number, _request, response) => response.writeHead(500).end());
    const options = { directUrl: healthy.url, edgeUrl: sick.url, requestsPerRoute: 50 };
    expect(await readError({ ...options, paths: ["/a"], connections: 2 })).to.equal(
      "GET /a on the edge route fails every time (500). " +
        "Correct the app, or measure other paths with --path.",
    );
    expect([healthy.seen, sick.seen]).to.deep.equal([4, 4]);
  });

  it("ends its process in the middle of a request when aborted", async () => {
    const countProcesses = (): number =>
      process.getActiveResourcesInfo().filter((name) => name === "ProcessWrap").length;
    const before = countProcesses();
    const abort = new AbortController();
    let closed: Promise<unknown> | undefined;
    const { url } = await start((_number, request) => {
      closed = once(request.socket, "close");
      abort.abort();
    });
    const options = { directUrl: url, edgeUrl: url, paths: ["/"], requestsPerRoute: 5 };
    const failure = await measureRoutes({ ...options, connections: 1, signal: abort.signal }).then(
      () => undefined,
      (error: Error) => error,
    );
    expect(failure?.name).to.equal("AbortError");
    await closed;
    // Its handle goes a few turns later; one that stayed would end in mocha's time-out.
    while (countProcesses() > before) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  });

  it("sends nothing when aborted beforehand", async () => {
    const server = await start((_number, _request, response) => response.end());
    const { url } = server;
    const options = { directUrl: url, edgeUrl: url, paths: ["/"], requestsPerRoute: 5 };
    const message = await readError({ ...options, connections: 1, signal: AbortSignal.abort() });
    expect([message, server.seen]).to.deep.equal(["The operation was aborted", 0]);
  });

  it("names every wrong option at once", async () => {
    const message = await readError({
      directUrl: "localhost:8000",
      edgeUrl: "http://127.0.0.1:8000/app",
      paths: ["/", "data/1"],
      requestsPerRoute: 0,
      connections: 1.5,
    });
    const remedy = 'Use for example "http://127.0.0.1:8000".';
    expect(message.split("\n")).to.deep.equal([
      `measureRoutes: directUrl must be an http origin without a path, got "localhost:8000". ${remedy}`,
      "measureRoutes: edgeUrl must be an http origin without a path, got " +
        `"http://127.0.0.1:8000/app". ${remedy}`,
      "measureRoutes: requestsPerRoute must be a whole number of at least 1, got 0.",
      "measureRoutes: connections must be a whole number of at least 1, got 1.5.",
      'measureRoutes: paths[1] must start with "/", got "data/1". Use "/data/1".',
    ]);
  });
});
