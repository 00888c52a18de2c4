import { expect } from "chai";
import type { RecordedStack } from "../../local-stage/recorded-stack";
import {
  findByType,
  isSecret,
  keyOf,
  markSecret,
  maskSecrets,
  maskValue,
  revealSecrets,
} from "../../local-stage/recorded-stack";

const stack: RecordedStack = {
  project: "shop",
  stack: "dev",
  resources: [
    {
      type: "a:b:C",
      name: "one",
      custom: true,
      inputs: {
        plain: 1,
        list: [markSecret("x"), null],
        nested: markSecret({ y: markSecret("z") }),
      },
      parent: null,
      provider: null,
    },
  ],
  outputs: { password: markSecret("p"), on: true },
  providerConfig: { "aws:secretKey": markSecret("k") },
};

describe("RecordedStack", () => {
  it("masks secrets at every depth", () => {
    const masked = maskSecrets(stack);
    const inputs = { plain: 1, list: ["[secret]", null], nested: "[secret]" };
    expect(masked.resources[0]?.inputs).to.deep.equal(inputs);
    expect(masked.outputs).to.deep.equal({ password: "[secret]", on: true });
    expect(masked.providerConfig).to.deep.equal({ "aws:secretKey": "[secret]" });
  });

  it("masks one value", () => {
    const value = { a: [markSecret("x"), "y"], b: markSecret({ c: 1 }) };
    expect(maskValue(value)).to.deep.equal({ a: ["[secret]", "y"], b: "[secret]" });
    expect([isSecret(markSecret(1)), isSecret({}), isSecret(null)]).to.deep.equal([
      true,
      false,
      false,
    ]);
  });

  it("reveals them", () => {
    const revealed = revealSecrets(stack);
    const inputs = { plain: 1, list: ["x", null], nested: { y: "z" } };
    expect(revealed.resources[0]?.inputs).to.deep.equal(inputs);
    expect(revealed.outputs).to.deep.equal({ password: "p", on: true });
  });

  it("finds resources by type and names them", () => {
    expect(findByType(stack, "a:b:C").map(keyOf)).to.deep.equal(["a:b:C::one"]);
    expect(findByType(stack, "a:b:D")).to.deep.equal([]);
  });
});
