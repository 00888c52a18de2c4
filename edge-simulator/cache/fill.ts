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
  private readonly settle: (shared: SharedResponse | undefined) => void;
  private participants = 0;
  /**
   * What those who wait can have: the response itself, or, when it isn't theirs, nothing; then
   * they look into the cache, and go to the origin (CF-COL-04).
   */
  readonly shared: Promise<SharedResponse | undefined>;
  /** Whether its response may still be stored: not once its URL was invalidated. */
  mayStore = true;

  constructor(readonly key: string) {
    let settle: (shared: SharedResponse | undefined) => void = () => undefined;
    this.shared = new Promise((resolve) => (settle = resolve));
    this.settle = settle;
  }

  /** Aborted when the last participant is gone. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Takes part until `gone` is aborted. */
  join(gone: AbortSignal): void {
    this.participants++;
    const leave = () => {
      if (--this.participants === 0) this.controller.abort();
    };
    if (gone.aborted) leave();
    else gone.addEventListener("abort", leave, { once: true });
  }

  /** Tells those who wait what they can have; only the first call counts. */
  announce(shared: SharedResponse | undefined): void {
    this.settle(shared);
  }
}
