import { expect } from "chai";
import { testScenarios, type Scenario } from "./support/scenario";
import { HeldOrigin } from "./support/held-origin";
import { TestStage } from "./support/test-stage";

const cc = (value: string) => ({ "cache-control": value });
const one = { headers: cc("max-age=60"), body: "one" };
const failing = { status: 500, body: "failed" };

const stale: Scenario[] = [
  {
    title: "CF-STALE-02 CF-STALE-10 stale-if-error answers for a 5xx within its time",
    steps: [
      {
        origin: { headers: cc("max-age=60, stale-if-error=30"), body: "one" },
        expect: { result: "Miss" },
      },
      {
        advanceSeconds: 61,
        origin: failing,
        expect: { status: 200, result: "Hit", body: "one", headers: { age: "61" } },
      },
      { advanceSeconds: 29, expect: { status: 500, result: "Error", body: "failed" } },
    ],
  },
  {
    title: "CF-STALE-02 CF-STALE-09 stale-if-error answers for an origin that is gone",
    steps: [
      {
        origin: { headers: cc("max-age=60, stale-if-error=30"), body: "one" },
        expect: { result: "Miss" },
      },
      { advanceSeconds: 61, origin: "down", expect: { status: 200, result: "Hit", body: "one" } },
      { advanceSeconds: 29, expect: { status: 502, result: "Error" } },
    ],
  },
  {
    title: "CF-STALE-03 where nothing stale is kept, the error itself",
    steps: [
      {
        origin: { status: 503, headers: cc("stale-if-error=30"), body: "failed" },
        expect: { status: 503, result: "Error", body: "failed" },
      },
    ],
  },
  {
    title: "CF-STALE-04 both directives hold, each for itself",
    steps: [
      {
        origin: {
          headers: cc("max-age=60, stale-while-revalidate=10, stale-if-error=100"),
          body: "one",
        },
        expect: { result: "Miss" },
      },
      { advanceSeconds: 75, origin: failing, expect: { status: 200, result: "Hit", body: "one" } },
    ],
  },
  {
    title: "CF-STALE-05 without directive a stale object answers, and the origin rests 10 s",
    steps: [
      { origin: one, expect: { seen: 1 } },
      { advanceSeconds: 60, origin: failing, expect: { status: 200, body: "one", seen: 2 } },
      { advanceSeconds: 9, expect: { status: 200, result: "Hit", body: "one", seen: 2 } },
      { advanceSeconds: 1, expect: { status: 200, body: "one", seen: 3 } },
      { advanceSeconds: 10, origin: { body: "two" }, expect: { result: "Miss", body: "two" } },
    ],
  },
  {
    title: "CF-STALE-06 a 4xx is returned, not the stale object",
    steps: [
      { origin: one, expect: { seen: 1 } },
      { advanceSeconds: 60, origin: { status: 404 }, expect: { status: 404, result: "Error" } },
    ],
  },
  {
    title: "CF-STALE-07 AMB-18 a stale object answers until MaxTTL only",
    cache: { ttls: [0, 10, 100] },
    steps: [
      { origin: one, expect: { seen: 1 } },
      { advanceSeconds: 99, origin: failing, expect: { status: 200, body: "one" } },
      { advanceSeconds: 1, expect: { status: 500, result: "Error" } },
    ],
  },
  {
    title: "AMB-18 fresh for MaxTTL leaves no time to be stale",
    cache: { ttls: [0, 10, 60] },
    steps: [
      { origin: { headers: cc("max-age=60, stale-if-error=600") }, expect: { seen: 1 } },
      { advanceSeconds: 60, origin: failing, expect: { status: 500 } },
    ],
  },
  {
    title: "CF-STALE-08 a private answer is served when the origin can't be reached",
    cache: { ttls: [0, 0, 3600] },
    steps: [
      { origin: { headers: cc("private"), body: "mine" }, expect: { result: "Miss", seen: 1 } },
      { origin: failing, expect: { status: 500, result: "Error", seen: 2 } },
      { advanceSeconds: 10, origin: { headers: cc("private") }, expect: { body: "ok", seen: 3 } },
      { origin: "down", expect: { status: 200, body: "ok", result: "Hit" } },
    ],
  },
  {
    title: "CF-STALE-01 no-store leaves nothing to be served while revalidating",
    cache: { ttls: [0, 0, 3600] },
    steps: [
      {
        origin: { headers: cc("no-store, stale-while-revalidate=60") },
        expect: { result: "Miss", seen: 1 },
      },
      { expect: { result: "Miss", seen: 2 } },
    ],
  },
  {
    title: "CF-STALE-08 stale-if-error=0 opts out",
    cache: { ttls: [0, 0, 3600] },
    steps: [
      { origin: { headers: cc("no-store, stale-if-error=0") }, expect: { status: 200 } },
      { origin: "down", expect: { status: 502, result: "Error" } },
    ],
  },
];

const errors: Scenario[] = [
  {
    title: "CF-ERR-01 CF-GW-07 CF-XC-04 an error is kept for ten seconds, and stays an Error",
    steps: [
      { origin: failing, expect: { status: 500, result: "Error", body: "failed", seen: 1 } },
      { advanceSeconds: 9, expect: { status: 500, result: "Error", body: "failed", seen: 1 } },
      { advanceSeconds: 1, expect: { status: 500, result: "Error", seen: 2 } },
    ],
  },
  {
    title: "CF-ERR-04 ErrorCachingMinTTL of a custom error response without a page",
    root: { CustomErrorResponses: { Items: [{ ErrorCode: 404, ErrorCachingMinTTL: 3 }] } },
    steps: [
      { origin: { status: 404 }, expect: { seen: 1 } },
      { advanceSeconds: 2, expect: { status: 404, seen: 1 } },
      { advanceSeconds: 1, expect: { status: 404, seen: 2 } },
    ],
  },
  {
    title: "CF-ERR-02 an error to a viewer's own condition isn't kept for others",
    steps: [
      {
        origin: { status: 412, headers: cc("max-age=60") },
        headers: { "if-none-match": '"one"' },
        expect: { status: 412, result: "Error", seen: 1 },
      },
      { origin: { body: "one" }, expect: { status: 200, result: "Miss", body: "one", seen: 2 } },
    ],
  },
  {
    title: "CF-ERR-08 an unlisted error isn't kept",
    steps: [
      { origin: { status: 401 }, expect: { status: 401, result: "Error", seen: 1 } },
      { expect: { status: 401, seen: 2 } },
    ],
  },
  {
    title: "CF-ERR-09 CF-GW-01 an origin that refuses connections: 502, kept like an error",
    steps: [
      {
        origin: "down",
        expect: { status: 502, result: "Error", headers: { server: "CloudFront" } },
      },
      { advanceSeconds: 9, expect: { status: 502, result: "Error" } },
    ],
  },
  {
    title: "CF-ERR-10 an error on POST isn't kept",
    steps: [
      { method: "POST", body: "x", origin: failing, expect: { status: 500, seen: 1 } },
      { method: "POST", body: "x", expect: { status: 500, seen: 2 } },
      { expect: { status: 500, seen: 3 } },
    ],
  },
];

describe("stale objects", () => testScenarios(stale));

describe("stale-while-revalidate", () => {
  it("CF-STALE-01 answers at once and refreshes behind the viewer's back", async () => {
    const stage = await TestStage.start();
    const swr = (body: string) => ({
      headers: cc("max-age=60, stale-while-revalidate=30"),
      body,
    });
    try {
      stage.origin.respond(swr("one"));
      await stage.send("/a");
      stage.clock.advance(61);
      const refreshed = new Promise<void>((resolve) => {
        stage.origin.handle((_request, response) => {
          response.writeHead(200, swr("two").headers).end("two");
          resolve();
        });
      });
      const received = await stage.send("/a");
      expect([received.result, received.body]).to.deep.equal(["Hit", "one"]);
      await refreshed;
      // The refreshed object is there as soon as its last byte has come.
      let next = await stage.send("/a");
      while (next.body === "one") {
        next = await stage.send("/a");
      }
      expect([next.result, next.body, stage.origin.seen.length]).to.deep.equal(["Hit", "two", 2]);
    } finally {
      await stage.stop();
    }
  });

  it("CF-STALE-01 one refresh for all, whole, whatever the viewers ask for", async () => {
    const origin = new HeldOrigin();
    const stage = await TestStage.start({ edge: { originConnection: origin } });
    const headers = cc("max-age=60, stale-while-revalidate=30");
    try {
      const first = stage.send("/a");
      (await origin.waitFor(1)).respond(200, headers).end("one");
      await first;
      stage.clock.advance(61);
      await stage.send("/a", { method: "HEAD", headers: { "if-none-match": '"none"' } });
      expect((await stage.send("/a")).result).to.equal("Hit");
      const refresh = await origin.waitFor(2);
      expect([refresh.method, refresh.headers["if-none-match"]]).to.deep.equal(["GET", undefined]);
      expect(origin.requests.length).to.equal(2);
      refresh.respond(200, headers).end("two");
    } finally {
      await stage.stop();
    }
  });

  it("CF-STALE-01 ends after its time", async () => {
    const stage = await TestStage.start();
    try {
      stage.origin.respond({ headers: cc("max-age=60, stale-while-revalidate=30") });
      await stage.send("/a");
      stage.clock.advance(90);
      expect((await stage.send("/a")).result).to.equal("Miss");
    } finally {
      await stage.stop();
    }
  });
});

describe("errors", () => testScenarios(errors));
