import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { access, mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { UserError } from "../user-error";
import { quoteLines } from "./problems";
import type { Python } from "./python";
import { runCommand } from "./run-command";

export interface VirtualEnvironmentOptions {
  /** The source bundle's directory, absolute; the environment goes into its `.venv`. */
  directory: string;
  python: Python;
  /** What pip and venv see, their own settings and proxies included. */
  environment: NodeJS.ProcessEnv;
  report: (line: string) => void;
  signal?: AbortSignal;
}

/** The lines of a requirements file that each name a package. */
export function listRequirements(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#") && !line.startsWith("-"));
}

/** Why `python -m venv` failed and what to do, from its output. */
export function explainVenvFailure(python: Python, lines: readonly string[]): string {
  const output = lines.join("\n");
  if (!/ensurepip|No module named '?venv/.test(output)) {
    return `${python.command} -m venv failed. Its last lines:${quoteLines(lines)}`;
  }
  const suggested = /apt(?:-get)? install (\S+)/.exec(output)?.[1] ?? "python3-venv";
  return (
    `Python ${python.version} can't make virtual environments: its venv module is missing. ` +
    `Install it (Debian, Ubuntu: sudo apt install ${suggested}) and start again.`
  );
}

/** Why `pip install` failed and what to do, from its output. */
export function explainPipFailure(directory: string, lines: readonly string[]): string {
  return (
    `pip could not install ${join(directory, "requirements.txt")}. ` +
    `Check the file and the connection to the package index, then start again. ` +
    `pip's last lines:${quoteLines(lines)}`
  );
}

/**
 * Makes a virtual environment with the bundle's requirements, or finds the one made before.
 *
 * Each attempt builds in a directory of its own, since an environment can't be moved once made; a
 * link with the key as its name appears when it is complete. So a build that was cut off is never
 * used, and two runs at once don't meet.
 *
 * @returns the absolute path of its `bin`
 * @throws UserError when venv or pip fails
 */
export async function ensureVirtualEnvironment(
  options: VirtualEnvironmentOptions,
): Promise<string> {
  const requirements = await readRequirements(options.directory);
  const link = join(options.directory, ".venv", computeKey(options, requirements));
  if (!(await isUsable(link))) {
    await rm(link, { force: true });
    const build = await buildEnvironment(options, link, requirements);
    await publish(build, link);
  }
  return join(link, "bin");
}

async function readRequirements(directory: string): Promise<string | undefined> {
  // Beanstalk, too, runs a bundle that has none.
  return readFile(join(directory, "requirements.txt"), "utf8").catch(() => undefined);
}

/** The directory is part of it, because the environment's scripts hold absolute paths. */
function computeKey({ directory, python }: VirtualEnvironmentOptions, requirements = ""): string {
  const inputs = JSON.stringify([python.version, directory, requirements]);
  return createHash("sha256").update(inputs).digest("hex").slice(0, 16);
}

/** Also false when the Python it was made from has been removed since. */
async function isUsable(link: string): Promise<boolean> {
  return access(join(link, "bin", "python"), constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function buildEnvironment(
  options: VirtualEnvironmentOptions,
  link: string,
  requirements: string | undefined,
): Promise<string> {
  const build = await makeBuildDirectory(join(options.directory, ".venv"), link);
  try {
    await createEnvironment(options, build, requirements !== undefined);
    if (requirements !== undefined) {
      await installRequirements(options, build, requirements);
    }
    return build;
  } catch (error) {
    await rm(build, { recursive: true, force: true });
    throw error;
  }
}

async function makeBuildDirectory(directory: string, link: string): Promise<string> {
  try {
    await mkdir(directory, { recursive: true });
    return await mkdtemp(`${link}-`);
  } catch (error) {
    throw new UserError(
      `The virtual environment can't be made in ${directory} (${(error as Error).message}). ` +
        "Make the folder writable, or run the app yourself and give its URL with --origin.",
    );
  }
}

async function createEnvironment(
  options: VirtualEnvironmentOptions,
  build: string,
  withPip: boolean,
): Promise<void> {
  const { python, report } = options;
  report(`Creating a virtual environment with Python ${python.version} (once)…`);
  const pip = withPip ? [] : ["--without-pip"];
  const command = [python.command, "-m", "venv", ...pip, build];
  // In this process's directory, where the command's version was asked for, too: pyenv's depends
  // on the directory.
  const { environment, signal } = options;
  const result = await runCommand({ command, environment, signal });
  if (!result.succeeded) {
    throw new UserError(explainVenvFailure(python, result.lastLines));
  }
}

async function installRequirements(
  options: VirtualEnvironmentOptions,
  build: string,
  requirements: string,
): Promise<void> {
  const { directory, environment, report, signal } = options;
  report(`Installing ${listRequirements(requirements).length} packages from requirements.txt…`);
  const python = join(build, "bin", "python");
  const flags = ["--no-input", "--disable-pip-version-check", "--progress-bar", "off"];
  const pip = [python, "-m", "pip", "install", ...flags, "--requirement", "requirements.txt"];
  // In the bundle's directory, since the file may name paths in it.
  const result = await runCommand({ command: pip, directory, environment, signal });
  if (!result.succeeded) {
    throw new UserError(explainPipFailure(directory, result.lastLines));
  }
}

/** Another run may have been faster; then its environment, which has the same content, is used. */
async function publish(build: string, link: string): Promise<void> {
  try {
    await symlink(basename(build), link);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
      throw error;
    }
    await rm(build, { recursive: true, force: true });
  }
}
