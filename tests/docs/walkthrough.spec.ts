import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { PROJECT, readSteps, readWalkthrough } from "./read-walkthrough";

const FOLDER = path.join(PROJECT, "docs");

/** A line of code, as a link to its file. */
const QUOTED = /\[`([^`]+)`\]\(([^)#]+)\)/g;

describe("the walkthrough", () => {
  const quotes = [...readWalkthrough().matchAll(QUOTED)];

  it("has a row of four cells for each step, in order", () => {
    const steps = readSteps();
    expect(steps.map(({ step }) => Number.parseInt(step, 10))).to.deep.equal(
      steps.map((_, index) => index + 1),
    );
    const incomplete = steps.filter((step) => Object.values(step).includes(""));
    expect(incomplete).to.deep.equal([]);
  });

  it("quotes lines of code for most steps", () => {
    const quoting = readSteps().filter(({ code }) => code.startsWith("[`"));
    expect(quoting.length).to.be.at.least(12);
  });

  for (const [, line = "", file = ""] of quotes) {
    it(`quotes ${file.replace("../", "")}: ${line}`, () => {
      const lines = fs.readFileSync(path.join(FOLDER, file), "utf8").split("\n");
      expect(lines.map((text) => text.trim())).to.include(line);
    });
  }

  it("links to what exists", () => {
    const targets = [...readWalkthrough().matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)];
    const missing = targets.filter(([, file = ""]) => !fs.existsSync(path.join(FOLDER, file)));
    expect(missing.map(([link]) => link)).to.deep.equal([]);
  });

  it("marks each command that needs AWS", () => {
    const unmarked = readWalkthrough().match(/`(aws|pulumi) [^`]+`(?! \(needs AWS\))/g);
    expect(unmarked).to.equal(null);
  });
});
