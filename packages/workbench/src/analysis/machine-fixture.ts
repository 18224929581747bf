// Machines with known faults, for simulations of the method: how long the next run takes, on a log scale on which 0 is usual.
import { ln } from "../statistics/natural-log.ts";
import type { SeededRandom } from "../statistics/random.ts";

export type Machine = (random: SeededRandom) => () => number;

/** Runs vary by 3 %. */
export const steady: Machine = (random) => () => 0.03 * random.normal();

/** By 5 %. */
export const quiet: Machine = (random) => () => 0.05 * random.normal();

/** That share of the runs stalls, and takes half as long again on average. */
export const stallingIn =
  (share: number): Machine =>
  (random) =>
  () =>
    0.05 * random.normal() + (random.next() < share ? -0.5 * ln(1 - random.next()) : 0);

/** Speed wanders by 5 %, as with heat or neighbours: each run keeps 95 % of how far off the one before was. */
export const drifting: Machine = (random) => {
  let off = 0.05 * random.normal();
  return () => {
    off = 0.95 * off + 0.0156 * random.normal();
    return off + 0.05 * random.normal();
  };
};

/** Differences of pairs in random order; the variant is slower by `effect`. */
export function pairedRounds(machine: Machine, random: SeededRandom, rounds: number, effect = 0): number[] {
  const run = machine(random);
  return Array.from({ length: rounds }, () => {
    const difference = run() - run();
    return effect + (random.next() < 0.5 ? difference : -difference);
  });
}

/** All runs of the one, then all of the other. */
export function blocks(machine: Machine, random: SeededRandom, runs: number): readonly [number[], number[]] {
  const run = machine(random);
  return [Array.from({ length: runs }, run), Array.from({ length: runs }, run)];
}
