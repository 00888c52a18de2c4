import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import type { JudgedTest, Outcome } from "./judge-results";

const PROJECT = path.resolve(__dirname, "../..");
const README = fs.readFileSync(path.join(PROJECT, "edge-simulator/README.md"), "utf8");

/** Runs the command, which ends with exit code 0 unless this throws. */
async function run(...args: string[]): Promise<string> {
  const script = path.join(__dirname, "index.ts");
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--require", "tsx/cjs", script, ...args],
    { cwd: PROJECT, maxBuffer: 16 * 1024 * 1024 },
  );
  return stdout;
}

describe("npm run test:conformance", function () {
  this.timeout(60_000);

  it("finds the differences that are listed and no others, as many as the README says", async () => {
    const { tests } = JSON.parse(await run("--json")) as { tests: JudgedTest[] };
    const count = (outcome: Outcome) => tests.filter((test) => test.outcome === outcome).length;
    const ofKind = (kind: JudgedTest["kind"]) => tests.filter((test) => test.kind === kind);
    const countYes = (kind: JudgedTest["kind"]) =>
      `${ofKind(kind).filter(({ outcome }) => outcome === "yes").length} of ${ofKind(kind).length}`;
    expect(README.replace(/\s+/g, " ")).to.contain(
      `Of its ${ofKind("required").length} requirements ${count("passed")} are met, ` +
        `${count("differs")} aren't, as CloudFront documents, and ${count("undecided")} can't be ` +
        `told; of what it calls optimal ${countYes("optimal")} are done, and of its questions ` +
        `${countYes("check")} are answered with yes.`,
    );
  });

  it("runs a test by its id, and shows its requests", async () => {
    const output = await run("--id", "vary-no-match");
    expect(output).to.contain("Client request 2").and.to.contain("x-cache: Hit from cloudfront");
    expect(output).to.match(/\ndiffers: Assertion: Response 2 comes from cache\n$/);
  });

  it("says how to find a test that it doesn't know", async () => {
    const error = await run("--id", "vary").then(
      () => undefined,
      (reason: { code: number; stderr: string }) => reason,
    );
    expect([error?.code, error?.stderr]).to.deep.equal([
      1,
      'error: The suite has no test "vary". See all of them with --json.\n',
    ]);
  });
});
