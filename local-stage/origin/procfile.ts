import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../user-error";

/** What a Procfile starts. */
export interface Procfile {
  /** The command of the process `web`, which Beanstalk's proxy passes requests on to. */
  web: string;
  /** The names of the other processes. */
  others: string[];
}

/** A line as Beanstalk accepts it (developer guide, "Buildfile and Procfile"). */
const PROCFILE_LINE = /^(?<name>[A-Za-z0-9_-]+):\s*(?<command>\S.*)$/;

/**
 * Reads a Procfile's text.
 *
 * @param path where the text comes from, for errors
 * @throws UserError naming every line that Beanstalk would refuse, or the missing `web`
 */
export function parseProcfile(text: string, path: string): Procfile {
  const commands = new Map<string, string>();
  const problems: string[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "") {
      continue;
    }
    const { name, command } = PROCFILE_LINE.exec(line)?.groups ?? {};
    if (name === undefined || command === undefined) {
      problems.push(`${path}: line ${index + 1} must be "name: command", got "${line}".`);
    } else {
      commands.set(name, command.trimEnd());
    }
  }
  const web = commands.get("web");
  if (web === undefined) {
    problems.push(`${path} has no process "web". Add a line such as "web: gunicorn application".`);
  }
  if (problems.length > 0 || web === undefined) {
    throw new UserError(problems.join("\n"));
  }
  return { web, others: [...commands.keys()].filter((name) => name !== "web") };
}

/** Reads the Procfile of a source bundle. */
export async function readProcfile(directory: string): Promise<Procfile> {
  const path = join(directory, "Procfile");
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new UserError(
      `${path} can't be read (${error.code}). ` +
        `It says how the app is started; add one with a line such as "web: gunicorn application".`,
    );
  });
  return parseProcfile(text, path);
}
