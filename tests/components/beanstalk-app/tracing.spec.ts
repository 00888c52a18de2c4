import { expect } from "chai";
import { beanstalkArguments, listOptionChanges } from "./beanstalk-arguments";

describe("enableXray", () => {
  for (const enableXray of [undefined, true, false]) {
    it(`is set for ${enableXray}`, () => {
      const expected =
        enableXray === undefined ? [] : [`aws:elasticbeanstalk:xray[] XRayEnabled=${enableXray}`];
      expect(listOptionChanges({ enableXray })).to.deep.equal(expected);
    });
  }

  beanstalkArguments.testErrors([
    [
      "a text",
      { enableXray: "true" as unknown as boolean },
      ['enableXray must be true or false, got "true". Leave out quotation marks.'],
    ],
  ]);
});
