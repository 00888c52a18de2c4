import { expect } from "chai";
import { request } from "node:http";
import { Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { managedCachePolicyIds } from "../../edge-simulator";
import { framings, measureStream } from "../bench/edge/stream";
import { streamBytes } from "../bench/edge/servers";
import { Http2Viewer } from "../edge-simulator/support/http2-viewer";
import { TestStage, type StageOptions } from "../edge-simulator/support/test-stage";
import { RawOrigin } from "./support/raw-origin";

const mostBytes = 64e6;
// What doesn't flow for so long waits for its reader.
const standstillMs = 200;

/** 1 GB, and how much of it was taken. */
class LongBody {
  takenBytes = 0;
  readonly stream = Readable.from(this.produce(), { objectMode: false });

  /** Resolves once nothing more is taken, or more than may be. */
  async untilStill(): Promise<number> {
    let before = 0;
    while (this.takenBytes === 0 || (this.takenBytes > before && this.takenBytes < mostBytes)) {
      before = this.takenBytes;
      await setTimeout(standstillMs);
    }
    return this.takenBytes;
  }

  private *produce(): Iterable<Buffer> {
    const chunk = Buffer.alloc(64 * 1024, "x");
    for (; this.takenBytes < streamBytes; this.takenBytes += chunk.length) {
      yield chunk;
    }
  }
}

interface HoldingRow {
  readonly title: string;
  readonly stage?: StageOptions;
  /** Begins a request whose response isn't read; returns what ends it. */
  readonly begin: (stage: TestStage) => () => void;
}

const uncached = { behavior: { CachePolicyId: managedCachePolicyIds.CachingDisabled } };

function beginHttp1({ url }: TestStage): () => void {
  const viewer = request(`${url}/long`, { agent: false }, (response) => response.pause());
  viewer.on("error", () => undefined).end();
  return () => viewer.destroy();
}

function beginHttp2({ httpsUrl }: TestStage): () => void {
  const viewer = new Http2Viewer(httpsUrl);
  viewer.begin({ ":path": "/long" }).pause();
  return () => viewer.session.destroy();
}

const holding: HoldingRow[] = [
  { title: "a viewer of what isn't cached", stage: uncached, begin: beginHttp1 },
  { title: "a viewer over HTTP/2", stage: { edge: { https: true } }, begin: beginHttp2 },
];

describe("bodies of 1 GB whose reader stops", function () {
  this.timeout(30_000);

  for (const [framing, headers] of Object.entries(framings)) {
    it(`a response ${framing}: under 64 MB of memory, and the origin waits`, async () => {
      const { receivedBytes, ...cost } = await measureStream(headers);
      expect(receivedBytes).to.equal(streamBytes);
      expect(Math.max(...Object.values(cost)), JSON.stringify(cost)).to.be.below(mostBytes);
    });
  }

  for (const { title, stage: options, begin } of holding) {
    it(`${title} holds the origin back`, async () => {
      const stage = await TestStage.start(options);
      const body = new LongBody();
      stage.origin.handle((_request, response) => body.stream.pipe(response));
      const end = begin(stage);
      try {
        expect(await body.untilStill()).to.be.below(mostBytes);
      } finally {
        end();
        await stage.stop();
      }
    });
  }

  it("an origin that reads no upload holds its viewer back", async () => {
    const origin = new RawOrigin();
    const stage = await TestStage.start({ edge: { origins: { web: await origin.start() } } });
    const body = new LongBody();
    origin.answer = (socket) => socket.pause();
    const viewer = request(`${stage.url}/upload`, { method: "POST", agent: false });
    body.stream.pipe(viewer.on("error", () => undefined));
    try {
      expect(await body.untilStill()).to.be.below(mostBytes);
    } finally {
      viewer.destroy();
      await stage.stop();
      await origin.stop();
    }
  });
});
