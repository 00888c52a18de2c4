import * as path from "node:path";
import { watch } from "chokidar";

/** What of an app's directory is made by running it. */
const GENERATED = /(^|[/\\])(\.venv|__pycache__|node_modules|\.git)([/\\]|$)|\.pyc$/;

/** How long a file has to stay as it is: editors write in steps. */
const SETTLE_MS = 100;

/** What a stack's program is made of, relative to the project; other stacks' settings aren't. */
export function listProgramSources(stack: string): string[] {
  return ["stacks", "components", "index.ts", "Pulumi.yaml", `Pulumi.${stack}.yaml`];
}

/**
 * Tells of every file that is saved, added or removed, until it is closed.
 *
 * @param projectDirectory the folder of `Pulumi.yaml`
 * @param sources files and folders, relative to it; they may be missing
 * @param tell takes a changed file, likewise
 * @returns once it watches: what ends that
 */
export async function watchSources(
  projectDirectory: string,
  sources: readonly string[],
  tell: (file: string) => void,
): Promise<() => Promise<void>> {
  const watcher = watch([...sources], {
    cwd: projectDirectory,
    ignored: (file) => GENERATED.test(path.relative(projectDirectory, file)),
    ignoreInitial: true,
    awaitWriteFinish: { stabilityThreshold: SETTLE_MS, pollInterval: SETTLE_MS / 4 },
  });
  watcher.on("all", (event, file) => {
    if (event === "add" || event === "change" || event === "unlink") {
      tell(file);
    }
  });
  await new Promise<void>((resolve, reject) =>
    watcher.once("ready", resolve).once("error", reject),
  );
  return () => watcher.close();
}
