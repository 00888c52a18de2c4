import type { CdnDistributionArgs } from "../../../components";
import { AllowedMethods } from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { distributionArguments } from "./distribution-arguments";

const FILES = { domainName: "files.example.com" };
const used = (originId: string, allowedMethods?: AllowedMethods) => ({
  behaviors: [{ pathPattern: "/files/*", originId, allowedMethods }],
});

const GROUP = { primaryOriginId: "origin", secondaryOriginId: "files" };
const both = (caching?: CdnDistributionArgs["caching"]): Partial<CdnDistributionArgs> => ({
  additionalOrigins: { files: FILES },
  originGroups: { both: GROUP },
  caching,
});
const sayUnused = (path: string) =>
  `${path} should be the originId of a behavior, since nobody reaches it otherwise. ` +
  "Give a behavior in caching its id, or remove it.";
const sayUnknownBehaviorOrigin = (path: string, got: string, known: string) =>
  `${path}.originId must be the id of an origin or of an origin group, got "${got}". ` +
  `Known are ${known}.`;

const rows: ArgumentRow<CdnDistributionArgs>[] = [
  [
    "behaviors with unknown origins",
    {
      caching: { defaultBehavior: { originId: "constructor" }, ...used("files") },
      originGroups: { both: { ...GROUP, secondaryOriginId: "blog" } },
      additionalOrigins: { blog: FILES },
    },
    [
      sayUnknownBehaviorOrigin("caching.defaultBehavior", "constructor", "origin, blog, both"),
      sayUnknownBehaviorOrigin("caching.behaviors[0]", "files", "origin, blog, both"),
    ],
  ],
  ["a group with reading methods", both(used("both", AllowedMethods.GetHeadOptions)), []],
  ["a group with GET and HEAD", both(used("both", AllowedMethods.GetHead)), []],
  [
    "a group with all methods",
    both(used("both")),
    [
      "caching.behaviors[0].allowedMethods must be GetHead or GetHeadOptions, since both is an " +
        'origin group, got "All". Set one of the two, or let an origin take these requests.',
    ],
  ],
];

describe("The origins that behaviors name", () => {
  distributionArguments.testErrors(rows);

  distributionArguments.testWarnings([
    [
      "an origin that a behavior uses",
      { additionalOrigins: { files: FILES }, caching: used("files") },
      [],
    ],
    ["a group's members", both(used("both", AllowedMethods.GetHead)), []],
    [
      "an origin that nobody uses",
      { additionalOrigins: { files: FILES } },
      [sayUnused("additionalOrigins.files")],
    ],
    ["a group that nobody uses", both(), [sayUnused("originGroups.both")]],
  ]);
});
