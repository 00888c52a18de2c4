import { expect } from "chai";
import type { RequestReport } from "../../edge-simulator";
import { TestStage, type StageOptions } from "./support/test-stage";

interface Row {
  readonly title: string;
  readonly stage?: StageOptions;
  readonly prepare?: (stage: TestStage) => Promise<void>;
  readonly send: (stage: TestStage) => Promise<unknown>;
  readonly expect: (report: RequestReport) => unknown;
  readonly toEqual: unknown;
}

const cc = (value: string) => ({ "cache-control": value });

async function store(stage: TestStage): Promise<void> {
  stage.origin.respond({ headers: { ...cc("max-age=60"), etag: '"one"' }, body: "one" });
  await stage.send("/a");
}

const outline = ({ lookup, result, lifetime, originExchanges }: RequestReport) => ({
  lookup,
  result,
  lifetime,
  asked: originExchanges.map(({ method, path, status, failure }) => ({
    ...{ method, path, status, failure },
  })),
});

const asked = { method: "GET", path: "/a", status: 200, failure: undefined };

const rows: readonly Row[] = [
  {
    title: "a miss, with what the origin was asked",
    prepare: (stage) => {
      stage.origin.respond({ headers: cc("max-age=60") });
      return Promise.resolve();
    },
    send: (stage) => stage.send("/a?b=c"),
    expect: (report) => ({
      ...outline(report),
      pathPattern: report.pathPattern,
      cacheKey: report.cacheKey,
      query: report.request.query,
    }),
    toEqual: {
      lookup: "absent",
      result: "Miss",
      lifetime: { rule: "max-age", ttlSeconds: 60, ageSeconds: 0, remainingSeconds: 60 },
      asked: [asked],
      pathPattern: "*",
      cacheKey: "GET /a\n",
      query: "b=c",
    },
  },
  {
    title: "a hit, with what is left of its TTL",
    prepare: async (stage) => {
      await store(stage);
      stage.clock.advance(14);
    },
    send: (stage) => stage.send("/a"),
    expect: outline,
    toEqual: {
      lookup: "fresh",
      result: "Hit",
      lifetime: { rule: "max-age", ttlSeconds: 60, ageSeconds: 14, remainingSeconds: 46 },
      asked: [],
    },
  },
  {
    title: "a revalidation",
    prepare: async (stage) => {
      await store(stage);
      stage.clock.advance(61);
    },
    send: (stage) => stage.send("/a"),
    expect: outline,
    toEqual: {
      lookup: "expired",
      result: "RefreshHit",
      lifetime: { rule: "max-age", ttlSeconds: 60, ageSeconds: 0, remainingSeconds: 60 },
      asked: [{ ...asked, status: 304 }],
    },
  },
  {
    title: "an expired response in the place of an error",
    prepare: async (stage) => {
      await store(stage);
      stage.clock.advance(61);
      stage.origin.respond({ status: 503 });
    },
    send: (stage) => stage.send("/a"),
    expect: outline,
    toEqual: {
      lookup: "stale-if-error",
      result: "Hit",
      lifetime: { rule: "max-age", ttlSeconds: 60, ageSeconds: 61, remainingSeconds: -1 },
      asked: [{ ...asked, status: 503 }],
    },
  },
  {
    title: "a request past the cache",
    prepare: () => Promise.resolve(),
    send: (stage) => stage.send("/a", { method: "POST", body: "x" }),
    expect: ({ lookup, cacheKey, result }) => ({ lookup, cacheKey, result }),
    toEqual: { lookup: "bypassed", cacheKey: undefined, result: "Miss" },
  },
  {
    title: "an origin that can't be reached",
    prepare: (stage) => stage.origin.stop(),
    send: (stage) => stage.send("/a"),
    expect: ({ status, result, originExchanges }) => ({
      status,
      result,
      failures: originExchanges.map(({ failure }) => failure),
    }),
    toEqual: { status: 502, result: "Error", failures: ["connect"] },
  },
  {
    title: "a request that is turned away",
    stage: { behavior: { AllowedMethods: { Items: ["GET", "HEAD"] } } },
    send: (stage) => stage.send("/a", { method: "POST" }),
    expect: ({ status, pathPattern, lookup, lifetime }) => ({
      ...{ status, pathPattern, lookup, lifetime },
    }),
    toEqual: { status: 403, pathPattern: "*", lookup: undefined, lifetime: undefined },
  },
];

describe("watching an edge", () => {
  for (const row of rows) {
    it(`tells of ${row.title}`, async () => {
      const stage = await TestStage.start(row.stage);
      try {
        await row.prepare?.(stage);
        const reports: RequestReport[] = [];
        const told = new Promise<void>((resolve) => {
          stage.edge.watch((report) => resolve(void reports.push(report)));
        });
        await row.send(stage);
        await told;
        expect(reports.map(row.expect)).to.deep.equal([row.toEqual]);
      } finally {
        await stage.stop();
      }
    });
  }

  it("counts bytes and times of a whole response, and ends", async () => {
    const stage = await TestStage.start();
    try {
      const reports: RequestReport[] = [];
      const told = new Promise<() => void>((resolve) => {
        const end = stage.edge.watch((report) => {
          reports.push(report);
          resolve(end);
        });
      });
      stage.origin.respond({ body: "0123456789" });
      const { headers } = await stage.send("/a");
      (await told)();
      await stage.send("/a");
      const [report, ...others] = reports;
      expect(others).to.deep.equal([]);
      expect(report?.request.requestId).to.equal(headers["x-amz-cf-id"]);
      expect(report?.isWhole).to.equal(true);
      const headBytes = (report?.bytesSent ?? 0) - 10;
      expect(headBytes).to.be.within(200, 600);
      expect(report?.startedAtMs).to.equal(stage.clock.now());
      expect(report?.endedAtMs).to.equal(stage.clock.now());
    } finally {
      await stage.stop();
    }
  });
});
