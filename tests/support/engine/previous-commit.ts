import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { PROGRAM } from "./engine-project";

const PROJECT = path.resolve(__dirname, "../../..");

/** The commit whose program came before the present one, or why there is none to be had. */
export type PreviousCommit =
  { commit: string; reason?: never } | { commit?: never; reason: string };

/**
 * Finds the commit that the present program upgrades: the one that the variable `UPGRADE_FROM` names,
 * or else the last one, or the one before that where nothing of the program has changed since.
 */
export function findPreviousCommit(from = process.env.UPGRADE_FROM): PreviousCommit {
  if (from) {
    return { commit: from };
  }
  if (tryGit("rev-parse", "--show-toplevel") !== fs.realpathSync(PROJECT)) {
    return { reason: "this is no git checkout" };
  }
  const isChanged = tryGit("status", "--porcelain", "--", ...PROGRAM) !== "";
  const commit = isChanged ? "HEAD" : "HEAD~1";
  return tryGit("rev-parse", "--verify", "--quiet", `${commit}^{commit}`) === undefined
    ? { reason: `this checkout has no ${commit}` }
    : { commit };
}

/** Writes a commit's files into an empty folder. */
export function extractCommit(commit: string, folder: string): void {
  const archive = path.join(folder, "commit.tar");
  execFileSync("git", ["archive", "--format=tar", "--output", archive, commit], { cwd: PROJECT });
  execFileSync("tar", ["-xf", archive, "-C", folder]);
}

/** What git prints, or undefined where it fails or isn't there. */
function tryGit(...args: string[]): string | undefined {
  try {
    const stdio: ["ignore", "pipe", "ignore"] = ["ignore", "pipe", "ignore"];
    return execFileSync("git", args, { cwd: PROJECT, encoding: "utf8", stdio }).trim();
  } catch {
    return undefined;
  }
}
