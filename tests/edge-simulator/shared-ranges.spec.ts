import { expect } from "chai";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { leave, withHeldOrigin } from "./support/held-stage";
import { sendRaw } from "./support/send-raw";
import { digits, fresh, range } from "./support/range-origin";

describe("ranges of bodies on their way", () => {
  it("CF-RNG-04 CF-RNG-01 several ranges are the parts of one body", async () => {
    await withHeldOrigin({}, async ({ stage, origin }) => {
      const first = stage.send("/a");
      const headers = { ...fresh, "content-type": "text/plain", "content-length": "10" };
      (await origin.waitFor(1)).respond(200, headers).end(digits);
      await first;
      const received = await stage.send("/a", range("bytes=0-1, 5-6,-1"));
      const type = String(received.headers["content-type"]);
      const [, boundary = ""] = /^multipart\/byteranges; boundary=([\w-]{1,70})$/.exec(type) ?? [];
      const piece = (part: string, body: string) =>
        `\r\n--${boundary}\r\nContent-Type: text/plain\r\nContent-Range: bytes ${part}/10\r\n\r\n${body}`;
      expect([received.status, received.result, received.body]).to.deep.equal([
        206,
        "Hit",
        `${piece("0-1", "01")}${piece("5-6", "56")}${piece("9-9", "9")}\r\n--${boundary}--\r\n`,
      ]);
      expect(received.headers["content-length"]).to.equal(String(received.body.length));
      expect(received.headers["content-range"]).to.equal(undefined);
    });
  });

  it("CF-COL-01 a viewer of a range gets it of a whole that is on its way", async () => {
    await withHeldOrigin({}, async ({ stage, origin, store, view }) => {
      const leader = await view("/a");
      const headers = { ...fresh, "content-length": "10" };
      const body = (await origin.waitFor(1)).respond(200, headers);
      body.write("0123");
      await once(leader, "response");
      const follower = store.untilNextLookup(() =>
        sendRaw(
          stage,
          "GET /a HTTP/1.1\r\nHost: a\r\nRange: bytes=2-4\r\nConnection: close\r\n\r\n",
        ),
      );
      body.write("456");
      expect(await follower).to.match(/^HTTP\/1.1 206 [^]*\r\n\r\n234$/);
      body.end("789");
      expect((await stage.send("/a")).body).to.equal(digits);
      expect(origin.requests.length).to.equal(1);
    });
  });

  it("CF-COL-01 whose length isn't known yet: the whole", async () => {
    await withHeldOrigin({}, async ({ origin, view }) => {
      const leader = await view("/a");
      const body = (await origin.waitFor(1)).respond(200, fresh);
      body.write("0123");
      await once(leader, "response");
      const follower = await view("/a", range("bytes=2-4"));
      const [response] = (await once(follower, "response")) as [IncomingMessage];
      body.end("456789");
      expect([response.statusCode, await text(response)]).to.deep.equal([200, digits]);
    });
  });

  it("CF-COL-01 viewers of the same range share one request, others don't", async () => {
    await withHeldOrigin({}, async ({ stage, origin, store }) => {
      const same = [1, 2, 3].map(() => stage.send("/a", range("bytes=0-1")));
      await store.waitForLookups(6);
      const others = [
        stage.send("/a", range("bytes=2-3")),
        stage.send("/a", range("bytes=0-1", { "if-range": '"one"' })),
      ];
      await origin.waitFor(3);
      for (const { headers, respond } of origin.requests) {
        const part = String(headers.range).replace("=", " ");
        respond(206, { ...fresh, "content-range": `${part}/10` }).end("xx");
      }
      const results = (await Promise.all(same)).map(({ status, result }) => `${status} ${result}`);
      expect(results.sort()).to.deep.equal(["206 Hit", "206 Hit", "206 Miss"]);
      for (const { result } of await Promise.all(others)) {
        expect(result).to.equal("Miss");
      }
    });
  });

  it("CF-COL-01 all of them get what the origin makes of it", async () => {
    await withHeldOrigin({}, async ({ stage, origin, store }) => {
      const both = [1, 2].map(() => stage.send("/a", range("bytes=0-1")));
      await store.waitForLookups(4);
      const headers = { ...fresh, "content-range": "bytes 5-6/10" };
      (await origin.waitFor(1)).respond(206, headers).end("56");
      for (const { status, body, headers: sent } of await Promise.all(both)) {
        expect([status, body, sent["content-range"]]).to.deep.equal([206, "56", "bytes 5-6/10"]);
      }
    });
  });

  it("CF-STALE-01 a part that is served stale is refreshed as it is stored", async () => {
    await withHeldOrigin({}, async ({ stage, origin }) => {
      const headers = {
        ...{ "cache-control": "max-age=60, stale-while-revalidate=60", etag: '"one"' },
        "content-range": "bytes 2-5/10",
      };
      const first = stage.send("/a", range("bytes=2-5"));
      (await origin.waitFor(1)).respond(206, headers).end("2345");
      await first;
      stage.clock.advance(60);
      const stale = await stage.send("/a", range("bytes=3-4", { "if-range": '"one"' }));
      expect([stale.result, stale.body]).to.deep.equal(["Hit", "34"]);
      const { method, headers: asked } = await origin.waitFor(2);
      expect([method, asked.range, asked["if-range"], asked["if-none-match"]]).to.deep.equal([
        "GET",
        "bytes=2-5",
        undefined,
        '"one"',
      ]);
    });
  });

  it("CF-STO-02 a part that breaks off breaks the viewer's off, and isn't kept", async () => {
    await withHeldOrigin({}, async ({ stage, origin }) => {
      const broken = stage.send("/a", range("bytes=0-4")).then(
        () => "whole",
        () => "broken off",
      );
      const headers = { ...fresh, "content-range": "bytes 0-4/10", "content-length": "5" };
      const body = (await origin.waitFor(1)).respond(206, headers);
      body.write("01", () => body.destroy(new Error("reset")));
      expect(await broken).to.equal("broken off");
      expect(stage.edge.stats().objects).to.equal(0);
    });
  });

  it("CF-STO-02 a whole that breaks off breaks off the ranges of it", async () => {
    await withHeldOrigin({}, async ({ origin, view }) => {
      const leader = await view("/a");
      const headers = { ...fresh, "content-length": "10" };
      const body = (await origin.waitFor(1)).respond(200, headers);
      body.write("0123");
      const [response] = (await once(leader, "response")) as [IncomingMessage];
      const read = text(response).catch(() => "broken off");
      const follower = await view("/a", range("bytes=2-8"));
      const [part] = (await once(follower, "response")) as [IncomingMessage];
      const readPart = text(part).catch(() => "broken off");
      body.destroy(new Error("reset"));
      expect(await Promise.all([read, readPart])).to.deep.equal(["broken off", "broken off"]);
    });
  });

  for (const [bytes, status] of [
    [50e9, 200],
    [50e9 + 1, 502],
  ]) {
    it(`CF-RNG-06 CF-STO-01 a body of ${bytes} bytes`, async () => {
      await withHeldOrigin({}, async ({ origin, view }) => {
        const viewer = await view("/a");
        const body = (await origin.waitFor(1)).respond(200, { "content-length": String(bytes) });
        const closed = once(body, "close");
        body.write("x");
        const [response] = (await once(viewer, "response")) as [IncomingMessage];
        expect(response.statusCode).to.equal(status);
        await leave(viewer);
        await closed;
      });
    });
  }
});
