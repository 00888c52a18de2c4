import { Readable } from "node:stream";

interface Reader {
  /** Index of the chunk that comes next, counted from the first chunk of the body. */
  next: number;
  readonly stream: Readable;
  isWaiting: boolean;
}

// How far the source may run ahead of the slowest reader once nothing is retained.
const readAheadBytes = 256 * 1024;

/**
 * One response body for several readers, each at its own pace, each from the first byte.
 *
 * As long as the body may become a stored object, it is retained whole and the source runs at
 * full speed, so that a slow viewer doesn't hold the others back. When it gets too long to be
 * stored, nobody can join any more, what all readers have is forgotten, and the slowest reader
 * sets the pace: memory stays bounded.
 *
 * A body that ends before or after its declared length fails for all its readers (CF-STO-02).
 */
export class SharedBody {
  private chunks: Buffer[] = [];
  /** How many chunks were forgotten at the front. */
  private forgotten = 0;
  private receivedBytes = 0;
  private isRetaining: boolean;
  private state: "open" | "complete" | "failed" = "open";
  private failure: Error | undefined;
  private readonly readers = new Set<Reader>();

  /**
   * @param options.expectedBytes the declared length; `undefined`: none
   * @param options.retainBytes how long it may be to be retained; 0: not at all
   * @param options.onEnd called once: with the whole body when it was retained, else without
   */
  constructor(
    private readonly source: Readable,
    private readonly options: {
      readonly expectedBytes: number | undefined;
      readonly retainBytes: number;
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
      isWaiting: false,
      stream: new Readable({
        read: () => this.deliver(reader),
        destroy: (error, callback) => {
          this.readers.delete(reader);
          this.adjustPace();
          callback(error);
        },
      }),
    };
    this.readers.add(reader);
    return reader.stream;
  }

  private receive(chunk: Buffer): void {
    this.receivedBytes += chunk.length;
    const { expectedBytes, retainBytes } = this.options;
    if (expectedBytes !== undefined && this.receivedBytes > expectedBytes) {
      this.fail(new Error("The body is longer than its Content-Length."));
      return;
    }
    if (this.receivedBytes > retainBytes) this.isRetaining = false;
    this.chunks.push(chunk);
    this.wakeReaders();
    this.adjustPace();
  }

  private complete(): void {
    const { expectedBytes } = this.options;
    if (expectedBytes !== undefined && this.receivedBytes !== expectedBytes) {
      this.fail(new Error("The body is shorter than its Content-Length."));
      return;
    }
    if (this.state !== "open") return;
    this.state = "complete";
    this.options.onEnd(this.isRetaining ? Buffer.concat(this.chunks) : undefined);
    this.wakeReaders();
  }

  private fail(error: Error): void {
    if (this.state !== "open") return;
    this.state = "failed";
    this.failure = error;
    this.source.destroy();
    this.options.onEnd(undefined);
    for (const { stream } of this.readers) stream.destroy(error);
  }

  private wakeReaders(): void {
    for (const reader of this.readers) {
      if (reader.isWaiting) this.deliver(reader);
    }
  }

  private deliver(reader: Reader): void {
    if (this.state === "failed") {
      reader.stream.destroy(this.failure);
      return;
    }
    reader.isWaiting = false;
    while (reader.next < this.forgotten + this.chunks.length) {
      const chunk = this.chunks[reader.next - this.forgotten];
      reader.next++;
      if (!reader.stream.push(chunk)) {
        this.adjustPace();
        return;
      }
    }
    if (this.state === "complete") reader.stream.push(null);
    else reader.isWaiting = true;
    this.adjustPace();
  }

  private adjustPace(): void {
    if (this.isRetaining || this.state !== "open") return;
    const slowest = Math.min(...[...this.readers].map(({ next }) => next));
    if (slowest > this.forgotten && Number.isFinite(slowest)) {
      this.chunks.splice(0, slowest - this.forgotten);
      this.forgotten = slowest;
    }
    const aheadBytes = this.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    if (aheadBytes > readAheadBytes) this.source.pause();
    else this.source.resume();
  }
}
