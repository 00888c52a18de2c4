import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { MINIMUM_PULUMI_VERSION } from "../../deployment/pulumi-cli";
import { ORIGIN_PROTECTIONS } from "../../deployment/smoke/deployed-stage";
import { MAX_REQUESTS } from "../../deployment/smoke/check-cdn";
import { PROJECT } from "./support/run-command";

const README = fs.readFileSync(path.join(PROJECT, "deployment/README.md"), "utf8");

/** The first cells of the table that begins with this. */
function readFirstCells(title: string): string[] {
  const [, rows = ""] = README.split(new RegExp(`^ *\\| ${title} .*\\n.*\\n`, "m"));
  const [table = ""] = rows.split("\n\n");
  return table.split("\n").map((row) => row.split("|")[1]?.trim() ?? "");
}

describe("README.md of the deployment", () => {
  it("names scripts that there are", () => {
    const { scripts } = JSON.parse(fs.readFileSync(path.join(PROJECT, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    const named = [...README.matchAll(/npm run ([\w:]+)/g)].map(([, script = ""]) => script);
    expect(named).to.include.members(["preflight", "smoke", "plan"]);
    expect(named.filter((script) => !(script in scripts))).to.deep.equal([]);
  });

  it("tells the oldest CLI, and each protection of the origin", () => {
    expect(README).to.contain(`older than ${MINIMUM_PULUMI_VERSION} `);
    const protections = ORIGIN_PROTECTIONS.map((protection) => `\`${protection}\``);
    expect(readFirstCells("`originProtection`")).to.deep.equal(protections);
  });

  it("tells how often a path is asked for", () => {
    expect(README).to.contain(`of at most ${MAX_REQUESTS}\n`);
    expect(README.replace(/\s+/g, " ")).to.contain(
      "on the second request, or on one of the four after",
    );
    expect(MAX_REQUESTS).to.equal(2 + 4);
  });
});
