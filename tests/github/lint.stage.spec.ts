import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { describeWith } from "../support/describe-with";

const PROJECT = path.resolve(__dirname, "../..");

/** What a checker says about the files, and its exit code. */
function check(program: string, args: string[]): [output: string, exitCode: number | null] {
  const { stdout, stderr, status } = spawnSync(program, args, { cwd: PROJECT, encoding: "utf8" });
  return [stdout + stderr, status];
}

/** The files under version control, or about to be, that a shell runs. */
function listShellScripts(): string[] {
  const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  return execFileSync("git", list, { cwd: PROJECT, encoding: "utf8" })
    .split("\0")
    .filter((file) => file !== "" && /^#!.*\b(ba|da)?sh\b/.test(readBeginning(file)));
}

function readBeginning(file: string): string {
  const absolutePath = path.join(PROJECT, file);
  const isFile = fs.existsSync(absolutePath) && fs.statSync(absolutePath).isFile();
  return isFile ? fs.readFileSync(absolutePath, "utf8").slice(0, 100) : "";
}

describeWith(["actionlint", "shellcheck"], "actionlint", () => {
  it("finds nothing in the workflows, nor shellcheck in their commands", () => {
    expect(check("actionlint", ["-no-color"])).to.deep.equal(["", 0]);
  }).timeout(60_000);
});

describeWith(["shellcheck", "git"], "shellcheck", () => {
  it("finds nothing in the shell scripts", () => {
    const scripts = listShellScripts();
    expect(scripts).to.include.members([".ci/run", ".github/scripts/comment-preview.sh"]);
    expect(check("shellcheck", scripts)).to.deep.equal(["", 0]);
  }).timeout(60_000);
});
