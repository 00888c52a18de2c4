import { expect } from "chai";
import type { PriceClass } from "../../../components";
import { OriginProtection } from "../../../components";
import { sayRange } from "../../support/component-arguments";
import { appArguments } from "./app-arguments";

const ARN = "arn:aws:ssm:eu-central-1:123456789012:parameter/p";

const reserved = (path: string, got?: string) =>
  `${path} must not be set, since origin protection sets it${got ? `, got "${got}"` : ""}. ` +
  "Rename the property, or set originProtection to PrefixList or None.";
const RESERVED_SETTINGS = [
  ["environment", "ORIGIN_SECRET"],
  ["environmentsecrets", "ORIGIN_SECRET_PREVIOUS"],
  ["environment", "ORIGIN"],
].map(([namespace, name = ""]) => ({
  namespace: `aws:elasticbeanstalk:application:${namespace}`,
  name,
  value: "s",
}));
const generation = (got: number) => [
  sayRange("originSecretGeneration", "rotations", 1, 1_000_000, got),
];

const rows: Parameters<typeof appArguments.testErrors>[0] = [
  ["the defaults", {}, []],
  [
    "a wrong origin protection",
    { originProtection: "secret" as OriginProtection },
    [
      'originProtection must be one of "None", "PrefixList", "Secret", "PrefixListAndSecret", got "secret". ' +
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
  [
    "the reserved properties as extra settings, and one of that name elsewhere",
    { extraSettings: RESERVED_SETTINGS },
    [
      reserved("extraSettings[0].name", "ORIGIN_SECRET"),
      reserved("extraSettings[1].name", "ORIGIN_SECRET_PREVIOUS"),
    ],
  ],
  ...[OriginProtection.PrefixList, OriginProtection.None].map(
    (originProtection): (typeof rows)[number] => [
      `the reserved properties under ${originProtection}`,
      {
        originProtection,
        environmentVariables: { ORIGIN_SECRET: "s" },
        extraSettings: RESERVED_SETTINGS.slice(1),
      },
      [],
    ],
  ),
];

describe("CdnFrontedBeanstalkApp's arguments", () => {
  appArguments.testErrors(rows);

  it("have the problems of both halves at once", () => {
    const change = {
      source: {},
      waitForReadyMinutes: 0,
      caching: { behaviors: [{ pathPattern: "*" }] },
      priceClass: "" as PriceClass,
      originSecretGeneration: 0,
    };
    expect(appArguments.read(change, "web-").errors.map(({ path }) => path)).to.have.members([
      "name",
      "source",
      "waitForReadyMinutes",
      "caching.behaviors[0].pathPattern",
      "priceClass",
      "originSecretGeneration",
    ]);
  });
});
