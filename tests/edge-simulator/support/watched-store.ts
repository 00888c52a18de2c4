import { MemoryStore, type StoredResponse } from "../../../edge-simulator";

/** A store that tells when the edge has looked up so many keys: so many requests are under way. */
export class WatchedStore extends MemoryStore {
  private lookups = 0;
  private readonly waiting: (() => void)[] = [];

  override get(key: string): StoredResponse | undefined {
    this.lookups++;
    this.waiting.splice(0).forEach((wake) => wake());
    return super.get(key);
  }

  async waitForLookups(count: number): Promise<void> {
    while (this.lookups < count) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  /** Does something that makes the edge look up a key, and waits until it has. */
  async untilNextLookup<Result>(act: () => Result): Promise<Result> {
    const count = this.lookups + 1;
    const result = act();
    await this.waitForLookups(count);
    return result;
  }
}
