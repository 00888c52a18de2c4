import { expect } from "chai";
import { testScenarios, type Scenario } from "./support/scenario";
import { TestStage } from "./support/test-stage";

const cc = (value: string) => ({ "cache-control": value });
const tagged = { ...cc("max-age=60"), etag: '"one"' };
const lastModified = "Thu, 01 Jan 2026 00:00:00 GMT";

/** A customer's policy as UseOriginCacheControlHeaders has it, without cookies and headers. */
const originDecides: Pick<Scenario, "cache"> = { cache: { ttls: [0, 0, 31_536_000] } };

const revalidating: Scenario[] = [
  {
    title: "CF-REV-01 CF-REV-02 CF-XC-02 an expired object is confirmed and fresh again",
    steps: [
      { origin: { headers: tagged, body: "one" }, expect: { result: "Miss", seen: 1 } },
      {
        advanceSeconds: 60,
        expect: {
          result: "RefreshHit",
          body: "one",
          seen: 2,
          headers: { age: null },
          forwarded: { "if-none-match": '"one"' },
        },
      },
      { advanceSeconds: 59, expect: { result: "Hit", headers: { age: "59" }, seen: 2 } },
    ],
  },
  {
    title: "CF-REV-01 Last-Modified is sent too",
    steps: [
      {
        origin: { headers: { ...tagged, "last-modified": lastModified } },
        expect: { result: "Miss" },
      },
      {
        advanceSeconds: 60,
        expect: {
          result: "RefreshHit",
          forwarded: { "if-none-match": '"one"', "if-modified-since": lastModified },
        },
      },
    ],
  },
  {
    title: "CF-REV-02 another response replaces the expired object",
    steps: [
      { origin: { headers: tagged, body: "one" }, expect: { result: "Miss" } },
      {
        advanceSeconds: 60,
        origin: { headers: { ...tagged, etag: '"two"' }, body: "two" },
        expect: { result: "Miss", body: "two", seen: 2 },
      },
      { expect: { result: "Hit", body: "two", seen: 2 } },
    ],
  },
  {
    title: "CF-TTL-12 AMB-17 no-cache is kept and confirmed each time",
    ...originDecides,
    steps: [
      {
        origin: { headers: { ...cc("no-cache"), etag: '"one"' }, body: "one" },
        expect: { result: "Miss" },
      },
      { expect: { result: "RefreshHit", body: "one", seen: 2 } },
      { expect: { result: "RefreshHit", body: "one", seen: 3 } },
    ],
  },
  {
    title: "CF-REV-03 Vary: * is asked for each time, without conditions",
    ...originDecides,
    steps: [
      { origin: { headers: { ...tagged, vary: "*" } }, expect: { result: "Miss" } },
      { expect: { result: "Miss", seen: 2, forwarded: { "if-none-match": null } } },
    ],
  },
  {
    title: "CF-REV-03 Vary: * is nobody else's while it is revalidated either",
    ...originDecides,
    steps: [
      {
        origin: {
          headers: { ...cc("max-age=60, stale-while-revalidate=60"), vary: "*" },
          body: "one",
        },
        expect: { result: "Miss", seen: 1 },
      },
      { origin: { body: "two" }, expect: { result: "Miss", body: "two", seen: 2 } },
    ],
  },
  {
    title: "CF-COOK-04 AMB-07 no conditions where cookies are forwarded",
    cache: { cookies: "all" },
    steps: [
      { origin: { headers: tagged }, expect: { result: "Miss" } },
      {
        advanceSeconds: 60,
        expect: { result: "Miss", seen: 2, forwarded: { "if-none-match": null } },
      },
    ],
  },
  {
    title: "CF-REV-04 a viewer's condition goes to the origin on a miss, and its 304 back",
    steps: [
      {
        origin: { headers: tagged },
        headers: { "if-none-match": '"one"' },
        expect: { status: 304, result: "Miss", forwarded: { "if-none-match": '"one"' } },
      },
      { expect: { status: 200, result: "Miss", body: "ok", seen: 2 } },
    ],
  },
  {
    title: "CF-REV-04 AMB-09 a hit answers a viewer's condition",
    steps: [
      {
        origin: { headers: { ...tagged, "last-modified": lastModified } },
        expect: { status: 200 },
      },
      {
        headers: { "if-none-match": 'W/"one"' },
        expect: {
          status: 304,
          result: "Hit",
          body: "",
          seen: 1,
          headers: { etag: '"one"', "content-length": null },
        },
      },
      { headers: { "if-none-match": '"two"' }, expect: { status: 200, result: "Hit", body: "ok" } },
      { headers: { "if-modified-since": lastModified }, expect: { status: 304, result: "Hit" } },
      {
        headers: { "if-modified-since": "2026-01-01T00:00:00Z" },
        expect: { status: 200, result: "Hit" },
      },
      {
        headers: { "if-none-match": '"two"', "if-modified-since": lastModified },
        expect: { status: 200, result: "Hit" },
      },
    ],
  },
  {
    title: "CF-REV-01 the edge asks with its own condition, not the viewer's",
    steps: [
      { origin: { headers: tagged, body: "one" }, expect: { status: 200 } },
      {
        advanceSeconds: 60,
        headers: { "if-none-match": '"older"' },
        expect: {
          status: 200,
          result: "RefreshHit",
          body: "one",
          forwarded: { "if-none-match": '"one"' },
        },
      },
    ],
  },
  {
    title: "a HEAD confirms GET's expired object",
    steps: [
      { origin: { headers: tagged, body: "one" }, expect: { status: 200 } },
      { advanceSeconds: 60, method: "HEAD", expect: { result: "RefreshHit", asked: "HEAD /a" } },
      { expect: { result: "Hit", body: "one", seen: 2 } },
    ],
  },
];

describe("revalidation", () => {
  testScenarios(revalidating);

  it("CF-REV-02 CF-REV-03 the Vary: * of a 304 counts", async () => {
    const stage = await TestStage.start(originDecides);
    try {
      stage.origin.respond({ headers: tagged, body: "one" });
      await stage.send("/a");
      stage.clock.advance(60);
      stage.origin.respond({ headers: { ...tagged, vary: "*" }, body: "one" });
      expect((await stage.send("/a")).result).to.equal("RefreshHit");
      expect((await stage.send("/a")).result).to.equal("Miss");
      expect(stage.origin.lastSeen.headers["if-none-match"]).to.equal(undefined);
    } finally {
      await stage.stop();
    }
  });

  it("CF-REV-02 a 304 about another object doesn't confirm the stored one", async () => {
    const stage = await TestStage.start();
    const headers = { ...tagged, etag: '"two"' };
    try {
      stage.origin.respond({ headers: tagged, body: "one" });
      await stage.send("/a");
      stage.clock.advance(60);
      stage.origin.handle((request, response) => {
        const isConditional = request.headers["if-none-match"] !== undefined;
        response.writeHead(isConditional ? 304 : 200, headers);
        response.end(isConditional ? undefined : "two");
      });
      const viewer = { headers: { "if-none-match": '"three"' } };
      for (const result of ["Miss", "Hit"]) {
        const received = await stage.send("/a", viewer);
        expect([received.result, received.body, received.headers.etag]).to.deep.equal([
          result,
          "two",
          '"two"',
        ]);
      }
      expect(stage.origin.seen.length).to.equal(3);
    } finally {
      await stage.stop();
    }
  });

  it("CF-REV-02 a 304 brings headers, but what it says about a body of its own doesn't count", async () => {
    const stage = await TestStage.start();
    const stored = { "content-type": "text/plain", "content-location": "/one" };
    const news = { "content-type": "text/html", "content-location": "/two", "x-news": "yes" };
    const ofABody = {
      "content-length": "9",
      "content-encoding": "x",
      "content-range": "bytes 0-8/9",
    };
    try {
      stage.origin.respond({ headers: { ...tagged, ...stored }, body: "one" });
      await stage.send("/a");
      stage.clock.advance(60);
      stage.origin.handle((_request, response) => {
        response.writeHead(304, { ...news, ...ofABody, "content-md5": "abc" }).end();
      });
      for (const result of ["RefreshHit", "Hit"]) {
        const received = await stage.send("/a");
        expect([received.result, received.body]).to.deep.equal([result, "one"]);
        expect(received.headers).to.include({ ...news, "content-length": "3" });
        expect(received.headers).to.not.have.any.keys(
          "content-encoding",
          "content-md5",
          "content-range",
        );
      }
    } finally {
      await stage.stop();
    }
  });
});
