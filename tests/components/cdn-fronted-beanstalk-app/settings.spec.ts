import { expect } from "chai";
import type { CdnFrontedBeanstalkAppArgs, PriceClass } from "../../../components";
import { OriginProtection } from "../../../components";
import { resolveCdnFrontedBeanstalkAppSettings } from "../../../components/cdn-fronted-beanstalk-app/settings";
import { findCdnFrontedBeanstalkAppProblems } from "../../../components/cdn-fronted-beanstalk-app/validate";
import { formatProblems } from "../../../components/shared/problems";

const VALID: CdnFrontedBeanstalkAppArgs = {
  source: { versionLabel: "v1" },
  solutionStackName: "64bit Amazon Linux 2023 v4.7.2 running Python 3.13",
};
const ARN = "arn:aws:ssm:eu-central-1:123456789012:parameter/p";

const findProblems = (name: string, change: Partial<CdnFrontedBeanstalkAppArgs>) =>
  findCdnFrontedBeanstalkAppProblems(
    name,
    resolveCdnFrontedBeanstalkAppSettings({ ...VALID, ...change }),
  );

const reserved = (path: string) =>
  `${path} must not be set, since origin protection sets it. ` +
  "Rename the property, or set originProtection to PrefixList.";
const generation = (got: number) => [
  `originSecretGeneration must be a whole number of rotations from 1 to 1000000, got ${got}. ` +
    "Use a number in that range.",
];

const rows: [title: string, change: Partial<CdnFrontedBeanstalkAppArgs>, expected: string[]][] = [
  ["the defaults", {}, []],
  [
    "a wrong origin protection",
    { originProtection: "Secret" as OriginProtection },
    [
      'originProtection must be one of "None", "PrefixList", "PrefixListAndSecret", got "Secret". ' +
        "Use a member of the enum.",
    ],
  ],
  ["the first generation", { originSecretGeneration: 1 }, []],
  ["the last generation", { originSecretGeneration: 1_000_000 }, []],
  ["generation 0", { originSecretGeneration: 0 }, generation(0)],
  ["generation 1000001", { originSecretGeneration: 1_000_001 }, generation(1_000_001)],
  [
    "the reserved properties",
    {
      environmentVariables: { ORIGIN_SECRET: "hunter2" },
      secrets: { ORIGIN_SECRET_PREVIOUS: ARN },
    },
    [reserved("environmentVariables.ORIGIN_SECRET"), reserved("secrets.ORIGIN_SECRET_PREVIOUS")],
  ],
  ...[OriginProtection.PrefixList, OriginProtection.None].map(
    (originProtection): (typeof rows)[number] => [
      `the reserved properties under ${originProtection}`,
      { originProtection, environmentVariables: { ORIGIN_SECRET: "s" } },
      [],
    ],
  ),
];

describe("findCdnFrontedBeanstalkAppProblems", () => {
  for (const [title, change, expected] of rows) {
    it(`finds ${expected.length || "nothing wrong"} in ${title}`, () => {
      const sentences = findProblems("web", change).map((problem) =>
        formatProblems("C", [problem]).slice("C: ".length),
      );
      expect(sentences).to.deep.equal(expected);
    });
  }

  it("finds the problems of both halves at once", () => {
    const change = {
      source: {},
      waitForReadyMinutes: 0,
      caching: { behaviors: [{ pathPattern: "*" }] },
      priceClass: "" as PriceClass,
      originSecretGeneration: 0,
    };
    expect(findProblems("web-", change).map(({ path }) => path)).to.deep.equal([
      "name",
      "source",
      "waitForReadyMinutes",
      "caching.behaviors[0].pathPattern",
      "priceClass",
      "originSecretGeneration",
    ]);
  });
});
