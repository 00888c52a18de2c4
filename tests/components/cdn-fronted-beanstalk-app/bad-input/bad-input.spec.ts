import { expect } from "chai";
import { BEANSTALK_APP } from "../../../../components/beanstalk-app/settings";
import { CDN_DISTRIBUTION } from "../../../../components/cdn-distribution/settings";
import { distributionArguments } from "../../cdn-distribution/distribution-arguments";
import type { BadInput } from "./bad-input";
import { ALL_RULES, badInputs } from "./bad-input";
import { BEHAVIOR_ROWS } from "./behaviors";
import { CACHING_ROWS } from "./caching";
import { CAPACITY_ROWS } from "./capacity";
import { CONNECTION_ROWS } from "./connection";
import { DISTRIBUTION_ROWS } from "./distribution";
import { ENVIRONMENT_ROWS } from "./environment";
import { FUNCTION_ROWS } from "./functions";
import { LOAD_BALANCING_ROWS } from "./load-balancing";
import { OPERATIONS_ROWS } from "./operations";
import { ORIGIN_ROWS } from "./origins";
import { PROPERTY_ROWS } from "./properties";
import { SCALING_ROWS } from "./scaling";
import { UNTYPED_ROWS } from "./untyped-callers";
import { WARNING_ROWS } from "./warnings";

const ERROR_ROWS = [
  ...ENVIRONMENT_ROWS,
  ...CAPACITY_ROWS,
  ...SCALING_ROWS,
  ...LOAD_BALANCING_ROWS,
  ...CONNECTION_ROWS,
  ...OPERATIONS_ROWS,
  ...PROPERTY_ROWS,
  ...CACHING_ROWS,
  ...BEHAVIOR_ROWS,
  ...FUNCTION_ROWS,
  ...ORIGIN_ROWS,
  ...DISTRIBUTION_ROWS,
  ...(UNTYPED_ROWS as BadInput[]),
];

const LENGTH =
  "name must have 1 to 32 letters, digits and hyphens, with no hyphen at either end, got";
const SHORTEN = "Use letters, digits and hyphens, at most 32.";
const TAKEN =
  "name must not begin with aws, ssm, sg-, xn--, sthree- or amzn-s3-demo-, which AWS keeps for itself, got";

const NAMES: [what: string, name: string, expected: string[]][] = [
  ["3 characters", "web", []],
  ["32 characters", "w".repeat(32), []],
  ["33 characters", "w".repeat(33), [`${LENGTH} "${"w".repeat(33)}". ${SHORTEN}`]],
  ["41 characters", "w".repeat(41), [`${LENGTH} "${"w".repeat(41)}". ${SHORTEN}`]],
  ["no character", "", [`${LENGTH} "". ${SHORTEN}`]],
  ["an underscore", "my_web", [`${LENGTH} "my_web". ${SHORTEN}`]],
  ["a hyphen at its end", "web-", [`${LENGTH} "web-". ${SHORTEN}`]],
  ["AWS's own word", "awsweb", [`${TAKEN} "awsweb". Put the product's name in front.`]],
];

describe("bad input to CdnFrontedBeanstalkApp", () => {
  badInputs.testErrors(ERROR_ROWS);

  for (const [what, name, expected] of NAMES) {
    it(`finds ${expected.length || "nothing wrong"} in a name of ${what}`, () => {
      expect(badInputs.sayErrors({}, name)).to.deep.equal(expected);
    });
  }
});

describe("doubtful input to CdnFrontedBeanstalkApp", () => {
  badInputs.testWarnings(WARNING_ROWS);

  it("is no error", () => {
    const errors = WARNING_ROWS.flatMap(([, change]) => badInputs.sayErrors(change));
    expect(errors).to.deep.equal([]);
  });
});

describe("bad input to CdnDistribution", () => {
  distributionArguments.testErrors([
    [
      "an IP address as the origin",
      { originDomainName: "203.0.113.7" },
      [
        'originDomainName must not be an IP address, which CloudFront refuses, got "203.0.113.7". ' +
          "Use a DNS name, such as the environment's CNAME.",
      ],
    ],
    [
      "an origin's URL",
      { originDomainName: "http://app.example.com" },
      [
        'originDomainName must be a DNS name, got "http://app.example.com". ' +
          "Leave out scheme, port and path: app.example.com.",
      ],
    ],
  ]);
});

describe("the tables of rules", () => {
  const listIds = (rules: { id: string }[]) => [...new Set(rules.map(({ id }) => id))].sort();

  it("have no rule that none of these rows breaks", () => {
    const broken = [...ERROR_ROWS, ...WARNING_ROWS].flatMap(([, change]) => {
      const { errors, warnings } = badInputs.read(change);
      return [...errors, ...warnings].flatMap(({ ruleId }) => ruleId ?? []);
    });
    expect([...new Set(broken)].sort()).to.deep.equal(listIds(ALL_RULES));
  });

  it("are whole here: those of both halves are among them", () => {
    const halves = [...BEANSTALK_APP.rules, ...CDN_DISTRIBUTION.rules];
    expect(listIds(ALL_RULES)).to.include.members(listIds(halves));
  });

  it("give each rule an id of its own", () => {
    expect(listIds(ALL_RULES)).to.have.length(ALL_RULES.length);
  });
});
