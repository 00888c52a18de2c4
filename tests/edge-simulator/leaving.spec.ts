import { expect } from "chai";
import { once } from "node:events";
import { leave, withHeldOrigin, type HeldStage } from "./support/held-stage";

const cc = (value: string) => ({ "cache-control": value });

/** Has `/a` stored and expired. */
async function storeExpired({ stage, origin }: HeldStage): Promise<void> {
  const first = stage.send("/a");
  (await origin.waitFor(1)).respond(200, { ...cc("max-age=60"), etag: '"one"' }).end("one");
  await first;
  stage.clock.advance(61);
}

describe("viewers who leave", () => {
  it("CF-STO-03 nothing is kept of a request that its viewer gave up", async () => {
    await withHeldOrigin({}, async ({ stage, origin, view }) => {
      const viewer = await view("/a");
      const held = await origin.waitFor(1);
      const aborted = once(held.signal, "abort");
      await leave(viewer);
      await aborted;
      const next = stage.send("/a");
      (await origin.waitFor(2)).respond(200, cc("max-age=60")).end("one");
      expect((await next).body).to.equal("one");
    });
  });

  it("CF-STO-03 when the last viewer leaves, the origin is let go and nothing is kept", async () => {
    await withHeldOrigin({}, async ({ stage, origin, view }) => {
      const viewer = await view("/a");
      const held = await origin.waitFor(1);
      const aborted = once(held.signal, "abort");
      held.respond(200, cc("max-age=60")).write("one");
      await leave(viewer);
      await aborted;
      expect(stage.edge.stats().objects).to.equal(0);
      const next = stage.send("/a");
      (await origin.waitFor(2)).respond(200, cc("max-age=60")).end("two");
      expect((await next).body).to.equal("two");
    });
  });

  it("CF-STO-03 CF-STALE-05 a viewer who leaves is no failure of the origin", async () => {
    await withHeldOrigin({}, async (held) => {
      await storeExpired(held);
      const { stage, origin, view } = held;
      const viewer = await view("/a");
      const aborted = once((await origin.waitFor(2)).signal, "abort");
      await leave(viewer);
      await aborted;
      const next = stage.send("/a");
      (await origin.waitFor(3)).respond(200, cc("max-age=60")).end("two");
      const { result, body } = await next;
      expect([result, body]).to.deep.equal(["Miss", "two"]);
    });
  });

  it("CF-COL-04 who got nothing of a shared request doesn't keep it going", async () => {
    await withHeldOrigin({ cache: { ttls: [0, 0, 3600] } }, async ({ origin, view }) => {
      const leader = await view("/a");
      const held = await origin.waitFor(1);
      const follower = await view("/a");
      const aborted = once(held.signal, "abort");
      held.respond(200, cc("no-store")).write("leader's");
      const own = await origin.waitFor(2);
      await leave(leader);
      await aborted;
      expect(own.signal.aborted).to.equal(false);
      follower.destroy();
    });
  });

  it("CF-STALE-05 an error that a stale object answers for isn't read to its end", async () => {
    await withHeldOrigin({}, async (held) => {
      await storeExpired(held);
      const answer = held.stage.send("/a");
      const body = (await held.origin.waitFor(2)).respond(500, {});
      const closed = once(body, "close");
      body.write("an endless page");
      expect((await answer).body).to.equal("one");
      await closed;
    });
  });

  it("CF-STALE-01 any number of refreshes at once gives no warning", async () => {
    const warnings: string[] = [];
    const note = (warning: Error) => warnings.push(warning.name);
    process.on("warning", note);
    try {
      await withHeldOrigin({}, async ({ stage, origin }) => {
        const paths = Array.from({ length: 12 }, (_, index) => `/${index}`);
        const headers = cc("max-age=60, stale-while-revalidate=30");
        const first = Promise.all(paths.map((path) => stage.send(path)));
        await origin.waitFor(12);
        for (const held of origin.requests) {
          held.respond(200, headers).end("one");
        }
        await first;
        stage.clock.advance(61);
        await Promise.all(paths.map((path) => stage.send(path)));
        await origin.waitFor(24);
      });
    } finally {
      process.off("warning", note);
    }
    expect(warnings).to.deep.equal([]);
  });
});
