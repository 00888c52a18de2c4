import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { runProgram } from "../../deployment/run-program";
import { useTemporaryDirectory } from "../support/temporary-directory";
import { rejectionOf } from "./support/rejection-of";

describe("runProgram", () => {
  const directory = useTemporaryDirectory();
  const run = (
    script: string,
    args: string[] = [],
    limits: { timeoutMs?: number; signal?: AbortSignal } = {},
  ) =>
    runProgram(process.execPath, ["-e", script, "--", ...args], {
      directory: directory(),
      environment: { PATH: "" },
      timeoutMs: 10_000,
      ...limits,
    });

  it("tells exit code and both outputs", async () => {
    const script = 'console.log("out"); console.error("err"); process.exitCode = 7;';
    expect(await run(script)).to.deep.equal({
      kind: "ended",
      exitCode: 7,
      stdout: "out\n",
      stderr: "err\n",
    });
  });

  it("passes arguments on as they are", async () => {
    const args = ["$(touch made)", "a b", "; touch made"];
    const outcome = await run("console.log(JSON.stringify(process.argv.slice(1)))", args);
    expect(outcome).to.include({ kind: "ended", stdout: `${JSON.stringify(args)}\n` });
    expect(fs.readdirSync(directory())).to.deep.equal([]);
  });

  it("gives no answer to a question", async () => {
    const script = 'process.stdin.on("end", () => console.log("asked in vain")).resume()';
    expect(await run(script)).to.include({ exitCode: 0, stdout: "asked in vain\n" });
  });

  it("tells a program that is not on the PATH, and one that may not be run", async () => {
    const options = { environment: { PATH: directory() }, timeoutMs: 10_000 };
    const ask = () => runProgram("tool", [], { directory: directory(), ...options });
    expect(await ask()).to.deep.equal({ kind: "missing" });
    fs.writeFileSync(path.join(directory(), "tool"), "", { mode: 0o644 });
    expect(await ask()).to.deep.equal({ kind: "missing" });
  });

  it("ends what takes too long", async () => {
    const outcome = await run("setInterval(() => {}, 1000)", [], { timeoutMs: 100 });
    expect(outcome).to.deep.equal({ kind: "timedOut" });
  });

  it("ends when interrupted", async () => {
    const controller = new AbortController();
    const ended = run("setInterval(() => {}, 1000)", [], { signal: controller.signal });
    controller.abort();
    expect((await rejectionOf(ended))?.name).to.equal("AbortError");
  });
});
