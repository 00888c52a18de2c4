import { expect } from "chai";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { leave, withHeldOrigin } from "./support/held-stage";
import type { StageOptions } from "./support/test-stage";

const compressing: StageOptions = {
  cache: { gzip: true, brotli: true },
  behavior: { Compress: true },
};
const accept = (encodings: string) => ({ headers: { "accept-encoding": encodings } });

describe("compressed bodies on their way", () => {
  const bytes = 600_000;
  const headers = {
    "cache-control": "max-age=60",
    "content-type": "text/html",
    "content-length": String(bytes),
  };

  for (const [encoding, decompress] of [
    ["br", brotliDecompressSync],
    ["gzip", gunzipSync],
  ] as const) {
    it(`CF-CMP-12 ${encoding} is sent while it comes, to all who wait`, async () => {
      await withHeldOrigin(compressing, async ({ stage, origin, view }) => {
        const whole = randomBytes(bytes); // nothing that a compressor could hold back
        const viewers = [await view("/a", accept(encoding)), await view("/a", accept(encoding))];
        const body = (await origin.waitFor(1)).respond(200, headers);
        body.write(whole.subarray(0, bytes / 2));
        const bodies = await Promise.all(
          viewers.map(async (viewer) => {
            const [response] = (await once(viewer, "response")) as [IncomingMessage];
            await once(response, "readable");
            return response;
          }),
        );
        body.end(whole.subarray(bytes / 2));
        for (const received of await Promise.all(bodies.map((response) => buffer(response)))) {
          expect(decompress(received).equals(whole)).to.equal(true);
        }
        const hit = await stage.send("/a", accept(encoding));
        expect([hit.result, decompress(hit.bytes).equals(whole)]).to.deep.equal(["Hit", true]);
        expect(hit.headers["content-length"]).to.equal(String(hit.bytes.length));
      });
    });
  }

  const broken: [title: string, sentBytes: number, breaks: boolean][] = [
    ["shorter than declared", bytes / 2, false],
    ["longer than declared", bytes + 1, false],
    ["that is reset", bytes / 2, true],
  ];
  for (const [title, sentBytes, breaks] of broken) {
    it(`CF-STO-02 a body ${title} never ends as a whole one, and isn't kept`, async () => {
      await withHeldOrigin(compressing, async ({ stage, origin }) => {
        const received = stage.send("/a", accept("br")).then(
          () => "whole",
          () => "broken off",
        );
        const body = (await origin.waitFor(1)).respond(200, headers);
        body.write(randomBytes(sentBytes), () => {
          if (breaks) {
            body.destroy(new Error("reset"));
          } else {
            body.end();
          }
        });
        expect(await received).to.equal("broken off");
        expect(stage.edge.stats().objects).to.equal(0);
      });
    });
  }

  it("CF-STO-03 the origin is let go when the last viewer leaves", async () => {
    await withHeldOrigin(compressing, async ({ origin, view }) => {
      const viewer = await view("/a", accept("br"));
      const held = await origin.waitFor(1);
      const closed = once(held.signal, "abort");
      held.respond(200, headers).write(randomBytes(bytes / 2));
      await once(viewer, "response");
      await leave(viewer);
      await closed;
    });
  });
});
