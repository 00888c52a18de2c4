import { expect } from "chai";
import type { CdnDistributionArgs } from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { distributionArguments, recordDistribution } from "./distribution-arguments";

const FILES = { domainName: "files.example.com" };
const CONNECTION = {
  connectionAttempts: 3,
  connectionTimeout: 10,
  customOriginConfig: {
    originProtocolPolicy: "http-only",
    httpPort: 80,
    httpsPort: 443,
    originSslProtocols: ["TLSv1.2"],
    originReadTimeout: 30,
    originKeepaliveTimeout: 5,
  },
};
const used = (...originIds: string[]) => ({
  behaviors: originIds.map((originId) => ({ pathPattern: `/${originId}/*`, originId })),
});
const GROUP = { primaryOriginId: "origin", secondaryOriginId: "files" };
const sayNames = (path: string, got: string) =>
  `${path} must have names of 1 to 32 letters, digits and hyphens, got "${got}". ` +
  "Shorten the name, or use other characters.";

describe("Additional origins", () => {
  it("come after the application by their ids, with a connection of their own", async () => {
    const additionalOrigins = {
      files: { ...FILES, headers: { B: "2", A: "1" }, readTimeoutSeconds: 60 },
      blog: { domainName: "blog.example.com" },
    };
    const caching = used("files", "blog");
    const inputs = await recordDistribution({
      origin: { path: "/v2" },
      additionalOrigins,
      caching,
    });
    expect(inputs["origins"]).to.deep.equal([
      { originId: "origin", domainName: "app.example.com", originPath: "/v2", ...CONNECTION },
      { originId: "blog", domainName: "blog.example.com", ...CONNECTION },
      {
        originId: "files",
        domainName: "files.example.com",
        ...CONNECTION,
        customHeaders: [
          { name: "A", value: "1" },
          { name: "B", value: "2" },
        ],
        customOriginConfig: { ...CONNECTION.customOriginConfig, originReadTimeout: 60 },
      },
    ]);
  });

  it("are what behaviors send requests to", async () => {
    const inputs = await recordDistribution({
      additionalOrigins: { files: FILES },
      caching: used("files"),
    });
    const [behavior] = inputs["orderedCacheBehaviors"] as { targetOriginId: string }[];
    expect(behavior?.targetOriginId).to.equal("files");
    expect(inputs["defaultCacheBehavior"]).to.include({ targetOriginId: "origin" });
  });
});

const rows: ArgumentRow<CdnDistributionArgs>[] = [
  [
    "an origin without a name, and one with an address",
    { additionalOrigins: { a: {} as typeof FILES, b: { domainName: "::1" } } },
    [
      "additionalOrigins.a.domainName must be given. It must be a text.",
      "additionalOrigins.b.domainName must not be an IP address, which CloudFront refuses, " +
        'got "::1". Use a DNS name, such as the environment\'s CNAME.',
    ],
  ],
  [
    "what the provider has for other kinds of origins",
    {
      additionalOrigins: {
        a: { ...FILES, originAccessControlId: "E1", vpcOriginConfig: {} } as never,
      },
    },
    [
      "additionalOrigins.a.originAccessControlId is not an argument. S3 buckets with access control are not " +
        "offered: use a bucket's website endpoint, or transformations.",
      "additionalOrigins.a.vpcOriginConfig is not an argument. VPC origins are not offered.",
    ],
  ],
  [
    "ids of wrong characters",
    { additionalOrigins: { "a b": FILES }, originGroups: { a_b: GROUP } },
    [sayNames("additionalOrigins", "a b"), sayNames("originGroups", "a_b")],
  ],
  [
    "the application's id",
    { additionalOrigins: { origin: FILES } },
    [
      "additionalOrigins.origin must not be named origin, which is the application's own id. Rename it.",
    ],
  ],
  [
    "an id of an origin and of a group",
    {
      additionalOrigins: { files: FILES },
      originGroups: { files: GROUP },
    },
    ["additionalOrigins", "originGroups"].map(
      (path) =>
        `${path}.files must not share its name with an origin group or an origin. Rename it.`,
    ),
  ],
];

describe("The arguments of additional origins", () => {
  distributionArguments.testErrors(rows);
});
