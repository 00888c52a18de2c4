import { expect } from "chai";
import type { CdnDistributionArgs, OriginGroupArgs } from "../../../components";
import { AllowedMethods } from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { distributionArguments, recordDistribution } from "./distribution-arguments";

const FILES = { domainName: "files.example.com" };

describe("Origin groups", () => {
  it("name their members in order, and their statuses sorted", async () => {
    const inputs = await recordDistribution({
      originGroups: {
        both: {
          primaryOriginId: "origin",
          secondaryOriginId: "files",
          statusCodes: [504, 429, 500],
        },
        other: { primaryOriginId: "files", secondaryOriginId: "origin" },
      },
      additionalOrigins: { files: FILES },
      caching: {
        behaviors: ["both", "other"].map((originId) => ({
          pathPattern: `/${originId}`,
          originId,
          allowedMethods: AllowedMethods.GetHead,
        })),
      },
    });
    expect(inputs["originGroups"]).to.deep.equal([
      {
        originId: "both",
        members: [{ originId: "origin" }, { originId: "files" }],
        failoverCriteria: { statusCodes: [429, 500, 504] },
      },
      {
        originId: "other",
        members: [{ originId: "files" }, { originId: "origin" }],
        failoverCriteria: { statusCodes: [500, 502, 503, 504] },
      },
    ]);
  });

  it("are no input where there are none", async () => {
    expect(await recordDistribution()).to.not.have.property("originGroups");
  });
});

const GROUP = { primaryOriginId: "origin", secondaryOriginId: "files" };
const both = (change: Partial<OriginGroupArgs>): Partial<CdnDistributionArgs> => ({
  additionalOrigins: { files: FILES },
  originGroups: { both: { ...GROUP, ...change } },
});
const sayStatus = (index: number, got: number) =>
  `originGroups.both.statusCodes[${index}] must be one of 400, 403, 404, 416, 429, 500, 502, ` +
  `503, 504, got ${got}. Use a number of that list.`;
const sayStatuses = (got: number) =>
  `originGroups.both.statusCodes must have 1 to 9 entries, got ${got}. ` +
  "Name each status that counts as a failure once.";

const rows: ArgumentRow<CdnDistributionArgs>[] = [
  ["a group", both({}), []],
  [
    "members that are no origins",
    both({ primaryOriginId: "constructor", secondaryOriginId: "both" }),
    [
      'originGroups.both.primaryOriginId must be the id of an origin, got "constructor". ' +
        "Known are origin, files.",
      'originGroups.both.secondaryOriginId must be the id of an origin, got "both". ' +
        "Known are origin, files.",
    ],
  ],
  [
    "a member that stands in for itself",
    both({ primaryOriginId: "files" }),
    [
      'originGroups.both.secondaryOriginId must differ from primaryOriginId, got "files". ' +
        "Name the origin that stands in for the first one.",
    ],
  ],
  ["every status", both({ statusCodes: [400, 403, 404, 416, 429, 500, 502, 503, 504] }), []],
  ["no status", both({ statusCodes: [] }), [sayStatuses(0)]],
  [
    "statuses that are no failures",
    both({ statusCodes: [500, 501, 200] }),
    [sayStatus(1, 501), sayStatus(2, 200)],
  ],
  ["ten statuses", both({ statusCodes: Array.from({ length: 10 }, () => 500) }), [sayStatuses(10)]],
];

describe("The arguments of origin groups", () => {
  distributionArguments.testErrors(rows);
});
