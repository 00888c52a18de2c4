import { expect } from "chai";
import { parseFunctionCode } from "../../../edge-simulator/functions/parse-function-code";

const handler = "function handler(event) { return event; }";

const rows: [title: string, code: string, rule: RegExp | undefined][] = [
  ["a function", handler, undefined],
  ["an async function", `async ${handler}`, undefined],
  ["a variable", "const other = 1, handler = (event) => event;", undefined],
  ["an import", `import cf from 'cloudfront';\n${handler}`, undefined],
  ["nothing", "", /^must declare a function named handler$/],
  ["a function of another name", "function main() {}", /^must declare a function named handler$/],
  ["what is no JavaScript", `${handler}\nfunction (`, /^must be JavaScript \(.*\(2:9\)\)$/],
  ["what only sloppy mode has", `${handler}\nwith (a) {}`, /^must be JavaScript .*strict mode/],
  ["await outside of functions", `await 1;\n${handler}`, /^must be JavaScript/],
  ["an export", `${handler}\nexport { handler };`, /^must be without export \(line 2\)$/],
];

describe("parseFunctionCode", () => {
  for (const [title, code, rule] of rows) {
    it(`CF-FN-31 ${title}`, () => {
      const parsed = parseFunctionCode(code);
      if (rule === undefined) {
        expect(parsed.rule).to.equal(undefined);
      } else {
        expect(parsed.rule).to.match(rule);
      }
    });
  }

  it("CF-FN-31 replaces imports where they stand", () => {
    const code = "import a from 'x'; import { b, c as d } from 'y';\nimport 'z';\n" + handler;
    expect(parseFunctionCode(code)).to.include({
      script:
        '(function () { "use strict"; const a = require("x"); ' +
        'const b = require("y").b, d = require("y").c;\nrequire("z");\n' +
        `${handler}\nreturn handler; })`,
    });
  });
});
