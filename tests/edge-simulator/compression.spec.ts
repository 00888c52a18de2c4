import { expect } from "chai";
import { managedCachePolicyIds, MemoryStore } from "../../edge-simulator";
import { testScenarios, type Scenario } from "./support/scenario";
import { sendRaw } from "./support/send-raw";
import { TestStage, type StageOptions } from "./support/test-stage";

const page = "<p>Compress me.</p>\n".repeat(60);
const html = {
  "cache-control": "max-age=60",
  "content-type": "text/html",
  "content-length": String(page.length),
};
const origin = { headers: html, body: page };
const accept = (encodings: string) => ({ headers: { "accept-encoding": encodings } });

const both: StageOptions = { cache: { gzip: true, brotli: true }, behavior: { Compress: true } };
const etags: [string, string | null][] = [
  ['"one"', 'W/"one"'],
  ['W/"one"', 'W/"one"'],
  ["one", null],
];

const choosing: Scenario[] = [
  ...(
    [
      ["CF-CMP-04 Brotli goes before gzip", "gzip, br", "br", both],
      ["CF-CMP-04 gzip for who takes nothing better", "gzip, deflate", "gzip", both],
      ["CF-CMP-04 nothing for who takes neither", "deflate", null, both],
      ["CF-CMP-02 only what the policy enables", "gzip, br", "gzip", enable({ gzip: true })],
      ["CF-CMP-02 only what the policy enables", "gzip, br", "br", enable({ brotli: true })],
      ["CF-CMP-02 nothing without a flag", "gzip, br", null, enable({})],
      ["CF-CMP-01 nothing without Compress", "gzip, br", null, { cache: both.cache }],
    ] as const
  ).map(([title, encodings, encoding, options]): Scenario => {
    const body = encoding === null ? { body: page } : { decoded: page };
    return {
      title: `${title} (${encodings})`,
      ...options,
      steps: [
        {
          ...{ origin, ...accept(encodings) },
          expect: { ...body, headers: { "content-encoding": encoding } },
        },
      ],
    };
  }),
  ...[200, 403, 404].map((status): Scenario => ({
    title: `CF-CMP-08 status ${status}`,
    ...both,
    steps: [
      {
        ...{ origin: { ...origin, status }, ...accept("br") },
        expect: { status, decoded: page, headers: { "content-encoding": "br" } },
      },
    ],
  })),
];

function enable(cache: StageOptions["cache"]): StageOptions {
  return { ...both, cache };
}

const storing: Scenario[] = [
  {
    title: "CF-CMP-12 what is kept is compressed, once, with its length",
    ...both,
    steps: [
      {
        ...{ origin, ...accept("br") },
        expect: { result: "Miss", decoded: page, headers: { "content-length": null } },
      },
      {
        ...accept("br"),
        expect: {
          ...{ result: "Hit", decoded: page, seen: 1 },
          headers: { "content-encoding": "br", "transfer-encoding": null },
        },
      },
      {
        ...{ method: "HEAD", ...accept("br") },
        expect: { result: "Hit", body: "", headers: { "content-encoding": "br" } },
      },
    ],
  },
  {
    title: "AMB-04 each kind of viewer has an object of its own",
    ...both,
    steps: [
      { origin, ...accept("br"), expect: { headers: { "content-encoding": "br" } } },
      { ...accept("gzip"), expect: { seen: 2, headers: { "content-encoding": "gzip" } } },
      { expect: { seen: 3, body: page, headers: { "content-encoding": null } } },
    ],
  },
  ...etags.map(([etag, weakened]): Scenario => ({
    title: `CF-CMP-11 the ETag ${etag} becomes ${weakened}`,
    ...both,
    steps: [
      {
        ...{ origin: { headers: { ...html, etag }, body: page }, ...accept("br") },
        expect: { headers: { etag: weakened } },
      },
      { ...accept("br"), expect: { result: "Hit", headers: { etag: weakened } } },
      { expect: { result: "Miss", headers: { etag } } },
    ],
  })),
  ...(
    [
      [undefined, "Accept-Encoding"],
      ["Cookie", "Cookie, Accept-Encoding"],
      ["accept-encoding", "accept-encoding"],
    ] as const
  ).map(([vary, varies]): Scenario => ({
    title: `CF-CMP-13 observed: Vary ${vary} becomes ${varies}`,
    ...both,
    steps: [
      {
        ...{ origin: { headers: { ...html, ...(vary && { vary }) }, body: page } },
        ...accept("br"),
        expect: { headers: { vary: varies } },
      },
    ],
  })),
  {
    title: "CF-CMP-09 a HEAD has no body to compress",
    ...both,
    steps: [
      {
        ...{ origin, method: "HEAD", ...accept("br") },
        expect: {
          status: 200,
          headers: { "content-encoding": null, "content-length": html["content-length"] },
        },
      },
    ],
  },
  {
    title: "CF-CMP-03 AMB-10 what isn't fresh for anybody isn't compressed",
    ...both,
    steps: [
      {
        origin: { headers: { ...html, "cache-control": "no-cache" }, body: page },
        ...accept("br"),
        expect: { body: page, headers: { "content-encoding": null } },
      },
    ],
  },
  {
    title: "CF-CMP-03 AMB-10 nor anything where caching is disabled",
    behavior: { Compress: true, CachePolicyId: managedCachePolicyIds.CachingDisabled },
    steps: [
      {
        ...{ origin, ...accept("br") },
        expect: { body: page, headers: { "content-encoding": null } },
      },
    ],
  },
  {
    title: "CF-CMP-11 CF-REV-01 the origin is asked with its own ETag, each time",
    ...both,
    steps: [
      {
        origin: { headers: { ...html, etag: '"one"', vary: "Cookie" }, body: page },
        ...accept("br"),
        expect: { result: "Miss" },
      },
      ...[2, 3].map((seen) => ({
        ...{ advanceSeconds: 60, ...accept("br") },
        expect: {
          ...{ result: "RefreshHit", decoded: page, seen },
          headers: { etag: 'W/"one"', vary: "Cookie, Accept-Encoding" },
          forwarded: { "if-none-match": '"one"' },
        },
      })),
      {
        headers: { "accept-encoding": "br", "if-none-match": 'W/"one"' },
        expect: { status: 304, result: "Hit", seen: 3 },
      },
    ],
  },
  {
    title: "CF-RNG-05 ranges are of the compressed bytes",
    ...both,
    steps: [
      { origin, ...accept("gzip"), expect: { result: "Miss" } },
      {
        headers: { "accept-encoding": "gzip", range: "bytes=0-1" },
        expect: {
          ...{ status: 206, result: "Hit", seen: 1 },
          // What every gzip file begins with; the second of its two bytes isn't ASCII.
          body: "\u001f\ufffd",
          headers: { "content-encoding": "gzip", "content-length": "2" },
        },
      },
    ],
  },
  {
    title: "CF-RNG-07 CF-CMP-08 a range that isn't in the cache comes as the origin has it",
    ...both,
    steps: [
      {
        origin: {
          status: 206,
          headers: { ...html, "content-range": `bytes 0-${page.length - 1}/9999` },
          body: page,
        },
        headers: { "accept-encoding": "br", range: `bytes=0-${page.length - 1}` },
        expect: { status: 206, body: page, headers: { "content-encoding": null } },
      },
    ],
  },
];

describe("compression", () => {
  describe("for whom", () => testScenarios(choosing));
  describe("of what is kept", () => testScenarios(storing));

  it("CF-CMP-05 CF-AE-10 not for HTTP/1.0", async () => {
    const stage = await TestStage.start(both);
    try {
      stage.origin.respond(origin);
      const answer = await sendRaw(stage, "GET /a HTTP/1.0\r\nAccept-Encoding: br, gzip\r\n\r\n");
      expect(answer)
        .to.include(page)
        .and.not.match(/content-encoding/i);
    } finally {
      await stage.stop();
    }
  });

  it("CF-REV-05 a 304 doesn't compress what is kept as it was", async () => {
    const store = new MemoryStore();
    const results: unknown[] = [];
    for (const Compress of [false, true]) {
      const stage = await TestStage.start({ ...both, behavior: { Compress }, edge: { store } });
      stage.origin.respond({ headers: { ...html, etag: '"one"' }, body: page });
      stage.clock.advance(Compress ? 60 : 0);
      const { result, body, headers } = await stage.send("/a", accept("br"));
      results.push([result, body === page, headers["content-encoding"], headers.etag]);
      await stage.stop();
    }
    expect(results).to.deep.equal([
      ["Miss", true, undefined, '"one"'],
      ["RefreshHit", true, undefined, '"one"'],
    ]);
  });
});
