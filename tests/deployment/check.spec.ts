import { expect } from "chai";
import type { Check } from "../../deployment/check";
import { check, isOk, renderChecks } from "../../deployment/check";
import { UserError } from "../../local-stage/user-error";
import { rejectionOf } from "./support/rejection-of";

const PASS: Check = { name: "stack", verdict: "pass", detail: "there" };
const WARNING: Check = { name: "AWS CLI", verdict: "warning", detail: "missing" };
const FAIL: Check = { name: "stage", verdict: "fail", detail: "Configuration:\n- one\n- two" };

describe("check", () => {
  it("passes with what was found", async () => {
    expect(await check("stack", () => Promise.resolve("there"))).to.deep.equal(PASS);
  });

  it("fails by what the user can put right", async () => {
    const look = () => Promise.reject(new UserError("Put it right."));
    expect(await check("stack", look)).to.deep.equal({
      name: "stack",
      verdict: "fail",
      detail: "Put it right.",
    });
  });

  it("leaves a defect alone", async () => {
    const defect = new Error("defect");
    expect(await rejectionOf(check("stack", () => Promise.reject(defect)))).to.equal(defect);
  });
});

describe("isOk", () => {
  it("is so with warnings, not with a failure", () => {
    expect(isOk([PASS, WARNING])).to.equal(true);
    expect(isOk([PASS, FAIL])).to.equal(false);
  });
});

describe("renderChecks", () => {
  it("has a line for each, with its mark, and a failure's list below", () => {
    expect(renderChecks([PASS, WARNING, FAIL])).to.equal(
      [
        "✓ stack    there",
        "! AWS CLI  missing",
        "✗ stage    Configuration:",
        "    - one",
        "    - two",
      ].join("\n"),
    );
  });
});
