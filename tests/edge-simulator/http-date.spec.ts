import { expect } from "chai";
import { parseHttpDate } from "../../edge-simulator/http-date";

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

// Years of two digits, by a clock of 2026-01-01T00:00:00Z (RFC 9110, 5.6.7).
const shortYears: [text: string, iso: string][] = [
  ["Thursday, 01-Jan-26 00:00:00 GMT", "2026-01-01T00:00:00Z"],
  ["Thursday, 18-Aug-50 02:01:18 GMT", "2050-08-18T02:01:18Z"],
  ["Wednesday, 01-Jan-76 00:00:00 GMT", "2076-01-01T00:00:00Z"],
  ["Thursday, 01-Jan-76 00:00:01 GMT", "1976-01-01T00:00:01Z"],
  ["Saturday, 31-Dec-77 23:59:59 GMT", "1977-12-31T23:59:59Z"],
  ["Saturday, 01-Jan-00 00:00:00 GMT", "2000-01-01T00:00:00Z"],
];

describe("parseHttpDate", () => {
  const nowMs = Date.UTC(2026, 0, 1);

  for (const [text, ms] of rows) {
    it(`AMB-08 ${JSON.stringify(text)}`, () => expect(parseHttpDate(text, nowMs)).to.equal(ms));
  }

  for (const [text, iso] of shortYears) {
    it(`CF-TTL-04 ${text} is ${iso}`, () =>
      expect(parseHttpDate(text, nowMs)).to.equal(Date.parse(iso)));
  }

  it("CF-TTL-04 late in a century a year of two digits may be of the next", () => {
    const text = "Wednesday, 01-Jan-10 00:00:00 GMT";
    expect(parseHttpDate(text, Date.UTC(2099, 0, 1))).to.equal(Date.UTC(2110, 0, 1));
  });
});
