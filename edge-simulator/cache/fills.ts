import { Fill } from "./fill";

/** The requests to origins that are under way and may fill the cache. */
export class Fills {
  /** Those that viewers may join, by key. */
  private readonly shared = new Map<string, Fill>();
  /** All that may still store something. */
  private readonly all = new Set<Fill>();

  /** The one that a viewer may join. */
  findShared(key: string): Fill | undefined {
    return this.shared.get(key);
  }

  /** Starts one that ends with its last participant; the first is there until `gone` is aborted. */
  start(key: string, isShared: boolean, gone: AbortSignal): Fill {
    const fill = new Fill(key);
    this.all.add(fill);
    if (isShared) {
      this.shared.set(key, fill);
    }
    fill.signal.addEventListener("abort", () => this.end(fill), { once: true });
    fill.join(gone);
    return fill;
  }

  /** Lets nobody join any more. */
  stopSharing(fill: Fill): void {
    if (this.shared.get(fill.key) === fill) {
      this.shared.delete(fill.key);
    }
  }

  end(fill: Fill): void {
    this.all.delete(fill);
    this.stopSharing(fill);
    fill.end();
  }

  /** Keeps those that match from storing anything, and viewers from joining them. */
  invalidate(matches: (key: string) => boolean): void {
    for (const fill of this.all) {
      if (!matches(fill.key)) {
        continue;
      }
      fill.mayStore = false;
      this.stopSharing(fill);
    }
  }
}
