import type { ResponseRecord } from "./stored-response";
import type { SharedBody } from "./shared-body";

/** A response under way that others may read too. */
export interface SharedResponse {
  readonly record: ResponseRecord;
  readonly body: SharedBody;
}

/**
 * One request to the origin whose response may answer, and fill the cache for, several viewers
 * (CF-COL-01). It goes on as long as one of them is there.
 */
export class Fill {
  private readonly controller = new AbortController();
  private readonly participants = new Map<AbortSignal, () => void>();
  private settle: (shared: SharedResponse | undefined) => void = () => undefined;
  /**
   * What those who wait can have: the response itself, or, when it isn't theirs, nothing; then
   * they look into the cache, and go to the origin (CF-COL-04).
   */
  readonly shared = new Promise<SharedResponse | undefined>((resolve) => (this.settle = resolve));
  /** Whether its response may still be stored: not once its URL was invalidated. */
  mayStore = true;

  constructor(readonly key: string) {}

  /** Aborted when the last participant is gone. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Takes part until `gone` is aborted. */
  join(gone: AbortSignal): void {
    const leave = () => this.leave(gone);
    this.participants.set(gone, leave);
    if (gone.aborted) {
      leave();
    } else {
      gone.addEventListener("abort", leave, { once: true });
    }
  }

  /** Takes part no longer. */
  leave(gone: AbortSignal): void {
    const leave = this.participants.get(gone);
    if (leave === undefined) {
      return;
    }
    gone.removeEventListener("abort", leave);
    this.participants.delete(gone);
    if (this.participants.size === 0) {
      this.controller.abort();
    }
  }

  /** Tells those who wait what they can have; only the first call counts. */
  announce(shared: SharedResponse | undefined): void {
    this.settle(shared);
  }

  /** Is over: nobody waits any more, and nobody's leaving means anything. */
  end(): void {
    this.announce(undefined);
    for (const [gone, leave] of this.participants) {
      gone.removeEventListener("abort", leave);
    }
    this.participants.clear();
  }
}
