import { expect } from "chai";
import { beanstalkArguments, listOptionChanges } from "./beanstalk-arguments";

describe("xray", () => {
  for (const xray of [undefined, true, false]) {
    it(`is set for ${xray}`, () => {
      const expected =
        xray === undefined ? [] : [`aws:elasticbeanstalk:xray[] XRayEnabled=${xray}`];
      expect(listOptionChanges({ xray })).to.deep.equal(expected);
    });
  }

  beanstalkArguments.testErrors([
    [
      "a text",
      { xray: "true" as unknown as boolean },
      ['xray must be true or false, got "true". Leave out quotation marks.'],
    ],
  ]);
});
