import { expect } from "chai";
import { connect } from "node:net";
import { once } from "node:events";
import { ConfigurationError, managedCachePolicyIds } from "../../edge-simulator";
import { describeOptions, TestStage, type StageOptions } from "./support/test-stage";

const disabled = { CachePolicyId: managedCachePolicyIds.CachingDisabled };
const withApi: StageOptions = { paths: [{ PathPattern: "/api/*" }] };

describe("updating an edge", () => {
  let stage: TestStage;

  beforeEach(async () => {
    stage = await TestStage.start(withApi);
    stage.origin.respond({ headers: { "cache-control": "max-age=60" } });
  });

  afterEach(() => stage.stop());

  it("forgets what came by changed behaviors, and keeps the rest", async () => {
    await stage.send("/a");
    await stage.send("/api/b");
    const changed: StageOptions = { paths: [{ PathPattern: "/api/*", ...disabled }] };
    expect(await stage.edge.update(describeOptions(changed))).to.equal(1);
    expect((await stage.send("/a")).result).to.equal("Hit");
    expect((await stage.send("/api/b")).result).to.equal("Miss");
    expect((await stage.send("/api/b")).result).to.equal("Miss");
    expect(stage.edge.distribution).to.deep.equal(describeOptions(changed).distribution);
  });

  it("forgets nothing where nothing has changed", async () => {
    await stage.send("/a");
    expect(await stage.edge.update(describeOptions(withApi))).to.equal(0);
    expect((await stage.send("/a")).result).to.equal("Hit");
  });

  it("goes on as it was where the configuration is wrong", async () => {
    await stage.send("/a");
    const wrong = describeOptions({ behavior: { CachePolicyId: "none-such" } });
    const error: unknown = await stage.edge.update(wrong).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(ConfigurationError);
    expect((await stage.send("/a")).result).to.equal("Hit");
  });

  it("drops no connection, and lets a response under way end", async () => {
    let finish = () => undefined as void;
    const asked = new Promise<void>((resolve) => {
      stage.origin.handle((_request, response) => {
        response.writeHead(200, { "content-length": "6" }).write("one");
        finish = () => void response.end("two");
        resolve();
      });
    });
    const viewer = connect(Number(new URL(stage.url).port), "127.0.0.1");
    let received = "";
    viewer.setEncoding("latin1").on("data", (text: string) => (received += text));
    viewer.write("GET /c HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await asked;
    await stage.edge.update(describeOptions({ behavior: disabled }));
    finish();
    while (!received.endsWith("onetwo")) {
      await once(viewer, "data");
    }
    stage.origin.respond({ body: "three" });
    viewer.write("GET /d HTTP/1.1\r\nHost: localhost\r\n\r\n");
    while (!received.includes("three")) {
      await once(viewer, "data");
    }
    viewer.destroy();
  });

  it("runs functions that weren't there before", async () => {
    const arn = "arn:aws:cloudfront::123456789012:function/hello";
    const code = "function handler() { return { statusCode: 204 }; }";
    const behavior = {
      FunctionAssociations: { Items: [{ EventType: "viewer-request" as const, FunctionARN: arn }] },
    };
    await stage.edge.update({
      ...describeOptions({ behavior }),
      functions: { [arn]: { name: "hello", code } },
    });
    expect((await stage.send("/a")).status).to.equal(204);
    await stage.edge.update(describeOptions(withApi));
    expect((await stage.send("/a")).status).to.equal(200);
  });
});
