import { watchSources } from "./watch-sources";

/** Ends watching. */
type Unwatch = () => Promise<void>;

export interface AppWatchOptions {
  /** The folder of `Pulumi.yaml`. */
  projectDirectory: string;
  /** Takes a changed file of the app that runs. */
  tellRunning: (file: string) => void;
  /** Takes a changed file of the app that is wanted in its place. */
  tellWanted: (file: string) => void;
}

/** An app's directory, relative to the project; undefined: none is run from here. */
export type AppDirectory = string | undefined;

/**
 * Watches the directory of the app that runs and, as long as another is wanted that can't be run yet,
 * that one too: the mistake in it is put right there.
 */
export class AppWatch {
  private running: AppDirectory;
  private wanted: AppDirectory;
  private unwatch: Unwatch[] = [];

  constructor(private readonly options: AppWatchOptions) {}

  async set(running: AppDirectory, wanted: AppDirectory = running): Promise<void> {
    if (running === this.running && wanted === this.wanted) {
      return;
    }
    const { tellRunning, tellWanted } = this.options;
    const before = this.unwatch;
    // The new ones first, so that no change between is missed.
    this.unwatch = [
      ...(await this.open(running, tellRunning)),
      ...(wanted === running ? [] : await this.open(wanted, tellWanted)),
    ];
    this.running = running;
    this.wanted = wanted;
    await closeAll(before);
  }

  close(): Promise<void> {
    return closeAll(this.unwatch);
  }

  private async open(directory: AppDirectory, tell: (file: string) => void): Promise<Unwatch[]> {
    return directory === undefined
      ? []
      : [await watchSources(this.options.projectDirectory, [directory], tell)];
  }
}

async function closeAll(unwatch: readonly Unwatch[]): Promise<void> {
  await Promise.all(unwatch.map((end) => end()));
}
