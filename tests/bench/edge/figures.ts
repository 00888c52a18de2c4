/** One figure of the benchmark, and what it has to be. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly atLeast?: number;
  readonly atMost?: number;
  /** What it is made of. */
  readonly detail?: string;
}

export function missesLimit({ value, atLeast, atMost }: Figure): boolean {
  // A figure that couldn't be taken meets no limit.
  return !(value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity));
}

export function formatFigure(figure: Figure): string {
  const { name, value, unit, atLeast, atMost, detail } = figure;
  const limits = [
    atLeast === undefined ? "" : `, at least ${atLeast}`,
    atMost === undefined ? "" : `, at most ${atMost}`,
  ].join("");
  const missed = missesLimit(figure) ? " (limit missed)" : "";
  const digits = Math.abs(value) < 10 ? 2 : 0;
  const what = `${name}: ${value.toFixed(digits)} ${unit}${limits}${missed}`;
  return detail === undefined ? what : `${what} (${detail})`;
}
