import { expect } from "chai";
import { InvalidationPathError } from "../../edge-simulator";
import { compileInvalidation } from "../../edge-simulator/cache/invalidation";
import { HeldOrigin } from "./support/held-origin";
import { TestStage } from "./support/test-stage";

const rows: [title: string, path: string, key: string, matches: boolean][] = [
  ["CF-INV-01 a path", "/a", "GET /a", true],
  ["CF-INV-01 case counts", "/A", "GET /a", false],
  ["CF-INV-01 * inside is an ordinary character", "/*/b", "GET /a/b", false],
  ["CF-INV-01 ? is an ordinary character", "/a?b", "GET /axb", false],
  ["CF-INV-02 all headers and cookies", "/a", "GET /a\nhost: x\nid=1", true],
  ["CF-INV-02 all methods", "/a", "HEAD /a", true],
  ["CF-INV-03 without the query that is in the key", "/x", "GET /x?p=a", false],
  ["CF-INV-03 with it", "/x?p=a", "GET /x?p=a", true],
  ["CF-INV-03 by *", "/x*", "GET /x?p=a", true],
  ["CF-INV-04 everything below", "/dir/*", "GET /dir/a/b", true],
  ["CF-INV-04 the directory itself isn't below", "/dir/*", "GET /dir", false],
  ["CF-INV-04 everything that begins so", "/dir*", "GET /directory", true],
  ["CF-INV-04 everything", "/*", "OPTIONS /", true],
  ["CF-INV-04 with and without slash are two", "/dir", "GET /dir/", false],
  ["CF-INV-07 what is encoded as it was asked for", "/caf%C3%A9", "GET /caf%C3%A9", true],
  ["CF-INV-07 what needn't be encoded, and is", "/%61", "GET /a", false],
];

/** So many tags, "last" the last of them. */
function listTags(count: number): string {
  return [...Array.from({ length: count - 1 }, (_, index) => `t${index}`), "last"].join(",");
}

describe("invalidation", () => {
  for (const [title, path, key, matches] of rows) {
    it(`${title}: ${path}`, () => {
      expect(compileInvalidation([path]).matchesUrl(key)).to.equal(matches);
    });
  }

  const refusals: [title: string, items: string[], message: string][] = [
    [
      "CF-INV-01 paths without slash and paths that are too long, naming all",
      ["/a", "b", `/${"c".repeat(4000)}`],
      `paths must begin with / and be at most 4000 characters long, got "b", "/${"c".repeat(79)}". Write them like "/images/*".`,
    ],
    [
      "CF-INV-07 what has to be encoded, and isn't",
      ["/café", "/a b"],
      'paths must have spaces and what isn\'t ASCII percent-encoded, got "/café", "/a b". Write them like "/caf%C3%A9".',
    ],
    [
      "CF-INV-07 ~, encoded or not",
      ["/~a", "/%7ea*"],
      'paths must not contain ~, which CloudFront doesn\'t invalidate, got "/~a", "/%7ea*". End them with * in front of it.',
    ],
    [
      "CF-INV-10 what can't be a tag, beside what can't be a path",
      ["#", "#a,b", "#a b", `#${"c".repeat(257)}`, "d"],
      `tags must be 1–256 visible ASCII characters without comma behind the #, got "#", "#a,b", "#a b", "#${"c".repeat(79)}". Write them like "#product-1". paths must begin with / and be at most 4000 characters long, got "d". Write them like "/images/*".`,
    ],
  ];
  for (const [title, items, message] of refusals) {
    it(`${title}: refused`, () => {
      expect(() => compileInvalidation(items)).to.throw(
        InvalidationPathError,
        `invalidate: ${message}`,
      );
    });
  }

  it("CF-INV-01 CF-INV-10 takes the longest path and the longest tag", () => {
    compileInvalidation([`/${"c".repeat(3999)}`, `#${"~".repeat(256)}`]);
  });

  it("CF-INV-02 CF-ERR-11 removes objects and errors, and says how many", async () => {
    const stage = await TestStage.start({ cache: { queryStrings: "all" } });
    try {
      for (const path of ["/a", "/a?x=1", "/b"]) {
        await stage.send(path);
      }
      stage.origin.respond({ status: 404 });
      await stage.send("/gone");
      expect(stage.edge.invalidate(["/a*", "/gone", "/other"])).to.equal(3);
      expect(stage.edge.stats().objects).to.equal(1);
      stage.origin.respond({});
      expect((await stage.send("/gone")).result).to.equal("Miss");
      expect((await stage.send("/b")).result).to.equal("Hit");
    } finally {
      await stage.stop();
    }
  });

  const tagRows: [title: string, header: string, item: string, removed: number][] = [
    ["a tag among others, trimmed", "one,  two\t, three", "#two", 1],
    ["its case doesn't count", "Brand:ACME", "#brand:Acme", 1],
    ["the whole tag", "one-two", "#one", 0],
    ["* is an ordinary character", "one-two", "#one*", 0],
    ["the fiftieth tag", listTags(50), "#last", 1],
    ["the fifty-first isn't kept", listTags(51), "#last", 0],
    ["one of 257 characters neither", "a".repeat(257), `#${"a".repeat(256)}`, 0],
    ["a path beside a tag that nothing has", "one", "/a", 1],
  ];
  for (const [title, header, item, removed] of tagRows) {
    it(`CF-INV-10 ${title}`, async () => {
      const stage = await TestStage.start({ root: { CacheTagConfig: { HeaderName: "X-Tags" } } });
      try {
        stage.origin.respond({ headers: { "x-tags": header } });
        await stage.send("/a");
        expect(stage.edge.invalidate([item, "#nothing"])).to.equal(removed);
      } finally {
        await stage.stop();
      }
    });
  }

  it("CF-INV-06 what a function rewrote goes with the path that it was rewritten to", async () => {
    const arn = "arn:aws:cloudfront::123456789012:function/rewrite";
    const code = 'function handler(event) { event.request.uri = "/new"; return event.request; }';
    const association = { EventType: "viewer-request", FunctionARN: arn } as const;
    const stage = await TestStage.start({
      behavior: { FunctionAssociations: { Items: [association] } },
      edge: { functions: { [arn]: { name: "rewrite", code } } },
    });
    try {
      await stage.send("/old");
      expect(stage.edge.invalidate(["/old"])).to.equal(0);
      expect(stage.edge.invalidate(["/old", "/new"])).to.equal(1);
    } finally {
      await stage.stop();
    }
  });

  it("CF-INV-10 tags mean all variants, and nothing where no header is configured", async () => {
    const variants = { cache: { queryStrings: "all" } } as const;
    const tagged = await TestStage.start({
      ...variants,
      root: { CacheTagConfig: { HeaderName: "Cache-Tag" } },
    });
    const untagged = await TestStage.start(variants);
    try {
      for (const stage of [tagged, untagged]) {
        stage.origin.respond(({ url }) => ({
          headers: { "cache-tag": url.startsWith("/a") ? "a" : "b" },
        }));
        for (const path of ["/a", "/a?x=1", "/b"]) {
          await stage.send(path);
        }
      }
      expect(tagged.edge.invalidate(["#a"])).to.equal(2);
      expect((await tagged.send("/b")).result).to.equal("Hit");
      expect(untagged.edge.invalidate(["#a"])).to.equal(0);
    } finally {
      await tagged.stop();
      await untagged.stop();
    }
  });

  it("CF-INV-10 what is under way when a tag is invalidated isn't kept", async () => {
    const origin = new HeldOrigin();
    const stage = await TestStage.start({
      root: { CacheTagConfig: { HeaderName: "Cache-Tag" } },
      edge: { originConnection: origin },
    });
    try {
      const before = stage.send("/a");
      const held = await origin.waitFor(1);
      stage.edge.invalidate(["#a"]);
      held.respond(200, { "cache-tag": "a" }).end("old");
      await before;
      expect(stage.edge.stats().objects).to.equal(0);
    } finally {
      await stage.stop();
    }
  });

  it("what was asked for before is answered, but not kept, and not shared", async () => {
    const origin = new HeldOrigin();
    const stage = await TestStage.start({ edge: { originConnection: origin } });
    try {
      const before = stage.send("/a");
      const held = await origin.waitFor(1);
      expect(stage.edge.invalidate(["/a"])).to.equal(0);
      const after = stage.send("/a");
      (await origin.waitFor(2)).respond(200, {}).end("new");
      expect((await after).body).to.equal("new");
      held.respond(200, {}).end("old");
      expect((await before).body).to.equal("old");
      const hit = await stage.send("/a");
      expect([hit.result, hit.body]).to.deep.equal(["Hit", "new"]);
    } finally {
      await stage.stop();
    }
  });
});
