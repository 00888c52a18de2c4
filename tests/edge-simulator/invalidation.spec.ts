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
];

describe("invalidation", () => {
  for (const [title, path, key, matches] of rows) {
    it(`${title}: ${path}`, () => {
      expect(compileInvalidation([path])(key)).to.equal(matches);
    });
  }

  it("CF-INV-01 refuses paths without slash and paths that are too long, naming all", () => {
    expect(() => compileInvalidation(["/a", "b", `/${"c".repeat(4000)}`])).to.throw(
      InvalidationPathError,
      `invalidate: paths must begin with / and be at most 4000 characters long, got "b", "/${"c".repeat(79)}". Write them like "/images/*".`,
    );
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
