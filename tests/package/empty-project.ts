import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";

/** A project of somebody else's, in a temporary directory: npm installs, TypeScript checks there. */
export interface EmptyProject {
  directory: string;
  /** Installs what is named, or what `package.json` names, and answers every package that is new. */
  install(...packages: string[]): Promise<string[]>;
  /** Runs a script of the project; answers what it printed. */
  run(script: string, ...args: string[]): Promise<string>;
  remove(): void;
}

/** Why nothing could be installed: not a fault of the package. */
export class UnreachableRegistryError extends Error {}

const run = promisify(execFile);

export function createEmptyProject(dependencies: Record<string, string>): EmptyProject {
  const directory = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "empty-project-")));
  const manifest = { name: "empty-project", private: true, dependencies };
  fs.writeFileSync(path.join(directory, "package.json"), JSON.stringify(manifest));
  return {
    directory,
    install: (...packages) => install(directory, packages),
    run: async (script, ...args) => {
      const { stdout } = await runIn(directory, process.execPath, [script, ...args]);
      return stdout;
    },
    remove: () => fs.rmSync(directory, { recursive: true }),
  };
}

/** Packs a project as for publication; answers the tarball's path. */
export async function packProject(project: string, destination: string): Promise<string> {
  await runIn(project, "npm", ["pack", "--pack-destination", destination]);
  const [tarball = ""] = fs.readdirSync(destination).filter((file) => file.endsWith(".tgz"));
  return path.join(destination, tarball);
}

/** The files of a tarball of npm's, without the folder that all of them are in. */
export async function listTarball(tarball: string): Promise<string[]> {
  const { stdout } = await runIn(path.dirname(tarball), "tar", ["-tzf", tarball]);
  return stdout
    .trim()
    .split("\n")
    .map((file) => file.replace("package/", ""));
}

const INSTALL = [
  "install",
  "--ignore-scripts",
  "--no-audit",
  "--no-fund",
  "--prefer-offline",
  // Without a network, give up after seconds rather than minutes.
  "--fetch-retry-mintimeout=1000",
  "--fetch-retry-maxtimeout=3000",
];

const UNREACHABLE =
  /\bcode (E(AI_AGAIN|CONNREFUSED|CONNRESET|HOSTUNREACH|NETUNREACH|NOTFOUND|TIMEDOUT)|ERR_SOCKET_TIMEOUT)\b/;

async function install(directory: string, packages: string[]): Promise<string[]> {
  const before = listInstalled(directory);
  try {
    await runIn(directory, "npm", [...INSTALL, ...packages]);
  } catch (error) {
    const [, code] = UNREACHABLE.exec((error as Error).message) ?? [];
    throw code === undefined
      ? error
      : new UnreachableRegistryError(`npm's registry can't be reached (${code}).`);
  }
  return listInstalled(directory).filter((installed) => !before.includes(installed));
}

/** Each package by its place, such as `ignore`, or `a/node_modules/b` for a second copy. */
function listInstalled(directory: string): string[] {
  const lock = path.join(directory, "package-lock.json");
  if (!fs.existsSync(lock)) {
    return [];
  }
  const { packages } = JSON.parse(fs.readFileSync(lock, "utf8")) as { packages: object };
  return Object.keys(packages)
    .filter((place) => place !== "")
    .map((place) => place.replace("node_modules/", ""));
}

/** A failure's message holds what the command printed: compilers tell their errors on stdout. */
async function runIn(
  cwd: string,
  command: string,
  args: string[],
): Promise<{ stdout: string; stderr: string }> {
  try {
    return await run(command, args, { cwd, maxBuffer: 16 * 1024 * 1024 });
  } catch (error) {
    const { message, stdout = "" } = error as Error & { stdout?: string };
    throw new Error(`${message}\n${stdout}`, { cause: error });
  }
}
