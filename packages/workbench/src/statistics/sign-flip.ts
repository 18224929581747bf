// Exact tests of paired counts: were the two of a pair exchangeable, each difference could as well have had the other sign.
import { coinSum } from "./coin-sum.ts";

/** Fisher's randomisation test (1935) of whole differences, two-sided: the share of all sign changes whose sum is at least as far from 0. */
export function signFlip(differences: readonly number[]): number {
  const sizes = differences.map(Math.abs).filter((size) => size > 0);
  const positive = differences.reduce((sum, difference) => sum + Math.max(0, difference), 0);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return Math.min(1, 2 * coinSum(sizes).atMost(Math.min(positive, total - positive)));
}

/** The exact test of McNemar (1947) of pairs that differ: `first` succeeded alone so often, `second` so often. */
export const mcnemarExact = (first: number, second: number): number =>
  signFlip([...Array<number>(first).fill(-1), ...Array<number>(second).fill(1)]);

/** Whole differences that belong together, as those of one prompt over several seeds do, flip their signs together. */
export const clusterSignFlip = (clusters: readonly (readonly number[])[]): number =>
  signFlip(clusters.map((cluster) => cluster.reduce((sum, difference) => sum + difference, 0)));
