/** `1.2 GB`: powers of 1000, as file managers count. */
export const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
