import { expect } from "chai";
import fc from "fast-check";
import { createHash } from "node:crypto";
import {
  managedCachePolicyIds,
  managedOriginRequestPolicyIds,
  type OriginConnection,
} from "../../edge-simulator";
import { Readable } from "node:stream";
import type { CachePolicyChanges } from "./support/distribution";
import { testScenarios, type Scenario } from "./support/scenario";
import { TestStage, type ViewerOptions } from "./support/test-stage";

/** The default behavior of the stacks: the app decides, and everything reaches it. */
const asInStacks = {
  behavior: {
    CachePolicyId: managedCachePolicyIds["UseOriginCacheControlHeaders-QueryStrings"],
    OriginRequestPolicyId: managedOriginRequestPolicyIds.AllViewer,
  },
};
const cacheable = { headers: { "cache-control": "public, max-age=60" } };

const pairs: [
  what: string,
  one: ViewerOptions & { path?: string },
  other: ViewerOptions & { path?: string },
][] = [
  ["query", { path: "/a?user=1" }, { path: "/a?user=2" }],
  ["cookie", { headers: { cookie: "id=1" } }, { headers: { cookie: "id=2" } }],
  ["cookie and none", { headers: { cookie: "id=1" } }, {}],
  ["Host", { headers: { host: "one.example" } }, { headers: { host: "two.example" } }],
];

const separated: Scenario[] = pairs.map(([what, one, other]) => ({
  title: `CF-KEY-04 CF-HOST-02 viewers of different ${what} never meet`,
  ...asInStacks,
  steps: [
    { ...one, origin: { ...cacheable, body: "one's" }, expect: { result: "Miss", body: "one's" } },
    {
      ...other,
      origin: { ...cacheable, body: "other's" },
      expect: { result: "Miss", body: "other's" },
    },
    { ...one, expect: { result: "Hit", body: "one's" } },
    { ...other, expect: { result: "Hit", body: "other's", seen: 2 } },
  ],
}));

const guarded: Scenario[] = ["private", "no-store", "private, max-age=600"].map((control) => ({
  title: `CF-TTL-05 an answer to Authorization that says ${control} is its viewer's alone`,
  ...asInStacks,
  steps: [
    {
      origin: { headers: { "cache-control": control }, body: "one's" },
      headers: { authorization: "Bearer one" },
      expect: { result: "Miss", body: "one's", forwarded: { authorization: "Bearer one" } },
    },
    {
      origin: { headers: { "cache-control": control }, body: "other's" },
      headers: { authorization: "Bearer other" },
      expect: { result: "Miss", body: "other's", forwarded: { authorization: "Bearer other" } },
    },
    { expect: { result: "Miss", body: "other's", seen: 3 } },
  ],
}));

const parts = {
  path: fc.constantFrom("/a", "/a/", "/b"),
  query: fc.constantFrom("", "?x=1", "?x=2", "?y=1&x=1", "?x=1&y=1", "?x=1%0Ahost: b"),
  cookie: fc.constantFrom(undefined, "id=1", "id=2", "id=1; t=2", "t=2; id=1"),
  host: fc.constantFrom("a", "b"),
  variant: fc.constantFrom(undefined, "1", "id=1"),
  encoding: fc.constantFrom(undefined, "gzip", "gzip, br", "deflate"),
};

const viewers = fc.array(fc.record(parts), { minLength: 2, maxLength: 12 });
const selection = (name: string) =>
  fc.constantFrom<CachePolicyChanges["cookies"]>(
    "none",
    "all",
    { whitelist: [name] },
    { allExcept: [name] },
  );
const policies: fc.Arbitrary<CachePolicyChanges> = fc.record({
  headers: fc.constantFrom(undefined, ["Host"], ["X-Variant"], ["X-Variant", "Host"]),
  cookies: selection("id"),
  queryStrings: selection("x"),
  gzip: fc.boolean(),
  brotli: fc.boolean(),
});

/** An origin whose body is all that it was asked: two requests share it only if they are alike. */
const mirror: OriginConnection = {
  request: ({ method, path, headers }) => {
    const { host, cookie, "x-variant": variant, "accept-encoding": encoding } = headers;
    const seen = JSON.stringify([method, path, host, cookie, variant, encoding]);
    const body = `${seen} ${createHash("sha256").update(seen).digest("hex")}`;
    const length = String(Buffer.byteLength(body));
    return Promise.resolve({
      status: 200,
      headers: { "cache-control": "max-age=60", "content-length": length },
      body: Readable.from([Buffer.from(body.slice(0, 20)), Buffer.from(body.slice(20))]),
    });
  },
  close: () => Promise.resolve(),
};

function describeViewer(viewer: Record<keyof typeof parts, string | undefined>) {
  const headers = Object.entries({
    host: viewer.host,
    cookie: viewer.cookie,
    "x-variant": viewer.variant,
    "accept-encoding": viewer.encoding,
  }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    path: `${viewer.path}${viewer.query?.replace(/ /g, "%20")}`,
    options: { headers: Object.fromEntries(headers) },
  };
}

describe("sharing", () => {
  testScenarios(separated);
  testScenarios(guarded);

  it("CF-KEY a viewer never gets what was made for another key, nor a part of a body", async () => {
    await fc.assert(
      fc.asyncProperty(policies, viewers, async (cache, requests) => {
        // What the origin gets is what is in the key, so that its answer tells the key.
        const cached = await TestStage.start({ cache, edge: { originConnection: mirror } });
        const uncached = await TestStage.start({
          cache: { ...cache, ttls: [0, 0, 0] },
          edge: { originConnection: mirror },
        });
        try {
          const both = requests
            .map(describeViewer)
            .map(({ path, options }) =>
              Promise.all([cached.send(path, options), uncached.send(path, options)]),
            );
          for (const [fromCache, fromOrigin] of await Promise.all(both)) {
            expect(normalizeEncoding(fromCache.body)).to.equal(normalizeEncoding(fromOrigin.body));
          }
        } finally {
          await cached.stop();
          await uncached.stop();
        }
      }),
      { numRuns: 60 },
    );
  });
});

// CF-AE-03: `identity` and no Accept-Encoding at all have the same key.
function normalizeEncoding(body: string): string {
  return body.replace(/,?(null|"identity")?\] [0-9a-f]{64}$/, "]");
}
