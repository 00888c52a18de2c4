import { expect } from "chai";
import { EdgeSimulator, MemoryStore } from "../../edge-simulator";
import { describeDistribution } from "./support/distribution";
import { HeldOrigin } from "./support/held-origin";
import { TestStage } from "./support/test-stage";

describe("EdgeSimulator", () => {
  it("counts requests by result, origin requests, objects and bytes", async () => {
    const stage = await TestStage.start();
    try {
      stage.origin.respond({ headers: { "cache-control": "max-age=60", etag: '"one"' } });
      await stage.send("/a");
      await stage.send("/a");
      stage.clock.advance(60);
      await stage.send("/a");
      await stage.send("/a", { method: "TRACE" });
      const { bytes, ...counts } = stage.edge.stats();
      expect(counts).to.deep.equal({
        requests: 4,
        byResult: {
          ...{ Hit: 1, RefreshHit: 1, Miss: 1, Error: 1, Redirect: 0 },
          ...{
            FunctionGeneratedResponse: 0,
            FunctionExecutionError: 0,
            FunctionValidationError: 0,
          },
        },
        originRequests: 2,
        errorsByKind: {},
        objects: 1,
      });
      expect(bytes).to.be.within(2, 2000);
    } finally {
      await stage.stop();
    }
  });

  it("says where it can't listen", async () => {
    const stage = await TestStage.start();
    const second = new EdgeSimulator({ distribution: describeDistribution() });
    const port = Number(new URL(stage.url).port);
    try {
      const failure = await second.start({ port }).catch((error: Error) => error.message);
      expect(failure).to.match(
        new RegExp(
          `^EdgeSimulator: can't listen on 127.0.0.1:${port} \\(.*EADDRINUSE.*\\). Choose another port.$`,
        ),
      );
    } finally {
      await second.dispose();
      await stage.stop();
    }
  });

  it("disposes whatever is under way, once or twice, started or not", async () => {
    const origin = new HeldOrigin();
    const stage = await TestStage.start({ edge: { originConnection: origin } });
    const pending = stage.send("/a").catch((error: Error) => error);
    const held = await origin.waitFor(1);
    await stage.edge.dispose();
    await stage.edge.dispose();
    expect(await pending).to.be.instanceOf(Error);
    expect(held.signal.aborted).to.equal(true);
    await stage.stop();
    await new EdgeSimulator({ distribution: describeDistribution() }).dispose();
  });

  it("reaches an origin at its domain name and port where no URL is given", async () => {
    const origin = new HeldOrigin();
    const stage = await TestStage.start({
      origin: {
        CustomOriginConfig: {
          HTTPPort: 8080,
          HTTPSPort: 8443,
          OriginProtocolPolicy: "match-viewer",
        },
      },
      edge: { originConnection: origin, origins: {} },
    });
    try {
      const sent = stage.send("/a");
      const held = await origin.waitFor(1);
      expect(held.baseUrl).to.equal("https://app.example.elasticbeanstalk.com:8443");
      expect(held.origin.readTimeoutMs).to.equal(30_000);
      held.respond(200, {}).end();
      await sent;
    } finally {
      await stage.stop();
    }
  });

  it("streams what is too long to be kept, and keeps nothing of it", async () => {
    const store = new MemoryStore({ maxBytes: 4096 });
    const stage = await TestStage.start({ edge: { store } });
    const body = "x".repeat(600_000);
    try {
      stage.origin.handle((_request, response) => response.end(body));
      for (const expected of ["Miss", "Miss"]) {
        const received = await stage.send("/a");
        expect([received.result, received.body === body]).to.deep.equal([expected, true]);
      }
      expect(stage.edge.stats().objects).to.equal(0);
    } finally {
      await stage.stop();
    }
  });
});
