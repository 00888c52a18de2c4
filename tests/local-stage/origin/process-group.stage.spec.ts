import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect } from "chai";
import { ProcessGroup } from "../../../local-stage/origin/process-group";
import { runCommand } from "../../../local-stage/origin/run-command";
import { catchError, isRunning, waitUntil } from "./fixtures";

/** A group that runs a shell script, and the lines it has written so far. */
function startScript(script: string): { group: ProcessGroup; lines: string[] } {
  const lines: string[] = [];
  const group = new ProcessGroup({
    command: ["/bin/sh", "-c", script],
    environment: process.env,
    onLine: (line) => lines.push(line),
  });
  return { group, lines };
}

describe("ProcessGroup", () => {
  it("tells the exit code and passes on the lines of both outputs", async () => {
    const { group, lines } = startScript("echo one; echo two >&2; exit 3");
    expect(await group.exit).to.deep.equal({ code: 3, signal: null });
    expect(lines).to.have.members(["one", "two"]);
    expect(group.lastLines).to.deep.equal(lines);
  });

  it("keeps the last 15 lines", async () => {
    const { group } = startScript(
      "for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17; do echo $n; done",
    );
    await group.exit;
    expect(group.lastLines).to.have.lengthOf(15);
    expect(group.lastLines[0]).to.equal("3");
  });

  it("runs a command that isn't there into exit code 127", async () => {
    const group = new ProcessGroup({ command: ["no-such-command"], environment: { PATH: "" } });
    expect(await group.exit).to.deep.equal({ code: 127, signal: null });
  });

  it("rejects when the directory isn't there", async () => {
    const group = new ProcessGroup({ command: ["true"], directory: "/no/such", environment: {} });
    expect(await catchError(group.exit)).to.have.property("code", "ENOENT");
  });

  it("ends what the command started", async () => {
    const { group, lines } = startScript("sleep 600 & echo $!; wait");
    await waitUntil(() => lines.length === 1);
    expect(isRunning(Number(lines[0]))).to.equal(true);
    await group.stop(5_000);
    expect(isRunning(Number(lines[0]))).to.equal(false);
    expect(await group.exit).to.deep.equal({ code: null, signal: "SIGTERM" });
  });

  it("lets the command end in its own way", async () => {
    const script = 'trap "echo cleaned up; exit 0" TERM; echo ready; while :; do sleep 0.01; done';
    const { group, lines } = startScript(script);
    await waitUntil(() => lines.length === 1);
    await group.stop(5_000);
    expect(lines.at(-1)).to.equal("cleaned up");
    expect(await group.exit).to.deep.equal({ code: 0, signal: null });
  });

  it("kills what doesn't end within the grace period", async () => {
    const { group, lines } = startScript('trap "" TERM; echo $$; while :; do sleep 0.01; done');
    await waitUntil(() => lines.length === 1);
    await group.stop(50);
    expect(isRunning(Number(lines[0]))).to.equal(false);
    expect(await group.exit).to.deep.equal({ code: null, signal: "SIGKILL" });
  });

  it("may be stopped twice, and after it ended by itself", async () => {
    const { group } = startScript("sleep 600");
    await Promise.all([group.stop(5_000), group.stop(5_000)]);
    await group.stop(5_000);
    const ended = startScript("exit 0").group;
    await ended.exit;
    await ended.stop(5_000);
  });

  it("kills what the command left behind when it ended by itself", async () => {
    const { group, lines } = startScript("sleep 600 & echo $!; exit 0");
    expect(await group.exit).to.deep.equal({ code: 0, signal: null });
    expect(isRunning(Number(lines[0]))).to.equal(false);
  });

  it("is killed in this process's exit event, which it leaves alone afterwards", async () => {
    const listeners = process.listeners("exit");
    const { group } = startScript("sleep 600");
    const added = process.listeners("exit").filter((listener) => !listeners.includes(listener));
    for (const listener of added) {
      listener(0);
    }
    expect(await group.exit).to.deep.equal({ code: null, signal: "SIGKILL" });
    expect(process.listeners("exit")).to.deep.equal(listeners);
  });

  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    it(`is killed when this process is ended by ${signal}, even if it ignores SIGTERM`, async () => {
      const script = join(__dirname, "process-group-parent.ts");
      const parent = spawn(process.execPath, ["--import", "tsx", script], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const [output] = (await once(parent.stdout, "data")) as [Buffer];
      const pid = Number(output.toString());
      parent.kill(signal);
      await waitUntil(() => !isRunning(pid));
    });
  }
});

describe("runCommand", () => {
  const environment = process.env;

  it("tells success and failure with the last lines", async () => {
    const good = await runCommand({ command: ["echo", "fine"], environment });
    expect(good).to.deep.equal({ succeeded: true, lastLines: ["fine"] });
    const bad = await runCommand({ command: ["sh", "-c", "echo bad; exit 1"], environment });
    expect(bad).to.deep.equal({ succeeded: false, lastLines: ["bad"] });
  });

  it("ends the command and rejects with the reason when aborted", async () => {
    const lines: string[] = [];
    const controller = new AbortController();
    const reason = new Error("Ctrl-C");
    const onLine = (line: string) => {
      lines.push(line);
      controller.abort(reason);
    };
    const command = ["sh", "-c", "sleep 600 & echo $!; wait"];
    const { signal } = controller;
    const error = await catchError(runCommand({ command, environment, onLine, signal }));
    expect(error).to.equal(reason);
    expect(isRunning(Number(lines[0]))).to.equal(false);
  });

  it("doesn't begin when aborted before", async () => {
    const reason = new Error("Ctrl-C");
    const lines: string[] = [];
    const options = { environment, onLine: (line: string) => lines.push(line) };
    const signal = AbortSignal.abort(reason);
    const error = await catchError(runCommand({ command: ["echo", "ran"], signal, ...options }));
    expect(error).to.equal(reason);
    expect(lines).to.deep.equal([]);
  });
});
