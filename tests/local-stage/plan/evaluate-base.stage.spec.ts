import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { evaluateBase, findBase } from "../../../local-stage/plan/evaluate-base";
import { UserError } from "../../../local-stage/user-error";
import { useTemporaryDirectory, writeFiles } from "../../support/temporary-directory";

describe("findBase", () => {
  const directory = useTemporaryDirectory();

  it("gives the project's real place", () => {
    writeFiles(directory(), { "project/Pulumi.yaml": "name: shop\n" });
    fs.symlinkSync("project", path.join(directory(), "link"));
    expect(findBase(path.join(directory(), "link"))).to.equal(path.join(directory(), "project"));
  });

  it("refuses a folder that does not exist", () => {
    expect(() => findBase("no/where")).to.throw(
      UserError,
      "--base no/where does not exist. Give it the folder of another checkout, such as a git " +
        "worktree of the base branch.",
    );
  });

  it("refuses a folder without a project", () => {
    expect(() => findBase(directory())).to.throw(
      UserError,
      `--base ${directory()} has no Pulumi.yaml. Give it the folder of a Pulumi project.`,
    );
  });
});

describe("evaluateBase", function () {
  this.timeout(20_000);
  const directory = useTemporaryDirectory();
  const evaluate = (stack: string) =>
    evaluateBase({ projectDirectory: directory(), stack, report: () => undefined });

  it("gives the stack, nothing for a stack that there is not, and the error of one that fails", async () => {
    writeFiles(directory(), {
      "Pulumi.yaml": "name: shop\nmain: index.js\n",
      "Pulumi.dev.yaml": "config: {}\n",
      "Pulumi.broken.yaml": "config: [1]\n",
      "index.js": "exports.stack = require('@pulumi/pulumi').getStack();",
    });
    expect(await evaluate("dev")).to.have.nested.property("recorded.outputs.stack", "dev");
    expect(await evaluate("prod")).to.deep.equal({ recorded: undefined });
    expect(await evaluate("broken"))
      .to.have.property("failure")
      .that.matches(/Pulumi\.broken\.yaml must be a mapping of keys/);
  });
});
