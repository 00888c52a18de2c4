import { expect } from "chai";
import { connect } from "node:net";
import { once } from "node:events";
import { ConfigurationError, managedCachePolicyIds } from "../../edge-simulator";
import { FunctionRunner } from "../../edge-simulator/functions/function-runner";
import { HeldOrigin } from "./support/held-origin";
import { describeOptions, TestStage, type StageOptions } from "./support/test-stage";
import { withFunctions } from "./support/with-functions";

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

  it("forgets nothing where the policy of a behavior allows the same origins as before", async () => {
    const CorsConfig = {
      AccessControlAllowOrigins: { Items: ["https://a.example"] },
      AccessControlAllowHeaders: { Items: ["x-a"] },
      AccessControlAllowMethods: { Items: ["GET" as const] },
      AccessControlAllowCredentials: false,
      OriginOverride: true,
    };
    const configuration = {
      ...describeOptions({ behavior: { ResponseHeadersPolicyId: "cors" } }),
      policies: { responseHeadersPolicies: { cors: { CorsConfig } } },
    };
    await stage.edge.update(configuration);
    await stage.send("/a");
    expect(await stage.edge.update(configuration)).to.equal(0);
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

  it("goes on without origins and ignored fields that aren't there any more", async () => {
    const origin = new HeldOrigin();
    const edge = { ignore: ["WebACLId"], originConnection: origin };
    const ignoring = await TestStage.start({ root: { WebACLId: "arn" }, edge });
    const renamed = describeOptions({
      origin: { Id: "renamed" },
      behavior: { TargetOriginId: "renamed" },
    });
    try {
      const origins = { renamed: "http://127.0.0.1:1" };
      await ignoring.edge.update({ ...renamed, origins, ignore: [] });
      const sent = ignoring.send("/a");
      const held = await origin.waitFor(1);
      expect(held.baseUrl).to.equal("http://127.0.0.1:1");
      held.respond(200, {}).end();
      await sent;
    } finally {
      await ignoring.stop();
    }
  });

  it("follows in the end what was asked for last, however long the others take", async () => {
    const slow = withFunctions({ onRequest: "return { statusCode: 204 };" });
    const updates = [
      stage.edge.update({ ...describeOptions(slow), functions: slow.edge?.functions }),
      stage.edge.update(describeOptions({ behavior: { CachePolicyId: "none-such" } })),
      stage.edge.update(describeOptions(withApi)),
    ];
    const ends = await Promise.allSettled(updates);
    expect(ends.map(({ status }) => status)).to.deep.equal(["fulfilled", "rejected", "fulfilled"]);
    expect((await stage.send("/a")).status).to.equal(200);
  });
});

describe("updating an edge with functions", () => {
  const greeting = (name: string) =>
    withFunctions({
      onResponse: `response.headers["x-by"] = { value: "${name}" };return response;`,
    });
  const configure = (options: StageOptions) => ({
    ...describeOptions(options),
    functions: options.edge?.functions,
  });
  const disposed: unknown[] = [];
  const dispose: unknown = Reflect.get(FunctionRunner.prototype, "dispose");
  let origin: HeldOrigin;
  let stage: TestStage;

  beforeEach(async () => {
    origin = new HeldOrigin();
    const first = greeting("first");
    stage = await TestStage.start({ ...first, edge: { ...first.edge, originConnection: origin } });
    disposed.length = 0;
    FunctionRunner.prototype.dispose = function (this: FunctionRunner) {
      disposed.push(this.edgeFunction.code.match(/"(\w+)" }/)?.[1]);
      (dispose as () => void).call(this);
    };
  });

  afterEach(async () => {
    FunctionRunner.prototype.dispose = dispose as () => void;
    await stage.stop();
  });

  it("keeps those of a request under way until it has its answer, through any number", async () => {
    const sent = stage.send("/a");
    const held = await origin.waitFor(1);
    await stage.edge.update(configure(greeting("second")));
    await stage.edge.update(configure(greeting("third")));
    expect(disposed.filter(Boolean)).to.deep.equal(["second"]);
    held.respond(200, { "cache-control": "no-store" }).end();
    const { status, headers } = await sent;
    expect([status, headers["x-by"]]).to.deep.equal([200, "first"]);
    expect(disposed.filter(Boolean)).to.deep.equal(["second", "first"]);
  });

  it("ends those of a request that is given up, and all others with the edge", async () => {
    const sent = stage.send("/a").catch((error: Error) => error);
    await origin.waitFor(1);
    await stage.edge.update(configure(greeting("second")));
    await stage.edge.dispose();
    await sent;
    expect(disposed).to.include.members(["first", "second"]);
  });

  it("goes on with those that an update doesn't name", async () => {
    await stage.edge.update(describeOptions(greeting("unused")));
    const sent = stage.send("/a");
    (await origin.waitFor(1)).respond(200, {}).end();
    expect((await sent).headers["x-by"]).to.equal("first");
  });
});
