import { expect } from "chai";
import { findProblems } from "../../../edge-simulator";
import { describeDistribution } from "../support/distribution";

interface CustomHeader {
  HeaderName: string;
  HeaderValue: string;
}

/** So many headers, each of this name and value but for a number in its name. */
function repeat(count: number, name: string, value: string): CustomHeader[] {
  return Array.from({ length: count }, (_, index) => ({
    HeaderName: `${name}${String(index).padStart(2, "0")}`,
    HeaderValue: value,
  }));
}

const items = "DistributionConfig.Origins.Items[0].CustomHeaders.Items";

const rows: [title: string, headers: CustomHeader[], rules: string[]][] = [
  ["30 headers", repeat(30, "x", "1"), []],
  ["31 headers", repeat(31, "x", "1"), [`${items} must be at most 30 headers`]],
  ["a name of 256 characters", repeat(1, "x".repeat(254), "1"), []],
  [
    "a name of 257 characters",
    repeat(1, "x".repeat(255), "1"),
    [`${items}[0].HeaderName must be a header name of 1–256 characters`],
  ],
  ["a value of 1,783 characters", repeat(1, "x", "1".repeat(1783)), []],
  [
    "a value of 1,784 characters",
    repeat(1, "x", "1".repeat(1784)),
    [`${items}[0].HeaderValue must be at most 1783 characters long`],
  ],
  ["10,240 characters in all", repeat(10, "x", "1".repeat(1021)), []],
  [
    "10,250 characters in all",
    repeat(10, "x", "1".repeat(1022)),
    [`${items} must have at most 10240 characters of names and values in all`],
  ],
];

describe("custom headers of an origin", () => {
  for (const [title, headers, rules] of rows) {
    it(`CF-HDR-21 ${title}`, () => {
      const origin = { CustomHeaders: { Items: headers } };
      const problems = findProblems({ distribution: describeDistribution({ origin }) });
      expect(problems.map(({ path, rule }) => `${path} ${rule}`)).to.deep.equal(rules);
    });
  }
});
