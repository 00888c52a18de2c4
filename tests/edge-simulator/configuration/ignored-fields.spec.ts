import { expect } from "chai";
import { checkConfiguration, formatProblem } from "../../../edge-simulator";
import { describeCachePolicy, describeDistribution } from "../support/distribution";
import { TestStage } from "../support/test-stage";

// Wrong on purpose, so that the types can't be asked.
type Loose = Record<string, unknown>;

const unsimulated: Loose = {
  ...describeDistribution({
    behavior: { SmoothStreaming: true },
    paths: [{ PathPattern: "/a" }, { PathPattern: "/b", SmoothStreaming: false }],
  }),
  WebACLId: "arn",
  Foo: 1,
};

function check(ignore: string[], distribution = unsimulated, policies?: Loose) {
  const { problems, simulated } = checkConfiguration({ distribution, policies, ignore });
  return { lines: problems.map(formatProblem), paths: problems.map(({ path }) => path), simulated };
}

const everywhere = [
  "DistributionConfig.DefaultCacheBehavior.SmoothStreaming",
  "DistributionConfig.CacheBehaviors.Items[0].SmoothStreaming",
];
const root = ["DistributionConfig.WebACLId", "DistributionConfig.Foo"];

const rows: [title: string, ignore: string[], left: string[]][] = [
  ["no name", [], [...everywhere, ...root]],
  ["fields by their names, known or not", ["WebACLId", "Foo"], everywhere],
  ["a whole path", ["DistributionConfig.WebACLId"], [...everywhere, "DistributionConfig.Foo"]],
  ["a name in all behaviors", ["SmoothStreaming"], root],
  [
    "the end of a path",
    ["DefaultCacheBehavior.SmoothStreaming"],
    ["DistributionConfig.CacheBehaviors.Items[0].SmoothStreaming", ...root],
  ],
  [
    "one behavior of a list",
    ["CacheBehaviors.Items[0].SmoothStreaming"],
    ["DistributionConfig.DefaultCacheBehavior.SmoothStreaming", ...root],
  ],
  ["everything", ["SmoothStreaming", "WebACLId", "Foo"], []],
];

describe("ignored fields", () => {
  for (const [title, ignore, left] of rows) {
    it(`passes over ${title}`, () => {
      expect(check(ignore).paths).to.deep.equal(left);
    });
  }

  it("takes them for absent, and leaves the configuration as it was given", () => {
    const { simulated } = check(["SmoothStreaming", "WebACLId", "Foo"]);
    expect(simulated.distribution).to.deep.equal(
      describeDistribution({
        paths: [{ PathPattern: "/a" }, { PathPattern: "/b", SmoothStreaming: false }],
      }),
    );
    expect(unsimulated).to.include({ WebACLId: "arn", Foo: 1 });
  });

  it("passes over fields of policies", () => {
    const policies = { cachePolicies: { "my policy": { ...describeCachePolicy(), Foo: 1 } } };
    const distribution: Loose = { ...describeDistribution() };
    expect(check(["Foo"], distribution, policies).paths).to.deep.equal([]);
    expect(check(["Foo"], distribution, policies).simulated.policies).to.deep.equal({
      cachePolicies: { "my policy": describeCachePolicy() },
    });
  });

  it("takes no name that means nothing, or part of a name", () => {
    const remedy = "Leave it out.";
    const rule = "must name a field that is there and isn't simulated";
    expect(check(["SmoothStreaming", "WebACLId", "Foo", "Bar", "ACLId"]).lines).to.deep.equal([
      `ignore ${rule}, got "Bar". ${remedy}`,
      `ignore ${rule}, got "ACLId". ${remedy}`,
    ]);
  });

  it("passes over nothing that is simply wrong", () => {
    const distribution = { ...describeDistribution(), Enabled: false };
    expect(check(["Enabled"], distribution).paths).to.deep.equal([
      "DistributionConfig.Enabled",
      "ignore",
    ]);
  });

  it("lets an edge start without them", async () => {
    const stage = await TestStage.start({
      root: { WebACLId: "arn" },
      edge: { ignore: ["WebACLId"] },
    });
    try {
      expect((await stage.send("/a")).status).to.equal(200);
    } finally {
      await stage.stop();
    }
  });
});
