import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { readFacts } from "../../docs/fact-tables/facts";
import { useTemporaryDirectory, writeFiles } from "../support/temporary-directory";
import type { Mutation } from "./mutations";
import { MUTATIONS } from "./mutations";
import { countOccurrences, runMutations } from "./run-mutations";

const PROJECT = path.resolve(__dirname, "../..");

describe("the rules that edge:facts breaks", () => {
  const facts = readFacts();

  it("are twenty or more, of facts that are tested", () => {
    const tested = facts.filter(({ notSimulated }) => notSimulated === undefined);
    const ids = tested.map(({ id }) => id);
    expect(MUTATIONS.length).to.be.at.least(20);
    expect(ids).to.include.members(MUTATIONS.flatMap((mutation) => mutation.facts));
  });

  for (const { facts: ids, file, text, specs } of MUTATIONS) {
    it(`${file} has the text once that is broken for ${ids.join(" and ")}`, () => {
      expect(countOccurrences(path.join(PROJECT, "edge-simulator", file), text)).to.equal(1);
      for (const spec of specs) {
        expect(fs.existsSync(path.join(PROJECT, "tests/edge-simulator", spec)), spec).to.be.true;
      }
    });
  }
});

/** A project of one rule, whose two tests name a fact each. Plain JavaScript: it starts faster. */
const SMALL_PROJECT = {
  "package.json": "{}",
  "tsconfig.json": "{}",
  ".mocharc.json": "{}",
  "edge-simulator/rule.js": "exports.isOver = (value) => value > 10;\n",
  "tests/edge-simulator/rule.spec.js": `
    const { isOver } = require("../../edge-simulator/rule");
    it("CF-A-01 ten isn't over ten", () => { if (isOver(10)) { throw new Error("is over"); } });
    it("CF-A-02 eleven is", () => { if (!isOver(11)) { throw new Error("isn't over"); } });`,
};

describe("runMutations", () => {
  const temporaryDirectory = useTemporaryDirectory();

  function makeProject(changes: Record<string, string> = {}): string {
    writeFiles(temporaryDirectory(), { ...SMALL_PROJECT, ...changes });
    fs.symlinkSync(
      path.join(PROJECT, "node_modules"),
      path.join(temporaryDirectory(), "node_modules"),
    );
    return temporaryDirectory();
  }

  const breakRule = (changes: Partial<Mutation>): Mutation => ({
    facts: ["CF-A-01"],
    file: "rule.js",
    text: "> 10",
    replacement: ">= 10",
    specs: ["rule.spec.js"],
    ...changes,
  });

  it("tells which broken rules tests of their facts notice, and leaves the project alone", async () => {
    const project = makeProject();
    const mutations = [
      breakRule({}),
      breakRule({ facts: ["CF-A-01", "CF-A-02"] }),
      breakRule({ text: "< 10" }),
      breakRule({ replacement: "> (" }),
    ];
    const results = await runMutations(project, mutations, () => undefined);
    expect(results.map(({ isNoticed, noticedBy }) => [isNoticed, noticedBy])).to.deep.equal([
      [true, ["CF-A-01 ten isn't over ten"]],
      [false, ["CF-A-01 ten isn't over ten"]],
      [false, []],
      [false, []],
    ]);
    const [, , missing, broken] = results.map(({ failure }) => failure);
    expect(missing).to.equal("the file has its text 0 times instead of once");
    expect(broken).to.match(/^Mocha gave no report:/);
    expect(fs.readFileSync(path.join(project, "edge-simulator/rule.js"), "utf8")).to.equal(
      SMALL_PROJECT["edge-simulator/rule.js"],
    );
  });

  it("refuses to break anything where tests fail already", async () => {
    const project = makeProject({
      "edge-simulator/rule.js": "exports.isOver = () => true;\n",
    });
    const failure = await runMutations(project, [breakRule({})], () => undefined).catch(
      (error: Error) => error.message,
    );
    expect(failure).to.equal(
      "Tests fail with nothing broken. Correct them first:\n  CF-A-01 ten isn't over ten",
    );
  });
});
