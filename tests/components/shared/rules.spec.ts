import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import {
  at,
  each,
  eachNamed,
  findBrokenRules,
  rulesOn,
  shownUnlessEmpty,
  withEarlier,
} from "../../../components/shared/rules";

interface Range {
  min: number;
  max: number;
  names: string[];
}
const RANGE: Range = { min: 2, max: 1, names: ["a", "B", "C"] };

const rule = rulesOn<Range>();
const ORDER = rule({
  id: "order",
  source: "here",
  of: ({ min }) => at("range.min", min),
  holds: (min, { max }) => min <= max,
  must: (min, { max }) => `must be at most ${max}, not ${min}`,
  remedy: (min) => `Raise it to ${min}.`,
});
const LOWER_CASE = rule({
  id: "lower-case",
  source: "there",
  isWarning: true,
  of: ({ names }) => each("names", names),
  holds: (name) => name === name.toLowerCase(),
  must: "should be in lower case",
  remedy: "Change it.",
});

const ORDER_PROBLEM = {
  path: "range.min",
  must: "must be at most 1, not 2",
  value: 2,
  remedy: "Raise it to 2.",
  ruleId: "order",
};

describe("findBrokenRules", () => {
  it("tells errors and warnings apart, and each subject that breaks a rule", () => {
    const { errors, warnings } = findBrokenRules([ORDER, LOWER_CASE], RANGE, []);
    expect(errors).to.deep.equal([ORDER_PROBLEM]);
    expect(warnings.map(({ path, value }) => [path, value])).to.deep.equal([
      ["names[1]", "B"],
      ["names[2]", "C"],
    ]);
  });

  it("finds nothing where the rules hold", () => {
    const held = { min: 1, max: 1, names: ["a"] };
    expect(findBrokenRules([ORDER, LOWER_CASE], held, [])).to.deep.equal({
      errors: [],
      warnings: [],
    });
  });

  it("shows what a subject wants shown", () => {
    const [hidden, shown] = [undefined, "***"].map((value) =>
      rule({
        id: "x",
        source: "",
        of: () => [{ path: "p", value: 1, shown: value }],
        holds: () => false,
        must: "must",
        remedy: "",
      }).find(RANGE),
    );
    expect(hidden?.[0]?.value).to.equal(undefined);
    expect(shown?.[0]?.value).to.equal("***");
  });

  const overlapping: [known: string, isNew: boolean][] = [
    ["range.min", false],
    ["range", false],
    ["range.min.x", false],
    ["range.min[0]", false],
    ["range.max", true],
    ["range.minimum", true],
    ["rang", true],
  ];
  for (const [path, isNew] of overlapping) {
    it(`${isNew ? "adds to" : "leaves it at"} a problem that is known at ${path}`, () => {
      const known = [{ path, must: "", remedy: "" }];
      expect(findBrokenRules([ORDER], RANGE, known).errors).to.have.length(isNew ? 1 : 0);
    });
  }
});

describe("a rule's subjects", () => {
  it("are none for what is left out or not known yet", () => {
    expect(at("a", undefined)).to.deep.equal([]);
    expect(at("a", pulumi.output("x"))).to.deep.equal([]);
    expect(each("a", undefined)).to.deep.equal([]);
    expect(each("a", ["x", pulumi.output("y")])).to.deep.equal([{ path: "a[0]", value: "x" }]);
  });

  it("are the values of a record by name, likewise", () => {
    expect(eachNamed("a", undefined)).to.deep.equal([]);
    expect(eachNamed("a", { x: 1, y: pulumi.output(2), z: 3 })).to.deep.equal([
      { path: "a.x", value: 1 },
      { path: "a.z", value: 3 },
    ]);
  });

  it("know the first one that has the same value", () => {
    expect(withEarlier(each("a", ["x", "y", "x", "x"]))).to.deep.equal([
      { path: "a[0]", value: undefined, shown: "x" },
      { path: "a[1]", value: undefined, shown: "y" },
      { path: "a[2]", value: "a[0]", shown: "x" },
      { path: "a[3]", value: "a[0]", shown: "x" },
    ]);
  });

  it("show no empty list", () => {
    expect(shownUnlessEmpty([])).to.equal(undefined);
    expect(shownUnlessEmpty([0])).to.deep.equal([0]);
  });
});
