import { expect } from "chai";
import type { OriginAnswer } from "./support/test-origin";
import {
  TestStage,
  type Received,
  type StageOptions,
  type ViewerOptions,
} from "./support/test-stage";

const asked: ViewerOptions = { headers: { pragma: "server-timing" } };
const place = 'cdn-pop;desc="LCL50-P1",cdn-rid;desc="ID"';
const hit = `cdn-cache-hit,${place},cdn-hit-layer;desc="EDGE",cdn-downstream-fbl;dur=0`;
const miss = `cdn-upstream-layer;desc="EDGE",cdn-upstream-fbl;dur=120,cdn-cache-miss,${place},cdn-downstream-fbl;dur=120`;

/** Runs on a stage whose responses tell their timing, so many in a hundred. */
async function withServerTiming(
  samplingPercent: number | undefined,
  random: number,
  run: (stage: TestStage) => Promise<void>,
  root: StageOptions["root"] = {},
): Promise<void> {
  const timing = { ServerTimingHeadersConfig: { Enabled: true, SamplingRate: samplingPercent } };
  const stage = await TestStage.start({
    root,
    behavior: { ResponseHeadersPolicyId: "timing" },
    edge: { random: () => random, policies: { responseHeadersPolicies: { timing } } },
  });
  try {
    await run(stage);
  } finally {
    await stage.stop();
  }
}

/** An origin that takes 120 ms for its first byte. */
function respondSlowly(stage: TestStage, answer: OriginAnswer): void {
  stage.origin.respond(() => {
    stage.clock.advance(0.12);
    return answer;
  });
}

function readTiming({ headers }: Received): string | undefined {
  return headers["server-timing"]?.toString().replace(String(headers["x-amz-cf-id"]), "ID");
}

describe("Server-Timing", () => {
  it("CF-RHP-09 a miss tells of the origin, a hit of the cache", () =>
    withServerTiming(100, 0.99, async (stage) => {
      respondSlowly(stage, {});
      expect(readTiming(await stage.send("/a"))).to.equal(miss);
      expect(readTiming(await stage.send("/a"))).to.equal(hit);
    }));

  it("CF-RHP-09 the origin's metrics follow on a miss, and are dropped on a hit", () =>
    withServerTiming(100, 0.99, async (stage) => {
      respondSlowly(stage, { headers: { "server-timing": "db;dur=53" } });
      expect(readTiming(await stage.send("/a"))).to.equal(`${miss},db;dur=53`);
      expect(readTiming(await stage.send("/a"))).to.equal(hit);
    }));

  it("CF-RHP-09 a revalidated response is a refresh", () =>
    withServerTiming(100, 0.99, async (stage) => {
      const headers = { etag: '"1"', "cache-control": "max-age=1", "server-timing": "db" };
      stage.origin.respond({ headers });
      await stage.send("/a");
      stage.clock.advance(2);
      expect(readTiming(await stage.send("/a"))).to.equal(
        `cdn-upstream-fbl;dur=0,cdn-cache-refresh,${place},cdn-downstream-fbl;dur=0`,
      );
    }));

  it("CF-RHP-09 a page of the edge's own has no time of an origin's", () =>
    withServerTiming(100, 0.99, async (stage) => {
      await stage.origin.stop();
      expect(readTiming(await stage.send("/a"))).to.equal(
        `cdn-upstream-layer;desc="EDGE",cdn-cache-miss,${place},cdn-downstream-fbl;dur=0`,
      );
    }));

  it("CF-RHP-09 an error's own page tells of itself", () =>
    withServerTiming(
      100,
      0.99,
      async (stage) => {
        stage.origin.respond(({ url }) => ({ status: url === "/sorry" ? 200 : 404 }));
        await stage.send("/a");
        expect(readTiming(await stage.send("/b"))).to.equal(hit);
      },
      {
        CustomErrorResponses: {
          Items: [{ ErrorCode: 404, ResponsePagePath: "/sorry", ResponseCode: "200" }],
        },
      },
    ));

  const rows: [
    percent: number | undefined,
    random: number,
    options: ViewerOptions,
    has: boolean,
  ][] = [
    [50, 0.4999, {}, true],
    [50, 0.5, {}, false],
    [0, 0, {}, false],
    [0, 0, asked, true],
    [undefined, 0, {}, false],
    [undefined, 0, asked, true],
    [0, 0, { headers: { pragma: "no-cache" } }, false],
  ];
  for (const [percent, random, options, has] of rows) {
    const what = `${percent ?? "no rate"}, ${random}, Pragma: ${options.headers?.pragma ?? "none"}`;
    it(`CF-RHP-09 ${what}: ${has ? "told" : "not told, and the origin's stays"}`, () =>
      withServerTiming(percent, random, async (stage) => {
        stage.origin.respond({ headers: { "server-timing": "db" } });
        const { headers } = await stage.send("/a", options);
        expect(headers["server-timing"] === "db").to.equal(!has);
      }));
  }
});
