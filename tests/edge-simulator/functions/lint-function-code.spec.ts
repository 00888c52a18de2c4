import { expect } from "chai";
import { lintFunctionCode } from "../../../edge-simulator";

const rows: [code: string, message: string | undefined][] = [
  ["for (const a of [1]) {}", "for…of"],
  ["class A {}", "a class"],
  ["const A = class {};", "a class"],
  ["f(...[1])", "spread"],
  ["const b = { ...a };", "spread"],
  ["const { b } = a;", "destructuring"],
  ["const [b] = a;", "destructuring"],
  ["function f(b = 1) {}", "a default value"],
  ["a?.b", "optional chaining"],
  ["a ?? b", "??"],
  ["a ||= b", "||="],
  ["function* f() { yield 1; }", "a generator"],
  ["new Map()", "Map"],
  ["new URLSearchParams('')", "URLSearchParams"],
  ["Array.from(a)", "Array.from"],
  ["[[1]].flat()", ".flat"],
  ["import('a')", "a dynamic import"],
  [
    "const b = `${a}` + 2 ** 3; let c = (...rest) => rest; async function f() { await c(); }",
    undefined,
  ],
  ["for (const b in a) { do {} while (a.Map || a.b.map(c)); }", undefined],
  ["try { a(); } catch (error) { throw error; } const d = { b: 1, 'Set': 2 };", undefined],
];

describe("lintFunctionCode", () => {
  for (const [code, message] of rows) {
    it(`CF-FN-31 ${code}`, () => {
      const expected =
        message === undefined
          ? []
          : [{ line: 2, message: `${message} isn't listed for cloudfront-js-2.0` }];
      expect(lintFunctionCode(`const a = 1;\n${code}`)).to.deep.equal(expected);
    });
  }

  it("CF-FN-31 console.log with two arguments", () => {
    expect(lintFunctionCode("console.log(1, 2)")).to.deep.equal([
      { line: 1, message: "console.log takes one argument" },
    ]);
    expect(lintFunctionCode("console.log(1)")).to.deep.equal([]);
  });
});
