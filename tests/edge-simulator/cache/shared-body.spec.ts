import { expect } from "chai";
import fc from "fast-check";
import { PassThrough, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { SharedBody } from "../../../edge-simulator/cache/shared-body";

function share(source: Readable, options: { expectedBytes?: number; retainBytes?: number }) {
  const ends: (string | undefined)[] = [];
  const body = new SharedBody(source, {
    expectedBytes: options.expectedBytes,
    retainBytes: options.retainBytes ?? 1000,
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
    for await (const bytes of reader) received += (bytes as Buffer).length;
    expect(received).to.equal(1000 * chunk.length);
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
