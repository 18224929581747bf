// Where the level of a history changed, for one experiment on one machine: E-divisive (Matteson and James 2014), as Otava and Hunter look at
// the nightly results of a project. The part that is split best by the energy distance is split, if a shuffled part seldom splits as well.
import { createRandom, type SeededRandom } from "./random.ts";

const SHUFFLES = 199;
const ALPHA = 0.02;
/** A level is at least so many sessions; one odd session is none. */
const SHORTEST = 3;

/** Indexes of the first session of each new level, ascending; the same for the same history and seed. */
export function historyChanges(history: readonly number[], seed: number): number[] {
  const random = createRandom(seed);
  const changes: number[] = [];
  const open = [{ from: 0, to: history.length }];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const { from, to } = part;
    const split = splitOf(history.slice(from, to), random);
    if (split === null) continue;
    changes.push(from + split);
    open.push({ from, to: from + split }, { from: from + split, to });
  }
  return changes.toSorted((a, b) => a - b);
}

function splitOf(values: readonly number[], random: SeededRandom): number | null {
  if (values.length < 2 * SHORTEST) return null;
  const best = bestSplit(values);
  let asGood = 0;
  for (let shuffle = 0; shuffle < SHUFFLES; shuffle += 1) {
    if (bestSplit(random.shuffle(values)).energy >= best.energy) asGood += 1;
  }
  return (asGood + 1) / (SHUFFLES + 1) <= ALPHA ? best.at : null;
}

/** Over all beginnings of the part too, so that a level which is left again does not hide itself. */
function bestSplit(values: readonly number[]): { readonly at: number; readonly energy: number } {
  const sinceWithin = new Float64Array(values.length);
  const headWithin = new Float64Array(values.length + 1);
  let best = { at: 0, energy: -Infinity };
  for (let to = 1; to <= values.length; to += 1) {
    const added = values[to - 1] ?? 0;
    let distances = 0;
    for (let at = to - 1; at >= 0; at -= 1) {
      distances += Math.abs((values[at] ?? 0) - added);
      sinceWithin[at] = (sinceWithin[at] ?? 0) + distances;
    }
    const all = sinceWithin[0] ?? 0;
    headWithin[to] = all;
    for (let at = SHORTEST; at <= to - SHORTEST; at += 1) {
      const energy = energyOf(at, headWithin[at] ?? 0, to - at, sinceWithin[at] ?? 0, all);
      if (energy > best.energy) best = { at, energy };
    }
  }
  return best;
}

/** Of `n` values and the `m` after them, by the sums of distances within the first, within the others and in all. */
function energyOf(n: number, first: number, m: number, others: number, all: number): number {
  const across = (all - first - others) / (n * m);
  return ((n * m) / (n + m)) * (2 * across - first / ((n * (n - 1)) / 2) - others / ((m * (m - 1)) / 2));
}
