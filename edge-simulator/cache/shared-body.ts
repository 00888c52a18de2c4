import { Readable } from "node:stream";
import type { BodyBudget } from "./body-budget";

interface Reader {
  /** Index of the chunk that comes next, counted from the first chunk of the body. */
  next: number;
  takenBytes: number;
  readonly stream: Readable;
  isWaiting: boolean;
}

// How far the source may run ahead of the fastest reader once nothing is retained.
const readAheadBytes = 256 * 1024;
// How far a reader may be behind the fastest then.
const maxLagBytes = 8 * 1024 * 1024;

/**
 * One response body for several readers, each at its own pace, each from the first byte.
 *
 * As long as the body may become a stored object, it is retained whole and the source runs at
 * full speed, so that a slow viewer doesn't hold the others back. When it gets too long to be
 * stored, or all bodies together take too much memory, nobody can join any more, what all readers
 * have is forgotten, the fastest reader sets the pace, and those who fall too far behind it are
 * broken off: memory stays bounded, and one stalled viewer doesn't stall all.
 *
 * A body that ends before or after its declared length fails for all its readers (CF-STO-02).
 */
export class SharedBody {
  private chunks: Buffer[] = [];
  /** How many chunks were forgotten at the front. */
  private forgotten = 0;
  private receivedBytes = 0;
  private heldBytes = 0;
  private isRetaining: boolean;
  private state: "open" | "complete" | "failed" = "open";
  private failure: Error | undefined;
  private readonly readers = new Set<Reader>();

  /**
   * @param options.expectedBytes the declared length; `undefined`: none
   * @param options.retainBytes how long it may be to be retained; 0: not at all
   * @param options.budget what it shares with all other bodies on their way
   * @param options.onEnd called once: with the whole body when it was retained, else without
   */
  constructor(
    private readonly source: Readable,
    private readonly options: {
      readonly expectedBytes: number | undefined;
      readonly retainBytes: number;
      readonly budget: BodyBudget;
      readonly onEnd: (body: Buffer | undefined) => void;
    },
  ) {
    this.isRetaining =
      options.retainBytes > 0 && (options.expectedBytes ?? 0) <= options.retainBytes;
    source.on("data", (chunk: Buffer) => this.receive(chunk));
    source.once("end", () => this.complete());
    source.once("error", (error) => this.fail(error));
    source.once("close", () => this.fail(new Error("The origin closed the connection.")));
  }

  /** Whether a reader that comes now gets the whole body. */
  get canBeJoined(): boolean {
    return this.isRetaining && this.state !== "failed";
  }

  /** Reads from the first byte. Only the first reader may come when the body isn't retained. */
  read(): Readable {
    const reader: Reader = {
      next: 0,
      takenBytes: 0,
      isWaiting: false,
      stream: new Readable({
        read: () => this.deliver(reader),
        destroy: (error, callback) => {
          this.readers.delete(reader);
          this.adjustPace();
          this.releaseUnread();
          callback(error);
        },
      }),
    };
    this.readers.add(reader);
    return reader.stream;
  }

  private receive(chunk: Buffer): void {
    this.receivedBytes += chunk.length;
    const { expectedBytes, retainBytes, budget } = this.options;
    if (expectedBytes !== undefined && this.receivedBytes > expectedBytes) {
      this.fail(new Error("The body is longer than its Content-Length."));
      return;
    }
    this.chunks.push(chunk);
    this.hold(chunk.length);
    // As much as is read ahead may be held anyway: the budget takes no small object's place.
    const isTooMuch = this.receivedBytes > readAheadBytes && budget.isExceeded;
    if (this.receivedBytes > retainBytes || isTooMuch) {
      this.isRetaining = false;
    }
    this.wakeReaders();
    this.adjustPace();
  }

  private complete(): void {
    const { expectedBytes } = this.options;
    if (expectedBytes !== undefined && this.receivedBytes !== expectedBytes) {
      this.fail(new Error("The body is shorter than its Content-Length."));
      return;
    }
    if (this.state !== "open") {
      return;
    }
    this.state = "complete";
    this.options.onEnd(this.isRetaining ? Buffer.concat(this.chunks) : undefined);
    this.wakeReaders();
    this.releaseUnread();
  }

  private fail(error: Error): void {
    if (this.state !== "open") {
      return;
    }
    this.state = "failed";
    this.failure = error;
    this.source.destroy();
    this.options.onEnd(undefined);
    for (const { stream } of this.readers) {
      stream.destroy(error);
    }
    this.releaseUnread();
  }

  private wakeReaders(): void {
    for (const reader of this.readers) {
      if (reader.isWaiting) {
        this.deliver(reader);
      }
    }
  }

  private deliver(reader: Reader): void {
    if (this.state === "failed") {
      reader.stream.destroy(this.failure);
      return;
    }
    reader.isWaiting = false;
    while (reader.next < this.forgotten + this.chunks.length) {
      const chunk = this.chunks[reader.next - this.forgotten] as Buffer;
      reader.next++;
      reader.takenBytes += chunk.length;
      if (!reader.stream.push(chunk)) {
        this.adjustPace();
        return;
      }
    }
    if (this.state === "complete") {
      reader.stream.push(null);
    } else {
      reader.isWaiting = true;
    }
    this.adjustPace();
  }

  private adjustPace(): void {
    if (this.isRetaining || this.state !== "open") {
      return;
    }
    const readers = [...this.readers];
    const fastestBytes = Math.max(...readers.map(({ takenBytes }) => takenBytes));
    const isLost = ({ takenBytes }: Reader) => fastestBytes - takenBytes > maxLagBytes;
    for (const reader of readers.filter(isLost)) {
      this.readers.delete(reader);
      reader.stream.destroy(new Error("The viewer is too far behind the others."));
    }
    this.forgetTaken();
    if (this.receivedBytes - fastestBytes > readAheadBytes) {
      this.source.pause();
    } else {
      this.source.resume();
    }
  }

  private forgetTaken(): void {
    const slowest = Math.min(...[...this.readers].map(({ next }) => next));
    if (slowest <= this.forgotten || !Number.isFinite(slowest)) {
      return;
    }
    const taken = this.chunks.splice(0, slowest - this.forgotten);
    this.forgotten = slowest;
    this.hold(-taken.reduce((sum, chunk) => sum + chunk.length, 0));
  }

  private hold(bytes: number): void {
    this.heldBytes += bytes;
    this.options.budget.add(bytes);
  }

  private releaseUnread(): void {
    if (this.state !== "open" && this.readers.size === 0) {
      this.hold(-this.heldBytes);
    }
  }
}
