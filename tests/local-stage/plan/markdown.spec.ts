import { expect } from "chai";
import fc from "fast-check";
import type { Section } from "../../../local-stage/plan/markdown";
import { code, fenceBlock, renderSections } from "../../../local-stage/plan/markdown";
import { readTables } from "./read-tables";

describe("code", () => {
  const rows: [string, string][] = [
    ["plain", "`plain`"],
    ["a|b", "`a\\|b`"],
    ["a`b", "``a`b``"],
    ["``", "``` `` ```"],
    [" a", "`  a `"],
    ["", "`  `"],
    ["a\r\nb", "`a b`"],
    ["x".repeat(301), `\`${"x".repeat(300)}…\``],
  ];
  for (const [text, expected] of rows) {
    it(`writes ${JSON.stringify(text.slice(0, 10))}`, () => {
      expect(code(text)).to.equal(expected);
    });
  }
});

describe("fenceBlock", () => {
  it("has a fence that its text does not end", () => {
    expect(fenceBlock("a")).to.equal("```text\na\n```");
    expect(fenceBlock("a\n````\nb")).to.equal("`````text\na\n````\nb\n`````");
  });
});

describe("renderSections", () => {
  const section = (heading: string, count: number, width = 1): Section => ({
    heading,
    columns: ["A", "B"],
    rows: Array.from({ length: count }, (_, index) => [code(`${index}`), code("é".repeat(width))]),
  });

  it("leaves out sections without rows", () => {
    expect(renderSections("Intro", [section("One", 0), section("Two", 1)])).to.equal(
      "Intro\n\n#### Two\n\n| A | B |\n| --- | --- |\n| `0` | `é` |",
    );
  });

  it("writes a table without a heading", () => {
    expect(renderSections("Intro", [{ columns: ["A"], rows: [["x"]] }])).to.equal(
      "Intro\n\n| A |\n| --- |\n| x |",
    );
  });

  it("leaves out whole rows that find no room, and says how many", () => {
    const text = renderSections("Intro", [section("One", 150, 250), section("Two", 10, 1)]);
    expect(Buffer.byteLength(text)).to.be.within(59_000, 60_000);
    const kept = readTables(text).reduce((sum, { rows }) => sum + rows.length, 0);
    const [, leftOut] = /\*\*(\d+) rows more\*\* are left out, to stay under 60000 bytes\.$/.exec(
      text,
    ) as RegExpExecArray;
    expect(kept + Number(leftOut)).to.equal(160);
    expect(text).to.not.contain("#### Two");
  });

  it("stays well-formed and under the limit, whatever the rows", () => {
    const row = fc.tuple(fc.string({ unit: "binary", maxLength: 400 }), fc.string());
    const sections = fc.array(
      fc.tuple(fc.string(), fc.array(row, { maxLength: 12 }), fc.integer({ min: 1, max: 400 })),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(sections, (drawn) => {
        const all = drawn.map(([, rows, times]) => ({
          heading: "Heading",
          columns: ["A", "B"],
          rows: Array.from({ length: times }, () => rows.map((cells) => cells.map(code))).flat(),
        }));
        const text = renderSections("Intro", all);
        expect(Buffer.byteLength(text)).to.be.at.most(60_000);
        const kept = readTables(text).reduce((sum, { rows }) => sum + rows.length, 0);
        const leftOut = Number(/\*\*(\d+) rows more\*\*/.exec(text)?.[1] ?? 0);
        expect(kept + leftOut).to.equal(all.reduce((sum, { rows }) => sum + rows.length, 0));
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });
});
