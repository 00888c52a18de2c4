import { expect } from "chai";
import { checkCachedPath, checkPage, findStaticPath } from "../../../deployment/smoke/check-cdn";
import type { Exchange } from "../../../deployment/smoke/send-request";
import { answer, replay, UNRESOLVED } from "../support/exchanges";

const CDN = "https://d1.cloudfront.net";
const MISS = answer(200, { xCache: "Miss from cloudfront" });
const HIT = answer(200, { xCache: "Hit from cloudfront" });
const REFRESHED = answer(200, { xCache: "RefreshHit from cloudfront" });
const BROKEN = answer(503, { xCache: "Error from cloudfront" });
const MUST =
  "CloudFront must answer 200; look at the environment's health, or repeat it with --wait where the " +
  "distribution is deploying.";
const NO_HIT =
  "200, X-Cache: Miss from cloudfront, 9 ms: none of 6 requests after the first had X-Cache: Hit from " +
  "cloudfront; look at the behavior and its Cache-Control, or name a path that the stage caches by " +
  "--path.";

describe("checkPage", () => {
  const ROWS: [title: string, exchange: Exchange, verdict: string, detail: string][] = [
    ["passes 200", MISS, "pass", "200, X-Cache: Miss from cloudfront, 9 ms"],
    ["fails 503", BROKEN, "fail", `503, X-Cache: Error from cloudfront, 9 ms: ${MUST}`],
    [
      "fails a redirect",
      answer(301, { location: "https://example.com/" }),
      "fail",
      `301 to https://example.com/, 9 ms: ${MUST}`,
    ],
    [
      "fails without an answer",
      UNRESOLVED,
      "fail",
      `the name x.test does not resolve (ENOTFOUND): ${MUST}`,
    ],
  ];
  for (const [title, exchange, verdict, detail] of ROWS) {
    it(title, async () => {
      const { send, urls } = replay([exchange]);
      const { check } = await checkPage(CDN, send);
      expect([check.name, check.verdict, check.detail]).to.deep.equal([`${CDN}/`, verdict, detail]);
      expect(urls).to.deep.equal([`${CDN}/`]);
    });
  }

  it("tells figures, and null for what there is not", async () => {
    const figures = async (exchange: Exchange) => {
      const { status, xCache, ms } = (await checkPage(CDN, replay([exchange]).send)).check;
      return { status, xCache, ms };
    };
    expect(await figures(MISS)).to.deep.equal({
      status: 200,
      xCache: "Miss from cloudfront",
      ms: 9,
    });
    expect(await figures(UNRESOLVED)).to.deep.equal({ status: null, xCache: null, ms: null });
  });

  it("hands the page on, and no error page", async () => {
    const bodyOf = async (status: number) =>
      (await checkPage(CDN, replay([answer(status, { body: "page" })]).send)).body;
    expect(await bodyOf(200)).to.equal("page");
    expect(await bodyOf(500)).to.equal(undefined);
  });
});

describe("checkCachedPath", () => {
  const ROWS: [
    title: string,
    exchanges: Exchange[],
    requests: number,
    verdict: string,
    detail: string,
  ][] = [
    [
      "passes a hit on the second request",
      [MISS, HIT],
      2,
      "pass",
      "200, X-Cache: Hit from cloudfront, 9 ms; request 2 of at most 6",
    ],
    [
      "asks twice although the first is a hit",
      [HIT],
      2,
      "pass",
      "200, X-Cache: Hit from cloudfront, 9 ms; request 2 of at most 6",
    ],
    [
      "asks on while other edges fetch copies, or revalidate",
      [MISS, MISS, REFRESHED, MISS, MISS, HIT],
      6,
      "pass",
      "200, X-Cache: Hit from cloudfront, 9 ms; request 6 of at most 6",
    ],
    ["gives up after six", [MISS], 6, "fail", NO_HIT],
    ["counts no hit on the first request", [HIT, MISS], 6, "fail", NO_HIT],
    [
      "fails at once on an error",
      [MISS, BROKEN],
      2,
      "fail",
      `503, X-Cache: Error from cloudfront, 9 ms: ${MUST}`,
    ],
    [
      "fails at once without an answer",
      [UNRESOLVED],
      1,
      "fail",
      `the name x.test does not resolve (ENOTFOUND): ${MUST}`,
    ],
  ];
  for (const [title, exchanges, requests, verdict, detail] of ROWS) {
    it(title, async () => {
      const { send, urls } = replay(exchanges);
      const check = await checkCachedPath(CDN, "/data/1?a=b", send);
      expect([check.verdict, check.detail]).to.deep.equal([verdict, detail]);
      expect(urls).to.deep.equal(Array(requests).fill(`${CDN}/data/1?a=b`));
    });
  }
});

describe("findStaticPath", () => {
  const ROWS: [body: string, path: string | undefined][] = [
    ['<link href="/static/icon.0a1b.svg"><script src="/static/b.js">', "/static/icon.0a1b.svg"],
    ["<link href='/static/page.css?v=1'>", "/static/page.css?v=1"],
    ['<a href="/statics/x">', undefined],
    ['<a href="https://example.com/static/x">', undefined],
    ["", undefined],
  ];
  for (const [body, path] of ROWS) {
    it(`finds ${path ?? "none"} in ${body}`, () => {
      expect(findStaticPath(body)).to.equal(path);
    });
  }
});
