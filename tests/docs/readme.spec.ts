import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { DEV } from "../../stacks/dev";
import { PROD } from "../../stacks/prod";
import type { Stage } from "../../stacks/stage";
import { STAGING } from "../../stacks/staging";

const PROJECT = path.resolve(__dirname, "../..");
const README = fs.readFileSync(path.join(PROJECT, "README.md"), "utf8");
const PACKAGE = JSON.parse(fs.readFileSync(path.join(PROJECT, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};

const STAGES = [DEV, STAGING, PROD];

/** The cells of the row that begins with this. */
function readRow(title: string): string[] {
  const line = README.split("\n").find((text) => text.startsWith(`| ${title} `)) ?? "";
  return line
    .split("|")
    .slice(2, -1)
    .map((cell) => cell.trim());
}

function countNatGateways({ natGateways, availabilityZoneCount }: Stage): number {
  return { None: 0, Single: 1, OnePerAz: availabilityZoneCount }[natGateways];
}

describe("README.md", () => {
  it("names scripts that there are", () => {
    const named = [...README.matchAll(/npm run ([\w:]+)/g)].map(([, script = ""]) => script);
    expect(named).to.include.members(["plan", "check", "docs", "bench", "mutation"]);
    expect(named.filter((script) => !(script in PACKAGE.scripts))).to.deep.equal([]);
  });

  it("links to what exists", () => {
    const links = [...README.matchAll(/\]\((?!https:)([^)#]+)(?:#[^)]*)?\)/g)];
    const missing = links.filter(([, file = ""]) => !fs.existsSync(path.join(PROJECT, file)));
    expect(missing.map(([link]) => link)).to.deep.equal([]);
  });

  it("tells what each stage costs by the hour, as the stages are", () => {
    const rows: Record<string, (stage: Stage) => string> = {
      Instances: ({ minInstances, maxInstances, instanceTypes }) =>
        `${minInstances} to ${maxInstances} ${instanceTypes[0]}`,
      "NAT gateways": (stage) => String(countNatGateways(stage) || "none"),
      "Public addresses": (stage) =>
        `the load balancer's ${stage.availabilityZoneCount}, and ` +
        (stage.natGateways === "None" ? "1 an instance" : "1 a NAT gateway"),
    };
    for (const [title, describeCost] of Object.entries(rows)) {
      expect(readRow(title), title).to.deep.equal(STAGES.map(describeCost));
    }
  });

  it("tells how long each stage keeps its logs", () => {
    const kept = STAGES.map(({ logRetentionDays }) => logRetentionDays);
    expect(kept).to.deep.equal([undefined, 7, 90]);
    expect(README.replace(/\s+/g, " ")).to.contain(
      "(staging keeps them for 7 days, prod for 90, dev has none)",
    );
  });
});
