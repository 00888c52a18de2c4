import { expect } from "chai";
import { findProblems, formatProblem } from "../../../edge-simulator";
import { describeDistribution } from "../support/distribution";

// Wrong on purpose, so that the types can't be asked.
type Loose = Record<string, unknown>;

const rootRows: [title: string, root: Loose, lines: string[]][] = [
  [
    "aliases that are no domain names",
    { Aliases: { Items: ["www.example.com", "www.*.com", "https://example.com", "localhost"] } },
    ["www.*.com", "https://example.com", "localhost"].map(
      (name, index) =>
        `DistributionConfig.Aliases.Items[${index + 1}] must be a domain name, which may begin with *., got "${name}". Correct it.`,
    ),
  ],
  [
    "a country in small letters",
    { Restrictions: { GeoRestriction: { RestrictionType: "whitelist", Items: ["nz"] } } },
    [
      'DistributionConfig.Restrictions.GeoRestriction.Items[0] must be an ISO 3166-1 alpha-2 code in capital letters, got "nz". Correct it.',
    ],
  ],
  [
    "a list of no countries",
    { Restrictions: { GeoRestriction: { RestrictionType: "blacklist", Items: [] } } },
    [
      "DistributionConfig.Restrictions.GeoRestriction.Items must be countries with whitelist and blacklist, and nothing with none, got []. Correct it.",
    ],
  ],
  [
    "countries without a restriction",
    {
      Restrictions: {
        GeoRestriction: { RestrictionType: "none", Quantity: 1, Items: ["NZ"] },
      },
    },
    [
      'DistributionConfig.Restrictions.GeoRestriction.Items must be countries with whitelist and blacklist, and nothing with none, got ["NZ"]. Correct it.',
    ],
  ],
];

describe("findProblems: who is served", () => {
  for (const [title, root, lines] of rootRows) {
    it(`distribution: ${title}`, () => {
      const distribution = { ...describeDistribution(), ...root };
      expect(findProblems({ distribution }).map(formatProblem)).to.deep.equal(lines);
    });
  }

  it("the viewers' country", () => {
    const problems = findProblems({ distribution: describeDistribution(), country: "Germany" });
    expect(problems.map(formatProblem)).to.deep.equal([
      'country must be an ISO 3166-1 alpha-2 code in capital letters, got "Germany". Correct it.',
    ]);
  });
});
