import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { BEANSTALK_APP } from "../../components/beanstalk-app/settings";
import { CDN_DISTRIBUTION } from "../../components/cdn-distribution/settings";
import { CDN_FRONTED_BEANSTALK_APP } from "../../components/cdn-fronted-beanstalk-app/settings";

const FOLDER = path.resolve(__dirname, "../../docs");

/** Every table's rows: pitfall, what is done, and the tests. */
const ROWS = fs
  .readFileSync(path.join(FOLDER, "provider-pitfalls.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !/^\| (Pitfall|---) \|/.test(line))
  .map((line) => line.slice(2, -2).split(" | "));

/** A title's beginning, in its file. */
const TEST = /^\[([^\]]+)\]\(([^)]+)\) "(.+)"$/;
const RULE = /^`rule: ([a-z0-9-]+)`$/;
const ISSUE = /\[([^\]#]+)#(\d+)\]\(([^)]+)\)/g;

const RULES = [BEANSTALK_APP, CDN_DISTRIBUTION, CDN_FRONTED_BEANSTALK_APP].flatMap(({ rules }) =>
  rules.map(({ id }) => id),
);

describe("the provider's pitfalls", () => {
  it("are many, each with what is done and a test", () => {
    expect(ROWS.length).to.be.at.least(50);
    const incomplete = ROWS.filter((cells) => cells.length !== 3 || cells.includes(""));
    expect(incomplete).to.deep.equal([]);
  });

  for (const [pitfall = "", , tests = ""] of ROWS) {
    it(`${pitfall.replace(/ \(\[.*/, "")}: has a test`, () => {
      const missing = splitTests(tests).filter((reference) => !exists(reference));
      expect(missing).to.deep.equal([]);
    });
  }

  it("lead to the issues that they name", () => {
    const text = fs.readFileSync(path.join(FOLDER, "provider-pitfalls.md"), "utf8");
    for (const [, repository, number, url] of text.matchAll(ISSUE)) {
      expect(url).to.equal(`https://github.com/${repository}/issues/${number}`);
    }
  });
});

function splitTests(cell: string): string[] {
  return cell.split("; ").flatMap((part) => (part.startsWith("`") ? part.split(", ") : [part]));
}

function exists(reference: string): boolean {
  const [, id] = RULE.exec(reference) ?? [];
  if (id !== undefined) {
    return RULES.includes(id);
  }
  const [, name = "", link = "", title = ""] = TEST.exec(reference) ?? [];
  const file = path.join(FOLDER, link);
  return (
    name === path.basename(link) &&
    fs.existsSync(file) &&
    fs.readFileSync(file, "utf8").includes(title)
  );
}
