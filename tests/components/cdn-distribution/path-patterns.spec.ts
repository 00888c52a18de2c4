import { expect } from "chai";
import * as fc from "fast-check";
import { takesAllOf } from "../../../components/cdn-distribution/path-patterns";
import { compilePathPattern, matchesPath } from "../../../edge-simulator/request/path-pattern";
import type { ArgumentRow } from "../../support/component-arguments";
import { distributionArguments } from "./distribution-arguments";

const patterns = (...pathPatterns: string[]) => ({
  caching: { behaviors: pathPatterns.map((pathPattern) => ({ pathPattern })) },
});
const CHARACTERS = `must have 1 to 255 of the characters A-Z a-z 0-9 _ - . * ? $ / ~ " ' @ : + &`;
const everyPath = (pattern: string): ArgumentRow<object> => [
  `the pattern ${pattern}`,
  patterns(pattern),
  [
    "caching.behaviors[0].pathPattern must not take every path, as the default behavior does, " +
      `got "${pattern}". Use caching.defaultBehavior.`,
  ],
];
const wrong = (title: string, pattern: string): ArgumentRow<object> => [
  title,
  patterns(pattern),
  [
    `caching.behaviors[0].pathPattern ${CHARACTERS}, got ${JSON.stringify(pattern)}. ` +
      'Use a pattern such as "/static/*".',
  ],
];
const dead = (later: number, earlier: number, ...all: string[]): ArgumentRow<object> => [
  all.join(" before "),
  patterns(...all),
  [
    `caching.behaviors[${later}].pathPattern must come before caching.behaviors[${earlier}], ` +
      `whose pattern "${all[earlier]}" takes all its requests, got "${all[later]}". ` +
      "The first pattern that matches wins. Move the narrower one up, or remove it.",
  ],
];

describe("Path patterns", () => {
  distributionArguments.testErrors([
    ["every character that is allowed", patterns(`/aZ09_-.*$~"'@:+?&`), []],
    ["255 characters", patterns("a".repeat(255)), []],
    wrong("256 characters", "a".repeat(256)),
    wrong("no characters", ""),
    wrong("a space", "/a b"),
    wrong("a query string's percent sign", "/%20"),
    everyPath("*"),
    everyPath("/*"),
    everyPath("**"),
    [
      "a pattern that comes twice",
      patterns("/a/*", "/b/*", "/a/*"),
      [
        "caching.behaviors[2].pathPattern must differ from that of caching.behaviors[0], got " +
          '"/a/*". The first one takes all its requests. Remove one of the two.',
      ],
    ],
    [
      "a pattern that comes twice, once without its slash",
      patterns("a/*", "/a/*"),
      [
        "caching.behaviors[1].pathPattern must differ from that of caching.behaviors[0], got " +
          '"/a/*". The first one takes all its requests. Remove one of the two.',
      ],
    ],
    ["patterns that differ in case", patterns("/a/*", "/A/*"), []],
    ["the narrower pattern first", patterns("/api/v1/*", "/api/*"), []],
    ["patterns that overlap", patterns("/a/*", "*.png"), []],
    dead(1, 0, "/api/*", "/api/v1/*"),
    dead(2, 0, "*.png", "/a", "/img/*.png"),
    dead(1, 0, "/a?", "/ab"),
    dead(1, 0, "/a*", "/a*b*"),
  ]);
});

describe("takesAllOf", () => {
  const rows: [wide: string, narrow: string, expected: boolean][] = [
    ["/a", "/a", true],
    ["/a", "/b", false],
    ["/a", "/ab", false],
    ["/ab", "/a", false],
    ["/a*", "/a", true],
    ["/a*", "/a?c", true],
    ["/a?", "/a*", false],
    ["/a?", "/a?", true],
    ["/a?", "/a", false],
    ["/*b", "/a*b", true],
    ["/*b", "/ba", false],
    ["/*a*", "/bab", true],
    ["/**", "/*", true],
  ];
  for (const [wide, narrow, expected] of rows) {
    it(`says that ${wide} takes ${expected ? "" : "not "}all of ${narrow}`, () => {
      expect(takesAllOf(wide, narrow)).to.equal(expected);
    });
  }

  it("is right whenever it says yes", () => {
    const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 6 });
    const path = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 6 });
    fc.assert(
      fc.property(pattern, pattern, path, (wide, narrow, rest) => {
        const takes = (text: string) => matchesPath(compilePathPattern(`/${text}`), `/${rest}`);
        fc.pre(takesAllOf(`/${wide}`, `/${narrow}`) && takes(narrow));
        expect(takes(wide)).to.equal(true);
      }),
      { numRuns: 500 },
    );
  });
});
