import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import { PROJECT } from "./run-command";

/** How the CLI marks a secret in state that it is to import. */
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

interface StackExport {
  deployment: { resources?: object[] };
}

/** Stacks of this project that were never deployed, in a folder: state with outputs made by hand. */
export class DeployedStacks {
  private readonly root = fs.mkdtempSync(path.join(os.tmpdir(), "deployed-stacks-"));
  /** With it, the CLI finds them. */
  readonly environment: NodeJS.ProcessEnv;

  constructor() {
    for (const folder of ["home", "state", "project", "bin"]) {
      fs.mkdirSync(path.join(this.root, folder));
    }
    fs.copyFileSync(path.join(PROJECT, "Pulumi.yaml"), path.join(this.root, "project/Pulumi.yaml"));
    this.environment = {
      ...process.env,
      // For programs that stand in for others.
      PATH: `${this.binDirectory}${path.delimiter}${process.env["PATH"] ?? ""}`,
      PULUMI_HOME: path.join(this.root, "home"),
      PULUMI_BACKEND_URL: `file://${path.join(this.root, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "right",
      PULUMI_SKIP_UPDATE_CHECK: "true",
    };
  }

  get binDirectory(): string {
    return path.join(this.root, "bin");
  }

  /** Writes a stack's outputs, and a secret beside them. */
  async put(stack: string, outputs: Record<string, string>): Promise<void> {
    await this.run(["stack", "init", stack]);
    const state = JSON.parse(await this.run(["stack", "export", "--stack", stack])) as StackExport;
    state.deployment.resources = [
      {
        urn: `urn:pulumi:${stack}::cdn-fronted-beanstalk::pulumi:pulumi:Stack::cdn-fronted-beanstalk-${stack}`,
        type: "pulumi:pulumi:Stack",
        custom: false,
        outputs: { ...outputs, word: { ...SECRET, plaintext: '"hidden"' } },
      },
    ];
    const file = path.join(this.root, "state.json");
    fs.writeFileSync(file, JSON.stringify(state));
    await this.run(["stack", "import", "--stack", stack, "--file", file]);
  }

  /** All files of the state, to see whether something changed it. */
  readState(): Record<string, string> {
    const folder = path.join(this.root, "state");
    const files = fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
    return Object.fromEntries(
      files
        .map((file) => path.join(folder, file))
        .filter((file) => fs.statSync(file).isFile())
        .map((file) => [file, fs.readFileSync(file, "utf8")]),
    );
  }

  dispose(): void {
    fs.rmSync(this.root, { recursive: true });
  }

  private async run(args: string[]): Promise<string> {
    const cwd = path.join(this.root, "project");
    const { stdout } = await promisify(execFile)("pulumi", args, { cwd, env: this.environment });
    return stdout;
  }
}
