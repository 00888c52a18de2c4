import { expect } from "chai";
import { throwProblems } from "../../../local-stage/origin/problems";
import { UserError } from "../../../local-stage/user-error";
import { catchError } from "./fixtures";

describe("throwProblems", () => {
  it("resolves when every check did", async () => {
    await throwProblems([Promise.resolve(1), Promise.resolve("a")]);
  });

  it("puts all problems into one error, in the order of the checks", async () => {
    const checks = [
      Promise.reject(new UserError("First.")),
      Promise.resolve(1),
      Promise.reject(new UserError("Second.")),
    ];
    const error = await catchError(throwProblems(checks));
    expect(error).to.be.instanceOf(UserError);
    expect(error.message).to.equal("First.\nSecond.");
  });

  it("lets an error that is no problem of the user's through", async () => {
    const bug = new TypeError("a bug");
    const checks = [Promise.reject(new UserError("First.")), Promise.reject(bug)];
    expect(await catchError(throwProblems(checks))).to.equal(bug);
  });
});
