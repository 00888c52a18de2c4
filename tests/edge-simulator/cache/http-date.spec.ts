import { expect } from "chai";
import { parseHttpDate } from "../../../edge-simulator/cache/http-date";

const rows: [text: string, ms: number | undefined][] = [
  ["Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777_000],
  ["Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777_000],
  ["Sun Nov  6 08:49:37 1994", 784_111_777_000],
  ["Sun Nov 16 08:49:37 1994", 784_975_777_000],
  ["Sun, 06 Nov 1994 08:49:37 CET", undefined],
  ["Sun, 06 Nov 1994 08:49:37", undefined],
  ["Sun, 06 Nox 1994 08:49:37 GMT", undefined],
  ["1994-11-06T08:49:37Z", undefined],
  ["3600", undefined],
  ["0", undefined],
  ["-1", undefined],
  ["", undefined],
];

describe("parseHttpDate", () => {
  for (const [text, ms] of rows) {
    it(`AMB-08 ${JSON.stringify(text)}`, () => expect(parseHttpDate(text)).to.equal(ms));
  }
});
