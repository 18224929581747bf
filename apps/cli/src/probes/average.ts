/** The mean, for what is told beside the metrics; 0 of nothing. Metrics themselves are given as samples. */
export const averageOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
