import { expect } from "chai";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { buffer, text } from "node:stream/consumers";
import { setImmediate } from "node:timers/promises";
import { managedCachePolicyIds } from "../../edge-simulator";
import { leave, withHeldOrigin } from "./support/held-stage";
import type { Received, TestStage } from "./support/test-stage";

const cc = (value: string) => ({ "cache-control": value });

function summarize(responses: readonly Received[]): string[] {
  return responses.map(({ result, status, body }) => `${result} ${status} ${body}`);
}

/** Sends to one path several times at once. */
function sendAll(stage: TestStage, count: number): Promise<Received[]> {
  return Promise.all(Array.from({ length: count }, () => stage.send("/a")));
}

describe("collapsing", () => {
  it("CF-COL-01 viewers of one key share one request: a Miss, the others Hits", async () => {
    await withHeldOrigin({}, async ({ stage, origin, store }) => {
      const responses = sendAll(stage, 50);
      await store.waitForLookups(50);
      const body = (await origin.waitFor(1)).respond(200, cc("max-age=60"));
      body.end("one");
      const [miss, ...hits] = summarize(await responses)
        .sort()
        .reverse();
      expect(miss).to.equal("Miss 200 one");
      expect(new Set(hits)).to.deep.equal(new Set(["Hit 200 one"]));
      expect(origin.requests.length).to.equal(1);
    });
  });

  it("CF-COL-01 also when an expired object is confirmed", async () => {
    await withHeldOrigin({}, async ({ stage, origin, store }) => {
      const first = stage.send("/a");
      (await origin.waitFor(1)).respond(200, { ...cc("max-age=60"), etag: '"one"' }).end("one");
      await first;
      stage.clock.advance(60);
      const responses = sendAll(stage, 10);
      await store.waitForLookups(11);
      (await origin.waitFor(2)).respond(304, {}).end();
      expect(summarize(await responses).sort()).to.deep.equal([
        ...Array.from({ length: 9 }, () => "Hit 200 one"),
        "RefreshHit 200 one",
      ]);
      expect(origin.requests.length).to.equal(2);
    });
  });

  it("CF-COL-01 an error is shared too", async () => {
    await withHeldOrigin({}, async ({ stage, origin, store }) => {
      const responses = sendAll(stage, 5);
      await store.waitForLookups(5);
      (await origin.waitFor(1)).fail("read-timeout");
      await origin.waitFor(2).then((held) => held.fail("read-timeout"));
      await origin.waitFor(3).then((held) => held.fail("read-timeout"));
      expect((await responses).map(({ status }) => status)).to.deep.equal([
        504, 504, 504, 504, 504,
      ]);
      expect(stage.edge.stats().originRequests).to.equal(1);
    });
  });

  it("CF-COL-02 other keys don't wait", async () => {
    await withHeldOrigin({}, async ({ stage, origin }) => {
      const responses = Promise.all([stage.send("/a"), stage.send("/b")]);
      await origin.waitFor(2);
      for (const held of origin.requests) {
        held.respond(200, {}).end(held.path);
      }
      expect((await responses).map(({ body }) => body)).to.deep.equal(["/a", "/b"]);
    });
  });

  it("CF-COL-03 nobody waits with CachingDisabled", async () => {
    const behavior = { CachePolicyId: managedCachePolicyIds.CachingDisabled };
    await withHeldOrigin({ behavior }, async ({ stage, origin }) => {
      const responses = sendAll(stage, 5);
      await origin.waitFor(5);
      for (const held of origin.requests) {
        held.respond(200, cc("max-age=60")).end();
      }
      expect((await responses).map(({ result }) => result)).to.deep.equal(Array(5).fill("Miss"));
    });
  });

  for (const control of ["private", "no-store", "no-cache", "max-age=0", "s-maxage=0"]) {
    it(`CF-COL-04 CF-COL-05 AMB-13 MinTTL 0 and ${control}: paused until the first response, then each`, async () => {
      await withHeldOrigin({ cache: { ttls: [0, 0, 3600] } }, async ({ stage, origin, store }) => {
        const responses = sendAll(stage, 4);
        await store.waitForLookups(4);
        const first = await origin.waitFor(1);
        await setImmediate();
        expect(origin.requests.length).to.equal(1);
        first.respond(200, cc(control)).end("1");
        await origin.waitFor(4);
        origin.requests.slice(1).forEach((held, index) => {
          held.respond(200, cc(control)).end(String(index + 2));
        });
        expect(summarize(await responses).sort()).to.deep.equal([
          "Miss 200 1",
          "Miss 200 2",
          "Miss 200 3",
          "Miss 200 4",
        ]);
      });
    });
  }

  it("the first viewer's leaving takes nothing from those who wait", async () => {
    await withHeldOrigin({}, async ({ stage, origin, view }) => {
      const leader = await view("/a");
      const held = await origin.waitFor(1);
      const follower = await view("/a");
      const answered = once(follower, "response") as Promise<[IncomingMessage]>;
      await leave(leader);
      const body = held.respond(200, { ...cc("max-age=60"), "content-length": "6" });
      body.write("one");
      const [response] = await answered;
      body.end("two");
      expect(await text(response)).to.equal("onetwo");
      expect((await stage.send("/a")).body).to.equal("onetwo");
    });
  });

  it("nobody waits for the answer to another viewer's own condition", async () => {
    await withHeldOrigin({}, async ({ stage, origin }) => {
      const conditional = stage.send("/a", { headers: { "if-none-match": '"one"' } });
      const held = await origin.waitFor(1);
      const plain = stage.send("/a");
      (await origin.waitFor(2)).respond(200, cc("max-age=60")).end("one");
      expect((await plain).result).to.equal("Miss");
      held.respond(304, {}).end();
      expect((await conditional).status).to.equal(304);
    });
  });
});

describe("bodies", () => {
  it("a viewer who comes while a body is on its way gets it from its first byte", async () => {
    await withHeldOrigin({}, async ({ origin, view }) => {
      const leader = await view("/a");
      const body = (await origin.waitFor(1)).respond(200, cc("max-age=60"));
      body.write("one");
      const [leaderResponse] = (await once(leader, "response")) as [IncomingMessage];
      const follower = await view("/a");
      const [followerResponse] = (await once(follower, "response")) as [IncomingMessage];
      body.end("two");
      expect(await Promise.all([text(leaderResponse), text(followerResponse)])).to.deep.equal([
        "onetwo",
        "onetwo",
      ]);
      expect(followerResponse.headers["x-cache"]).to.equal("Hit from cloudfront");
    });
  });

  it("CF-STO-02 a body shorter than its length is broken off for all, and not kept", async () => {
    await withHeldOrigin({}, async ({ stage, origin, view }) => {
      const viewers = [await view("/a"), await view("/a")];
      const body = (await origin.waitFor(1)).respond(200, {
        ...cc("max-age=60"),
        "content-length": "6",
      });
      const responses = Promise.all(
        viewers.map((viewer) => once(viewer, "response") as Promise<[IncomingMessage]>),
      );
      body.write("one");
      const failures = (await responses).map(([response]) =>
        buffer(response).then(
          () => "whole",
          () => "broken off",
        ),
      );
      body.end();
      expect(await Promise.all(failures)).to.deep.equal(["broken off", "broken off"]);
      expect(stage.edge.stats().objects).to.equal(0);
    });
  });

  it("CF-STO-02 a body without length is kept when it ends as it should", async () => {
    await withHeldOrigin({}, async ({ stage, origin }) => {
      const first = stage.send("/a");
      (await origin.waitFor(1)).respond(200, cc("max-age=60")).end("one");
      expect((await first).headers["content-length"]).to.equal(undefined);
      const hit = await stage.send("/a");
      expect([hit.result, hit.body, hit.headers["content-length"]]).to.deep.equal([
        "Hit",
        "one",
        "3",
      ]);
    });
  });

  it("a body that breaks off past the cache breaks the viewer's off", async () => {
    await withHeldOrigin({}, async ({ stage, origin }) => {
      const posted = stage.send("/a", { method: "POST", body: "x" }).then(
        () => "whole",
        () => "broken off",
      );
      const body = (await origin.waitFor(1)).respond(200, { "content-length": "6" });
      body.write("one", () => body.destroy(new Error("reset")));
      expect(await posted).to.equal("broken off");
    });
  });
});
