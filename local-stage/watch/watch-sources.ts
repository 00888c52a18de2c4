import * as path from "node:path";
import { watch } from "chokidar";

/** Which part of a stage a change of the sources is about. */
export type ChangedPart = "program" | "app";

export interface WatchedSources {
  /** The folder of `Pulumi.yaml`. */
  projectDirectory: string;
  /** The stack's name; the configuration of other stacks isn't watched. */
  stack: string;
  /** The app's directory, relative to the project; undefined: none is run from here. */
  sourceDirectory: string | undefined;
}

/** One change: which part it is about, and the file, relative to the project. */
export type TellChange = (part: ChangedPart, file: string) => void;

/** What a stage's program is made of; `Pulumi.<stack>.yaml` comes on top. */
const PROGRAM = ["stacks", "components", "index.ts", "Pulumi.yaml"];

/** What of an app's directory is made by running it. */
const GENERATED = /(^|[/\\])(\.venv|__pycache__|node_modules|\.git)([/\\]|$)|\.pyc$/;

/** How long a file has to stay as it is: editors write in steps. */
const SETTLE_MS = 100;

/**
 * Tells of every file that is saved, added or removed, until it is closed.
 *
 * @returns once it watches: what ends that
 */
export async function watchSources(
  { projectDirectory, stack, sourceDirectory }: WatchedSources,
  tell: TellChange,
): Promise<() => Promise<void>> {
  const app = sourceDirectory === undefined ? [] : [sourceDirectory];
  const watcher = watch([...PROGRAM, `Pulumi.${stack}.yaml`, ...app], {
    cwd: projectDirectory,
    ignored: (file) => GENERATED.test(path.relative(projectDirectory, file)),
    ignoreInitial: true,
    awaitWriteFinish: { stabilityThreshold: SETTLE_MS, pollInterval: SETTLE_MS / 4 },
  });
  watcher.on("all", (event, file) => {
    if (event === "add" || event === "change" || event === "unlink") {
      tell(isInside(file, sourceDirectory) ? "app" : "program", file);
    }
  });
  await new Promise<void>((resolve, reject) =>
    watcher.once("ready", resolve).once("error", reject),
  );
  return () => watcher.close();
}

function isInside(file: string, directory: string | undefined): boolean {
  return directory !== undefined && !path.relative(directory, file).startsWith("..");
}
