import { randomInt } from "node:crypto";
import { InvalidationPathError } from "../cache/invalidation";
import type { Clock } from "../clock";

/** An error as CloudFront's API names it. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    readonly status: 400 | 403 | 404 | 405 | 413,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** What a client asks to be forgotten. */
export interface InvalidationBatch {
  /** The client's own name for it: the same again is no new invalidation. */
  readonly callerReference: string;
  readonly paths: readonly string[];
}

/** A batch that was carried out. */
export interface Invalidation extends InvalidationBatch {
  readonly id: string;
  readonly createdAtMs: number;
}

// CF-INV-08, as it stood in 2023, when a quota counted what is in progress at once: the most that
// one batch could hold. What counts by the second now isn't simulated.
const mostPaths = 3000;
const mostWildcards = 15;

const idLength = 13;
const idLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** The invalidations of a distribution. Here, each is over as soon as it is asked for. */
export class InvalidationBatches {
  private readonly batches: Invalidation[] = [];

  /** @param invalidate forgets what matches the paths; it may throw an `InvalidationPathError` */
  constructor(
    private readonly invalidate: (paths: readonly string[]) => unknown,
    private readonly clock: Clock,
  ) {}

  /** The newest first. */
  list(): readonly Invalidation[] {
    return [...this.batches].reverse();
  }

  find(id: string): Invalidation | undefined {
    return this.batches.find((batch) => batch.id === id);
  }

  /**
   * Carries out a batch, once: one with a `callerReference` that was used before is answered with
   * what came of it then.
   *
   * @throws ApiError when it is refused; nothing is forgotten then
   */
  create(batch: InvalidationBatch): Invalidation {
    const { callerReference, paths } = batch;
    const earlier = this.batches.find((made) => made.callerReference === callerReference);
    if (earlier !== undefined) {
      return repeat(earlier, paths);
    }
    checkSize(paths);
    try {
      this.invalidate(paths);
    } catch (error) {
      if (error instanceof InvalidationPathError) {
        throw new ApiError(400, "InvalidArgument", error.message);
      }
      throw error;
    }
    const invalidation = { id: this.makeId(), createdAtMs: this.clock.now(), ...batch };
    this.batches.push(invalidation);
    return invalidation;
  }

  private makeId(): string {
    const letters = Array.from({ length: idLength }, () => idLetters[randomInt(idLetters.length)]);
    return `I${letters.join("")}`;
  }
}

function repeat(earlier: Invalidation, paths: readonly string[]): Invalidation {
  if (earlier.paths.join("\n") !== paths.join("\n")) {
    throw new ApiError(
      400,
      "InvalidationBatchAlreadyExists",
      `CallerReference "${earlier.callerReference}" was used for other paths. Choose another one.`,
    );
  }
  return earlier;
}

function checkSize(paths: readonly string[]): void {
  const wildcards = paths.filter((path) => path.endsWith("*")).length;
  if (paths.length > mostPaths || wildcards > mostWildcards) {
    throw new ApiError(
      413,
      "BatchTooLarge",
      `A batch takes at most ${mostPaths} paths, ${mostWildcards} of them with *; this one has ` +
        `${paths.length} and ${wildcards}. Divide it.`,
    );
  }
}
