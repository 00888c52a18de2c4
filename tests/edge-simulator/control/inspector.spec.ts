import { expect } from "chai";
import { readdirSync } from "node:fs";
import { request } from "undici";
import { ControlServer, managedCachePolicyIds } from "../../../edge-simulator";
import { describeOptions, TestStage } from "../support/test-stage";

/** One server-sent event. */
interface Told {
  readonly event: string;
  readonly data: Record<string, unknown>;
}

describe("inspector", () => {
  let stage: TestStage;
  let control: ControlServer;
  let url: string;

  beforeEach(async () => {
    stage = await TestStage.start({
      origin: { CustomHeaders: { Items: [{ HeaderName: "X-Secret", HeaderValue: "s3cret" }] } },
    });
    control = new ControlServer(stage.edge, stage.clock);
    url = (await control.start()).url;
  });

  afterEach(async () => {
    await control.dispose();
    await stage.stop();
  });

  async function* listen(): AsyncGenerator<Told, void> {
    const { body } = await request(`${url}/events`);
    let text = "";
    for await (const chunk of body) {
      text += String(chunk);
      const events = text.split("\n\n");
      text = events.pop() ?? "";
      for (const event of events) {
        const [, name = "", data = ""] = /^event: (.*)\ndata: (.*)$/.exec(event) ?? [];
        yield { event: name, data: JSON.parse(data) as Told["data"] };
      }
    }
  }

  async function read(events: AsyncGenerator<Told, void>): Promise<Told> {
    const { value } = await events.next();
    if (value === undefined) {
      throw new Error("There was no event.");
    }
    return value;
  }

  it("serves every file of the page, and nothing else", async () => {
    const names = readdirSync("edge-simulator/control/inspector");
    for (const name of ["", ...names]) {
      const answer = await request(`${url}/${name}`);
      expect(answer.statusCode, name).to.equal(200);
      expect(answer.headers["content-security-policy"]).to.contain("default-src 'none'");
      await answer.body.dump();
    }
    for (const path of ["/inspector.ts", "/..%2finspector.ts", "/favicon.ico"]) {
      const answer = await request(`${url}${path}`);
      expect(answer.statusCode, path).to.equal(404);
      await answer.body.dump();
    }
    const put = await request(`${url}/events`, { method: "PUT" });
    expect(put.statusCode).to.equal(405);
    await put.body.dump();
  });

  it("tells how things stand, then of requests, without the secrets of origins", async () => {
    const events = listen();
    expect(await read(events)).to.deep.equal({
      event: "configuration",
      data: {
        origins: ["web"],
        behaviors: [{ pathPattern: "*", originIds: ["web"], cachePolicy: "CachingOptimized" }],
      },
    });
    expect(await read(events)).to.deep.equal({
      event: "state",
      data: { stats: stage.edge.stats() },
    });
    await stage.send("/a?b=c");
    const told = await read(events);
    expect(told.event).to.equal("requests");
    expect(told.data).to.deep.include({ skipped: 0, stats: stage.edge.stats() });
    const [inspected, ...others] = told.data["requests"] as Record<string, unknown>[];
    expect(others).to.deep.equal([]);
    expect(inspected).to.deep.include({
      ...{
        method: "GET",
        url: "/a?b=c",
        status: 200,
        result: "Miss",
        why: "Miss: the cache had nothing under this key. Fresh for 1 d: the cache policy's DefaultTTL decides.",
      },
      lifetime: { rule: "DefaultTTL", ttlSeconds: 86_400, ageSeconds: 0, remainingSeconds: 86_400 },
    });
    const [exchange] = inspected?.["originExchanges"] as { headers: [string, string][] }[];
    expect(new Map(exchange?.headers).get("x-secret")).to.equal("(hidden)");
    expect(JSON.stringify(told)).not.to.contain("s3cret");
    await events.return();
  });

  it("tells of fifty requests at a time, and how many more there were", async () => {
    const events = listen();
    await read(events);
    await read(events);
    await Promise.all(Array.from({ length: 60 }, (_, index) => stage.send(`/${index}`)));
    let listed = 0;
    let skipped = 0;
    while (listed + skipped < 60) {
      const { data } = await read(events);
      listed += (data["requests"] as unknown[]).length;
      skipped += Number(data["skipped"]);
      expect((data["requests"] as unknown[]).length).to.be.at.most(50);
    }
    expect(listed + skipped).to.equal(60);
    await events.return();
  });

  it("tells that the edge follows another configuration, and what that is", async () => {
    const events = listen();
    await read(events);
    await read(events);
    await stage.send("/api/a");
    await read(events);
    const CachePolicyId = managedCachePolicyIds.CachingDisabled;
    await stage.edge.update(describeOptions({ paths: [{ PathPattern: "/api/*", CachePolicyId }] }));
    const { event, data } = await read(events);
    expect(event).to.equal("update");
    expect(data["behaviors"]).to.deep.include.members([
      { pathPattern: "/api/*", originIds: ["web"], cachePolicy: "CachingDisabled" },
    ]);
    const state = await read(events);
    expect((state.data["stats"] as { objects: number }).objects).to.equal(0);
    await events.return();
  });

  it("lists what is in the cache without using it", async () => {
    stage.origin.respond({ headers: { "cache-control": "max-age=60" }, body: "one" });
    await stage.send("/a", { headers: { "accept-encoding": "gzip" } });
    await stage.send("/b", { method: "HEAD" });
    stage.clock.advance(14);
    const answer = await request(`${url}/objects`);
    const { items, objects } = (await answer.body.json()) as { items: unknown; objects: number };
    const common = { status: 200, remainingSeconds: 46, rule: "max-age" };
    expect(objects).to.equal(2);
    expect(items).to.have.deep.members([
      { ...common, url: "/a", variant: "gzip", bodyBytes: 3 },
      { ...common, url: "/b", variant: "HEAD", bodyBytes: 0 },
    ]);
  });

  for (const [title, body, expected] of [
    ["forgets what a page asks it to", '{"paths":["/a"]}', { removed: 1 }],
    ["refuses a path", '{"paths":["a"]}', /must begin with \//],
    ["refuses what is no list of paths", '{"paths":"/a"}', /must be a list/],
    ["refuses what isn't JSON", "paths=/a", /JSON/],
  ] as const) {
    it(title, async () => {
      await stage.send("/a");
      const answer = await request(`${url}/invalidations`, { method: "POST", body });
      const told = (await answer.body.json()) as { error?: string };
      if (expected instanceof RegExp) {
        expect([answer.statusCode, expected.test(told.error ?? "")]).to.deep.equal([400, true]);
        expect((await stage.send("/a")).result).to.equal("Hit");
      } else {
        expect([answer.statusCode, told]).to.deep.equal([200, expected]);
        expect((await stage.send("/a")).result).to.equal("Miss");
      }
    });
  }
});
