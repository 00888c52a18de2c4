import { expect } from "chai";
import { matchBehavior } from "../../../edge-simulator";
import { compileOptions } from "../support/compile-behavior";

const rows: [title: string, patterns: string[], path: string, matched: string][] = [
  ["CF-RT-01 * crosses slashes", ["/images/*.jpg"], "/images/a/b.jpg", "/images/*.jpg"],
  ["CF-RT-01 * may stand for nothing", ["/a*"], "/a", "/a*"],
  ["CF-RT-01 ? is exactly one", ["/a?c"], "/abc", "/a?c"],
  ["CF-RT-01 ? isn't none", ["/a?c"], "/ac", "*"],
  ["CF-RT-01 the leading slash is optional", ["images/*.jpg"], "/images/a.jpg", "images/*.jpg"],
  ["CF-RT-01 case counts", ["/API/*"], "/api/x", "*"],
  ["CF-RT-01 a pattern is the whole path", ["/api"], "/api/x", "*"],
  ["CF-RT-01 a dot is a dot", ["/a.b"], "/axb", "*"],
  ["CF-RT-01 stars give way", ["/*a*b"], "/aab-ab-b", "/*a*b"],
  ["CF-RT-01 a leading *", ["*.php"], "/a/b.php", "*.php"],
  ["CF-RT-02 the first in order wins", ["/a/*", "/a/b"], "/a/b", "/a/*"],
  ["CF-RT-02 the default comes last", ["/a"], "/b", "*"],
  ["CF-RT-03 .. is resolved", ["/a"], "/a/b/..", "*"],
  ["CF-RT-03 .. is resolved, with the slash that stays", ["/a/"], "/a/b/..", "/a/"],
  ["CF-RT-03 .. doesn't lead out of a pattern", ["/static/*"], "/static/../api/x", "*"],
  ["CF-RT-03 nor does an encoded ..", ["/static/*"], "/static/%2e%2e/api/x", "*"],
  ["CF-RT-03 slashes are merged", ["/api/*"], "//api///x", "/api/*"],
  ["CF-RT-03 unreserved characters are decoded", ["/api/*"], "/%61pi/x", "/api/*"],
  ["CF-RT-03 reserved ones are not", ["/a/b"], "/a%2Fb", "*"],
  ["CF-RT-03 .. doesn't climb above the root", ["/a"], "/../../a", "/a"],
];

describe("matchBehavior", () => {
  for (const [title, patterns, path, matched] of rows) {
    it(`${title}: ${path}`, () => {
      const distribution = compileOptions({
        paths: patterns.map((PathPattern) => ({ PathPattern })),
      });
      expect(matchBehavior(distribution, path).pathPattern.text).to.equal(matched);
    });
  }

  it("takes no longer for a pattern of many stars than for its length", () => {
    const distribution = compileOptions({ paths: [{ PathPattern: "*a".repeat(127) }] });
    // Backtracking over every star would not end within the life of the test.
    expect(matchBehavior(distribution, `/${"a".repeat(8000)}b`).pathPattern.text).to.equal("*");
  });
});
