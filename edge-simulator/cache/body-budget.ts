/** How many bytes the bodies on their way may hold in memory together. */
export class BodyBudget {
  private heldBytes = 0;

  /** @param maxBytes from where on bodies should hold no more than they need to pass */
  constructor(private readonly maxBytes: number) {}

  get isExceeded(): boolean {
    return this.heldBytes > this.maxBytes;
  }

  /** Counts bytes that a body holds from now on; below 0: that it has let go. */
  add(bytes: number): void {
    this.heldBytes += bytes;
  }
}
