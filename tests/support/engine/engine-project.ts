import type { ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { writeAwsCli } from "./aws-cli";
import { copyFiles } from "../copy-files";
import type { PulumiRun } from "./pulumi-run";
import { readEvents, runCommand, runPulumi } from "./pulumi-run";
import { Account } from "./stand-ins/account";
import { StandIns } from "./stand-ins/stand-ins";

const PROJECT = path.resolve(__dirname, "../../..");

/** What `pulumi up` needs of the project. */
export const PROGRAM = [
  ...["components", "stacks", "origin-app", "package.json", "tsconfig.json", "Pulumi.yaml"],
  ...["Pulumi.dev.yaml", "Pulumi.staging.yaml", "Pulumi.prod.yaml"],
];

/**
 * A copy of the project, deployed by the real engine into an account of stand-ins: state, credentials
 * and plugins are in a directory of its own.
 */
export class EngineProject {
  private runs = 0;
  private latest: ChildProcess | undefined;

  private constructor(
    /** The copy's folder. */
    readonly directory: string,
    readonly account: Account,
    private readonly standIns: StandIns,
    /** The variables with which the CLI runs. */
    readonly environment: NodeJS.ProcessEnv,
  ) {}

  /** Copies the project, or another version of it, and starts the stand-ins. */
  static async create(from: string = PROJECT, account = new Account()): Promise<EngineProject> {
    const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "engine-")));
    const directory = path.join(root, "project");
    copyProgram(from, directory);
    const environment = describeEnvironment(root);
    const standIns = await StandIns.start(account, environment);
    environment.PULUMI_DEBUG_PROVIDERS = standIns.describePorts();
    return new EngineProject(directory, account, standIns, environment);
  }

  /** Takes the program of another folder in place of the present one; the state stays. */
  replaceProgram(from: string = PROJECT): void {
    fs.rmSync(this.directory, { recursive: true });
    copyProgram(from, this.directory);
  }

  /** Rewrites a file of the copy. */
  edit(file: string, change: (text: string) => string): void {
    const target = path.join(this.directory, file);
    const before = fs.readFileSync(target, "utf8");
    const after = change(before);
    if (after === before) {
      throw new Error(`${file} has nothing to change`);
    }
    fs.writeFileSync(target, after);
  }

  /** The calls of the AWS CLI since the last look, a command line each. */
  takeAwsCalls(): string[] {
    const log = path.join(this.directory, "..", "aws-calls");
    const calls = fs.existsSync(log) ? fs.readFileSync(log, "utf8") : "";
    fs.rmSync(log, { force: true });
    return calls.split("\n").filter((line) => line !== "");
  }

  initialize(stack: string): Promise<PulumiRun> {
    return this.run(["stack", "init", stack]);
  }

  up(stack: string, ...options: string[]): Promise<PulumiRun> {
    return this.runLogged("up", stack, ["--yes", "--skip-preview", ...options]);
  }

  /**
   * `up` by Pulumi's Automation API. The host that the CLI runs offline is older than the SDK, and loses
   * a child's `protect: false`.
   */
  async upInline(stack: string): Promise<PulumiRun> {
    const log = path.join(this.directory, "..", `events-${++this.runs}.jsonl`);
    const script = path.join(__dirname, "run-inline.ts");
    const args = ["--require", "tsx/cjs", script, this.directory, stack, log];
    const ended = await runCommand(process.execPath, args, {
      cwd: PROJECT,
      env: this.environment,
    });
    return { ...ended, ...readEvents(log) };
  }

  preview(stack: string, ...options: string[]): Promise<PulumiRun> {
    return this.runLogged("preview", stack, options);
  }

  refresh(stack: string, ...options: string[]): Promise<PulumiRun> {
    return this.runLogged("refresh", stack, ["--yes", "--skip-preview", ...options]);
  }

  destroy(stack: string, ...options: string[]): Promise<PulumiRun> {
    return this.runLogged("destroy", stack, ["--yes", "--skip-preview", ...options]);
  }

  /** Any other command. */
  async run(args: string[]): Promise<PulumiRun> {
    const ended = await runPulumi(
      [...args, "--non-interactive"],
      { cwd: this.directory, env: this.environment },
      (child) => (this.latest = child),
    );
    return { ...ended, steps: [], diagnostics: [] };
  }

  /** Sends a signal to the command that was started last: what Ctrl+C or a dying machine does. */
  kill(signal: "SIGINT" | "SIGKILL"): void {
    this.latest?.kill(signal);
  }

  /** Ends the stand-ins and removes everything. */
  async dispose(): Promise<void> {
    await this.standIns.stop();
    fs.rmSync(path.dirname(this.directory), { recursive: true });
  }

  private async runLogged(command: string, stack: string, options: string[]): Promise<PulumiRun> {
    const log = path.join(this.directory, "..", `events-${++this.runs}.jsonl`);
    const ended = await this.run([command, "--stack", stack, "--event-log", log, ...options]);
    return { ...ended, ...readEvents(log) };
  }
}

function copyProgram(from: string, to: string): void {
  copyFiles(PROGRAM, from, to);
  fs.symlinkSync(path.join(PROJECT, "node_modules"), path.join(to, "node_modules"));
}

/** Nothing of the user's own: no credentials, no state, no plugins. */
function describeEnvironment(root: string): NodeJS.ProcessEnv {
  const commands = path.join(root, "bin");
  writeAwsCli(commands, path.join(root, "aws-calls"));
  fs.mkdirSync(path.join(root, "state"));
  return {
    PATH: `${commands}:${process.env.PATH ?? ""}`,
    HOME: root,
    // Hosts keep compiled programs there.
    TMPDIR: root,
    PULUMI_HOME: path.join(root, "home"),
    PULUMI_BACKEND_URL: `file://${path.join(root, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "correct horse battery staple",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    // The log of events is among the CLI's options for debugging.
    PULUMI_DEBUG_COMMANDS: "true",
  };
}
