import { expect } from "chai";
import * as fc from "fast-check";
import type { ValueSelectionSettings } from "../../../components/cdn-distribution/value-selections";
import { ValueBehavior } from "../../../components";
import { describeSet, isSelected, subtract } from "../../../components/cdn-distribution/value-sets";

const { None, Whitelist, AllExcept, All } = ValueBehavior;
const set = (behavior: ValueBehavior, ...names: string[]): ValueSelectionSettings => ({
  behavior,
  names,
});

describe("subtract", () => {
  const rows: [from: ValueSelectionSettings, taken: ValueSelectionSettings, words?: string][] = [
    [set(None), set(None), undefined],
    [set(Whitelist, "a", "b"), set(None), "the cookies a, b"],
    [set(Whitelist, "a", "b"), set(Whitelist, "a"), "the cookies b"],
    [set(Whitelist, "a", "b"), set(AllExcept, "b"), "the cookies b"],
    [set(Whitelist, "a"), set(All), undefined],
    [set(All), set(None), "all cookies"],
    [set(All), set(Whitelist, "a"), "all cookies but a"],
    [set(All), set(AllExcept, "a"), "the cookies a"],
    [set(All), set(All), undefined],
    [set(AllExcept, "a"), set(None), "all cookies but a"],
    [set(AllExcept, "a"), set(Whitelist, "a", "b"), "all cookies but a, b"],
    [set(AllExcept, "a"), set(AllExcept, "a", "b"), "the cookies b"],
    [set(AllExcept, "a"), set(All), undefined],
  ];
  for (const [from, taken, words] of rows) {
    const title = [from, taken].map(({ behavior, names }) => [behavior, ...names].join(" "));
    it(`leaves ${words ?? "nothing"} of ${title.join(" without ")}`, () => {
      expect(describeSet("cookies", subtract(from, taken))).to.equal(words);
    });
  }

  it("leaves exactly what the one has and the other has not", () => {
    const names = fc.subarray(["a", "b", "c"]);
    const selection = fc.record({
      behavior: fc.constantFrom(...Object.values(ValueBehavior)),
      names,
    });
    fc.assert(
      fc.property(
        selection,
        selection,
        fc.constantFrom("a", "b", "c", "d"),
        (from, taken, name) => {
          const expected = isSelected(from, name) && !isSelected(taken, name);
          expect(isSelected(subtract(from, taken), name)).to.equal(expected);
        },
      ),
    );
  });
});
