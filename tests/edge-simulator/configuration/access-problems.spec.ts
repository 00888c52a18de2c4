import { expect } from "chai";
import { findProblems, formatProblem } from "../../../edge-simulator";
import { describeDistribution } from "../support/distribution";
import { makeEcdsaKey, makeRsaKey } from "../support/sign";

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

const behaviorPath = "DistributionConfig.DefaultCacheBehavior";
const behaviorRows: [title: string, behavior: Loose, lines: string[]][] = [
  [
    "AWS accounts as signers",
    { TrustedSigners: { Enabled: true, Items: ["self"] } },
    [
      `${behaviorPath}.TrustedSigners is not simulated, got {"Enabled":true,"Items":["self"]}. Use TrustedKeyGroups. README.md lists what is simulated. To go on without it, ignore "TrustedSigners".`,
    ],
  ],
  [
    "a key group whose keys aren't given",
    { TrustedKeyGroups: { Enabled: true, Quantity: 2, Items: ["group", "other"] } },
    [
      `${behaviorPath}.TrustedKeyGroups.Items[1] must be the id of a key group, got "other". Give the group's public keys under keyGroups.`,
    ],
  ],
  [
    "CF-SIGN-02 five key groups",
    { TrustedKeyGroups: { Enabled: true, Items: ["group", "group", "group", "group", "group"] } },
    [
      `${behaviorPath}.TrustedKeyGroups.Items must be at most 4 items long, got ["group","group","group","group","group"]. Correct it.`,
    ],
  ],
  [
    "key groups that nothing asks",
    { TrustedKeyGroups: { Enabled: false, Items: ["group"] } },
    [
      `${behaviorPath}.TrustedKeyGroups.Enabled must be true with key groups, and false without, got false. Correct it.`,
    ],
  ],
];

describe("findProblems: who is served", () => {
  const { publicKey } = makeEcdsaKey("K1");
  const keyGroups = { group: { K1: publicKey } };

  for (const [title, root, lines] of rootRows) {
    it(`distribution: ${title}`, () => {
      const distribution = { ...describeDistribution(), ...root };
      expect(findProblems({ distribution }).map(formatProblem)).to.deep.equal(lines);
    });
  }

  for (const [title, behavior, lines] of behaviorRows) {
    it(`behavior: ${title}`, () => {
      const distribution = describeDistribution({ behavior });
      expect(findProblems({ distribution, keyGroups }).map(formatProblem)).to.deep.equal(lines);
    });
  }

  it("the viewers' country", () => {
    const problems = findProblems({ distribution: describeDistribution(), country: "Germany" });
    expect(problems.map(formatProblem)).to.deep.equal([
      'country must be an ISO 3166-1 alpha-2 code in capital letters, got "Germany". Correct it.',
    ]);
  });

  it("CF-SIGN-01 CF-SIGN-02 keys that CloudFront doesn't take, and too many of those it does", () => {
    const problems = findProblems({
      distribution: describeDistribution(),
      keyGroups: {
        wrong: {
          K1: "text",
          K2: makeRsaKey("K2", 1024).publicKey,
          K3: makeEcdsaKey("K3", "secp384r1").publicKey,
        },
        none: {},
        full: Object.fromEntries(["A", "B", "C", "D", "E"].map((id) => [id, publicKey])),
        over: Object.fromEntries(["A", "B", "C", "D", "E", "F"].map((id) => [id, publicKey])),
      },
    });
    const rules = problems.map(({ path, rule }) => `${path} ${rule}`);
    expect(rules).to.deep.equal([
      ...["K1", "K2", "K3"].map(
        (id) =>
          `keyGroups.wrong.${id} must be a public key in PEM format, RSA of 2048 bits or ECDSA of 256 bits`,
      ),
      ...["none", "over"].map((id) => `keyGroups.${id} must have 1 to 5 public keys`),
    ]);
  });
});
