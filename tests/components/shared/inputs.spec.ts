import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { checkWhenKnown, isPlain, joinSet } from "../../../components/shared/inputs";
import { promiseOf } from "../../support/promise-of";

const PROBLEM = { path: "a", must: "must be x", remedy: "Use x." };

describe("isPlain", () => {
  const rows: [title: string, input: pulumi.Input<unknown>, expected: boolean][] = [
    ["text", "a", true],
    ["nothing", undefined, true],
    ["a list with an output in it", [pulumi.output("a")], true],
    ["an output", pulumi.output("a"), false],
    ["a promise", Promise.resolve("a"), false],
  ];
  for (const [title, input, expected] of rows) {
    it(`is ${expected} for ${title}`, () => expect(isPlain(input)).to.equal(expected));
  }
});

describe("checkWhenKnown", () => {
  const find = (value: string) => (value === "x" ? [] : [PROBLEM]);

  it("passes on what is right", async () => {
    expect(await promiseOf(checkWhenKnown("C", pulumi.output("x"), find))).to.equal("x");
  });

  it("rejects what is wrong, with the sentence", async () => {
    const error: unknown = await promiseOf(checkWhenKnown("C", Promise.resolve("y"), find)).catch(
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(pulumi.RunError);
    expect((error as Error).message).to.equal("C: a must be x. Use x.");
  });
});

describe("joinSet", () => {
  const rows: [items: string[], expected: string][] = [
    [["a"], "a"],
    [["b", "a", "c", "a"], "a,b,c"],
  ];
  for (const [items, expected] of rows) {
    it(`joins ${JSON.stringify(items)}, known or not`, async () => {
      expect(joinSet(items)).to.equal(expected);
      for (const later of [pulumi.output(items), Promise.resolve(items)]) {
        expect(await promiseOf(pulumi.output(joinSet(later)))).to.equal(expected);
      }
    });
  }

  it("leaves out the set that is empty, or is not given", () => {
    expect([joinSet([]), joinSet(undefined)]).to.deep.equal([undefined, undefined]);
  });

  it("joins a list in which one item is an output", async () => {
    const joined = joinSet(["b", pulumi.output("a"), "b"]);
    expect(await promiseOf(pulumi.output(joined))).to.equal("a,b");
  });

  it("does not change the list that it was given", () => {
    const items = ["b", "a"];
    void joinSet(items);
    expect(items).to.deep.equal(["b", "a"]);
  });
});
