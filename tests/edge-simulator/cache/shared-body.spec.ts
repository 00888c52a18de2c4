import { expect } from "chai";
import fc from "fast-check";
import { once } from "node:events";
import { PassThrough, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { BodyBudget } from "../../../edge-simulator/cache/body-budget";
import { SharedBody } from "../../../edge-simulator/cache/shared-body";

interface ShareOptions {
  readonly expectedBytes?: number;
  readonly retainBytes?: number;
  readonly budget?: BodyBudget;
}

function share(source: Readable, options: ShareOptions) {
  const ends: (string | undefined)[] = [];
  const body = new SharedBody(source, {
    expectedBytes: options.expectedBytes,
    retainBytes: options.retainBytes ?? 1000,
    budget: options.budget ?? new BodyBudget(Infinity),
    onEnd: (whole) => ends.push(whole?.toString()),
  });
  return { body, ends };
}

function readAll(stream: Readable): Promise<string> {
  return buffer(stream).then(
    (bytes) => bytes.toString(),
    (error: Error) => `failed: ${error.message}`,
  );
}

const mebibyte = 1024 * 1024;

/** A source of so many bytes, as fast as it is read. */
function produce(totalBytes: number): Readable {
  const chunk = Buffer.alloc(64 * 1024, "x");
  let leftBytes = totalBytes;
  return new Readable({
    read() {
      const bytes = Math.min(leftBytes, chunk.length);
      leftBytes -= bytes;
      this.push(bytes === 0 ? null : chunk.subarray(0, bytes));
    },
  });
}

async function countBytes(stream: Readable | undefined): Promise<number> {
  let count = 0;
  for await (const bytes of stream ?? []) {
    count += (bytes as Buffer).length;
  }
  return count;
}

async function waitUntil(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe("SharedBody", () => {
  it("gives every reader the whole body, and retains it", async () => {
    const { body, ends } = share(Readable.from([Buffer.from("one"), Buffer.from("two")]), {});
    const early = readAll(body.read());
    expect(await early).to.equal("onetwo");
    expect(await readAll(body.read())).to.equal("onetwo");
    expect(ends).to.deep.equal(["onetwo"]);
  });

  const lengths: [title: string, expectedBytes: number, outcome: string][] = [
    ["as declared", 6, "onetwo"],
    ["shorter than declared", 7, "failed: The body is shorter than its Content-Length."],
    ["longer than declared", 5, "failed: The body is longer than its Content-Length."],
  ];
  for (const [title, expectedBytes, outcome] of lengths) {
    it(`CF-STO-02 a body ${title}`, async () => {
      const source = Readable.from([Buffer.from("one"), Buffer.from("two")]);
      const { body, ends } = share(source, { expectedBytes });
      expect(await readAll(body.read())).to.equal(outcome);
      expect(ends).to.deep.equal([outcome === "onetwo" ? "onetwo" : undefined]);
    });
  }

  it("fails for readers who come after the source failed", async () => {
    const source = new PassThrough();
    const { body, ends } = share(source, {});
    const early = readAll(body.read());
    source.write("one", () => source.destroy(new Error("reset")));
    expect(await early).to.equal("failed: reset");
    expect(body.canBeJoined).to.equal(false);
    expect(await readAll(body.read())).to.equal("failed: reset");
    expect(ends).to.deep.equal([undefined]);
  });

  it("fails when the source is closed before its end", async () => {
    const source = new PassThrough();
    const { body } = share(source, {});
    const reading = readAll(body.read());
    source.destroy();
    expect(await reading).to.equal("failed: The origin closed the connection.");
  });

  it("retains nothing of a body that is too long, and can't be joined then", async () => {
    const source = new PassThrough();
    const { body, ends } = share(source, { retainBytes: 4 });
    const reading = readAll(body.read());
    source.write("one");
    source.end("two");
    expect(await reading).to.equal("onetwo");
    expect(body.canBeJoined).to.equal(false);
    expect(ends).to.deep.equal([undefined]);
  });

  it("can't be joined from the start when the declared length is too long", () => {
    const { body } = share(new PassThrough(), { expectedBytes: 1001 });
    expect(body.canBeJoined).to.equal(false);
  });

  it("holds back a source that runs ahead of its readers", async () => {
    const chunk = Buffer.alloc(64 * 1024);
    let produced = 0;
    const source = new Readable({
      highWaterMark: 1,
      read() {
        produced++;
        this.push(produced <= 1000 ? chunk : null);
      },
    });
    const { body } = share(source, { retainBytes: 0 });
    const reader = body.read();
    reader.read(0);
    await new Promise((resolve) => source.once("pause", resolve));
    expect(produced).to.be.below(20);
    let received = 0;
    for await (const bytes of reader) {
      received += (bytes as Buffer).length;
    }
    expect(received).to.equal(1000 * chunk.length);
  });

  it("goes on without a reader who stalls once nothing is retained", async () => {
    const { body } = share(produce(40 * mebibyte), { retainBytes: 20 * mebibyte });
    const stalled = body.read();
    const failure = once(stalled, "error");
    expect(await countBytes(body.read())).to.equal(40 * mebibyte);
    expect(String(await failure)).to.equal("Error: The viewer is too far behind the others.");
  });

  it("lets a reader be slow who is the only one", async () => {
    const { body } = share(produce(40 * mebibyte), { retainBytes: 20 * mebibyte });
    const slow = body.read();
    const fast = body.read();
    fast.destroy();
    expect(await countBytes(slow)).to.equal(40 * mebibyte);
  });

  it("retains only what all bodies together may hold, and lets go when they are read", async () => {
    const budget = new BodyBudget(3 * mebibyte);
    const options = { retainBytes: 3 * mebibyte, budget };
    const [one, other, small] = [2 * mebibyte, 2 * mebibyte, 1000].map((bytes) =>
      share(produce(bytes), options),
    );
    const unread = one?.body.read();
    const reading = other?.body.read();
    await waitUntil(() => one?.ends.length === 1 && other?.body.canBeJoined === false);
    expect(await countBytes(small?.body.read())).to.equal(1000);
    expect(small?.ends[0]?.length).to.equal(1000);
    expect(await countBytes(reading)).to.equal(2 * mebibyte);
    expect(other?.ends).to.deep.equal([undefined]);
    unread?.destroy();
    const later = share(produce(2 * mebibyte), options);
    expect(await countBytes(later.body.read())).to.equal(2 * mebibyte);
    expect(later.ends[0]?.length).to.equal(2 * mebibyte);
    expect(budget.isExceeded).to.equal(false);
  });

  it("gives readers of any pace the same bytes, however they were cut", async () => {
    const chunks = fc.array(fc.string({ minLength: 1, maxLength: 40 }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(
        chunks,
        fc.nat(600),
        fc.integer({ min: 1, max: 4 }),
        async (texts, retainBytes, count) => {
          const source = Readable.from(texts.map((text) => Buffer.from(text)));
          const { body } = share(source, { retainBytes });
          const readers = Array.from({ length: count }, () => readAll(body.read()));
          expect(await Promise.all(readers)).to.deep.equal(Array(count).fill(texts.join("")));
        },
      ),
      { numRuns: 60 },
    );
  });
});
