/** The middle value; of an even number of values, the higher of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** A straight line through points, by least squares, and how much of the variance it explains. */
export function fitLine(points: readonly (readonly [number, number])[]): {
  slope: number;
  intercept: number;
  rSquared: number;
} {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const meanX = mean(points.map(([x]) => x));
  const meanY = mean(points.map(([, y]) => y));
  const sumOf = (term: (dx: number, dy: number) => number) =>
    points.reduce((sum, [x, y]) => sum + term(x - meanX, y - meanY), 0);
  const covariance = sumOf((dx, dy) => dx * dy);
  const slope = covariance / sumOf((dx) => dx * dx);
  const rSquared = (slope * covariance) / sumOf((_, dy) => dy * dy);
  return { slope, intercept: meanY - slope * meanX, rSquared };
}
