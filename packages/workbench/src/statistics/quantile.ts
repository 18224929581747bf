/** Quantile of at least one value by linear interpolation (Hyndman and Fan 1996, type 7: the default of R and NumPy). */
export const quantile = (values: readonly number[], share: number): number =>
  quantileOfSorted(Float64Array.from(values).toSorted(), share);

/** The same of values that are ascending already. */
export function quantileOfSorted(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const low = sorted[below] ?? NaN;
  const high = sorted[below + 1] ?? low;
  return low + (place - below) * (high - low);
}

/** Null of no values. */
export const median = (values: readonly number[]): number | null =>
  values.length === 0 ? null : quantile(values, 0.5);
