import { once } from "node:events";
import type { WriteStream } from "node:fs";
import { open } from "node:fs/promises";
import type { RequestReport } from "../trace/request-report";
import { formatLogLine, standardLogHead, type LogContext } from "./standard-log";

/** A file in CloudFront's standard log format, which grows by a line for each request. */
export class StandardLogFile {
  private failure: Error | undefined;

  private constructor(
    private readonly stream: WriteStream,
    private readonly context: LogContext,
  ) {
    stream.on("error", (error) => {
      this.failure = error;
    });
  }

  /**
   * Opens a file, or makes it. What it holds stays; an empty one gets the lines that name the
   * fields.
   *
   * @throws when that isn't possible
   */
  static async open(path: string, context: LogContext): Promise<StandardLogFile> {
    const handle = await open(path, "a");
    const { size } = await handle.stat();
    const log = new StandardLogFile(handle.createWriteStream(), context);
    if (size === 0) {
      log.stream.write(standardLogHead);
    }
    return log;
  }

  /** Adds a request. It is in the file once that is closed, and mostly at once. */
  add(report: RequestReport): void {
    const line = formatLogLine(report, this.context);
    if (line !== undefined && this.failure === undefined) {
      this.stream.write(line);
    }
  }

  /** @throws when not everything could be written */
  async close(): Promise<void> {
    if (!this.stream.closed) {
      this.stream.end();
      await once(this.stream, "close");
    }
    if (this.failure !== undefined) {
      throw this.failure;
    }
  }
}
