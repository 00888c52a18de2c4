import { expect } from "chai";
import { findProblems, formatProblem } from "../../../edge-simulator";
import { describeDistribution } from "../support/distribution";

// Wrong on purpose, so that the types can't be asked.
type Loose = Record<string, unknown>;

const group = {
  Id: "both",
  FailoverCriteria: { StatusCodes: { Quantity: 1, Items: [500] } },
  Members: { Quantity: 2, Items: [{ OriginId: "web" }, { OriginId: "spare" }] },
};
const withCodes = (...Items: number[]) => ({ FailoverCriteria: { StatusCodes: { Items } } });
const withMembers = (...ids: string[]) => ({
  Members: { Items: ids.map((OriginId) => ({ OriginId })) },
});
const item = "DistributionConfig.OriginGroups.Items[0]";

const rows: [title: string, change: Loose, lines: string[]][] = [
  ["CF-OG-01 two origins", {}, []],
  ["CF-OG-01 every status", withCodes(400, 403, 404, 416, 429, 500, 502, 503, 504), []],
  ["the usual selection", { SelectionCriteria: "default" }, []],
  [
    "CF-OG-01 a status at which nothing fails over",
    withCodes(500, 501),
    [
      `${item}.FailoverCriteria.StatusCodes.Items[1] must be one of 400, 403, 404, 416, 429, 500, 502, 503, 504, got 501. Correct it.`,
    ],
  ],
  [
    "CF-OG-01 three members",
    withMembers("web", "spare", "web"),
    [
      `${item}.Members.Items must be two origins, the primary and the secondary, got [{"OriginId":"web"},{"OriginId":"spare"},{"OriginId":"web"}]. Name both.`,
      `${item}.Members.Items[2].OriginId must be used once, got "web". Choose another Id.`,
    ],
  ],
  [
    "CF-OG-01 the same origin twice",
    withMembers("web", "web"),
    [`${item}.Members.Items[1].OriginId must be used once, got "web". Choose another Id.`],
  ],
  [
    "an unknown member",
    withMembers("web", "none"),
    [
      `${item}.Members.Items[1].OriginId must be an origin's Id, got "none". Use one of "web", "spare".`,
    ],
  ],
  [
    "an Id that an origin has",
    { Id: "spare" },
    [`${item}.Id must be used once, got "spare". Choose another Id.`],
  ],
  [
    "a selection by media quality",
    { SelectionCriteria: "media-quality-based" },
    [
      `${item}.SelectionCriteria is not simulated, got "media-quality-based". Use "default". README.md lists what is simulated. To go on without it, ignore "SelectionCriteria".`,
    ],
  ],
];

describe("findProblems of origins and their groups", () => {
  for (const [title, change, lines] of rows) {
    it(title, () => {
      expect(findLines({ ...group, ...change })).to.deep.equal(lines);
    });
  }

  it("a group that isn't there", () => {
    expect(findLines(group, "others")).to.deep.equal([
      'DistributionConfig.DefaultCacheBehavior.TargetOriginId must be an origin\'s Id, got "others". Use one of "web", "spare", "both".',
    ]);
  });

  it("two origins with one Id", () => {
    const distribution = describeDistribution({ spare: { Id: "web" } });
    expect(findProblems({ distribution }).map(formatProblem)).to.deep.equal([
      'DistributionConfig.Origins.Items[1].Id must be used once, got "web". Choose another Id.',
    ]);
  });
});

function findLines(item: Loose, TargetOriginId?: string): string[] {
  const distribution = {
    ...describeDistribution({ spare: {}, behavior: TargetOriginId ? { TargetOriginId } : {} }),
    OriginGroups: { Quantity: 1, Items: [item] },
  };
  return findProblems({ distribution }).map(formatProblem);
}
