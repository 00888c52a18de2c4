import { expect } from "chai";
import type { ValueChange } from "../../../local-stage/plan/diff-stacks";
import { formatChange } from "../../../local-stage/plan/format-change";

const asset = (digit: string, files: Record<string, string> = {}) => ({
  hash: digit.repeat(64),
  assets: Object.fromEntries(
    Object.entries(files).map(([file, hash]) => [file, { path: file, hash: hash.repeat(64) }]),
  ),
});
const file = (digit: string) => ({ path: "site", hash: digit.repeat(64) });
const x = (count: number) => "x".repeat(count);

describe("formatChange", () => {
  const rows: [string, Omit<ValueChange, "path">, (string | undefined)[]][] = [
    ["text as it is", { before: "a b", after: "c" }, ["a b", "c"]],
    [
      "managed policies by name",
      { before: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad", after: "own" },
      ["CachingDisabled", "own"],
    ],
    ["a side without a value", { after: "c" }, [undefined, "c"]],
    [
      "numbers, lists and objects",
      { before: 1, after: [true, { a: null }] },
      ["1", '[true,{"a":null}]'],
    ],
    ["text that nobody would see", { before: "", after: " a" }, ['""', '" a"']],
    [
      "line breaks and controls",
      { before: "a\nb", after: "a\u001b[31m\r" },
      ["a\\nb", '"a\\u001b[31m\\r"'],
    ],
    ["what only its type tells apart", { before: "1", after: 1 }, ['"1"', "1"]],
    [
      "a bundle with its changed files",
      {
        before: asset("a", { "app.py": "1", "old.py": "2", "same.py": "3" }),
        after: asset("b", { "app.py": "4", "same.py": "3", "new.py": "5" }),
      },
      [
        "source bundle (aaaaaaaa)",
        "source bundle (bbbbbbbb) changed: app.py, old.py removed, new.py added",
      ],
    ],
    [
      "a bundle with many of them",
      {
        before: asset("a"),
        after: asset("b", { a: "1", b: "1", c: "1", d: "1", e: "1", f: "1", g: "1" }),
      },
      [
        "source bundle (aaaaaaaa)",
        "source bundle (bbbbbbbb) changed: a added, b added, c added, d added, e added, 2 files more",
      ],
    ],
    [
      "a file",
      { before: file("a"), after: file("b") },
      ["site (aaaaaaaa)", "site (bbbbbbbb) changed"],
    ],
    ["a bundle in the place of text", { before: "a", after: file("b") }, ["a", "site (bbbbbbbb)"]],
    ["the start of a long text", { after: x(161) }, [undefined, `${x(160)}…`]],
    [
      "a long text around what differs",
      { before: `${x(300)}a${x(300)}`, after: `${x(300)}b${x(300)}` },
      [`…${x(40)}a${x(119)}…`, `…${x(40)}b${x(119)}…`],
    ],
    [
      "the end of a long text",
      { before: `${x(300)}a`, after: `${x(300)}bc` },
      [`…${x(159)}a`, `…${x(158)}bc`],
    ],
    ["characters whole", { after: "😀".repeat(161) }, [undefined, `${"😀".repeat(160)}…`]],
  ];
  for (const [title, change, texts] of rows) {
    it(`gives ${title}`, () => {
      expect(formatChange({ path: "p", ...change })).to.deep.equal(texts);
    });
  }
});
