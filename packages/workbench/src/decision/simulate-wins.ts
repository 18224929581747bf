// How often each option would win if everything that is not certain came out a little differently: measurements within their intervals,
// judgements by a point, weights by a fifth. The same seed gives the same shares everywhere.
import { createRandom, type SeededRandom } from "../statistics/random.ts";
import { type Belief, type Contest, onScale } from "./contest.ts";
import type { Simulations } from "./decision-results.ts";

export const SIMULATIONS: Simulations = { count: 10_000, judgement: 1, weight: 0.2 };

/** Of each option, from 0 to 1; a simulation that several win is shared among them. */
export function winsOf({ names, criteria }: Contest, seed: string): number[] {
  const random = createRandom(seed);
  const plans = criteria.map(({ weight, beliefs }) => ({ weight, beliefs, sources: sourcesOf(beliefs) }));
  const wins = names.map(() => 0);
  for (let round = 0; round < SIMULATIONS.count; round += 1) {
    const totals = names.map(() => 0);
    for (const { weight, beliefs, sources } of plans) {
      const varied = weight * (1 + SIMULATIONS.weight * (2 * random.next() - 1));
      addScores(totals, varied, drawAll(beliefs, sources, random));
    }
    addWin(wins, totals);
  }
  return wins.map((count) => count / SIMULATIONS.count);
}

/** Whose draw each option has: its own, or that of the first option which stands for the same variant. */
const sourcesOf = (beliefs: readonly Belief[]): number[] =>
  beliefs.map(({ spread }, i) => {
    if (spread.kind === "judged") return i;
    return beliefs.findIndex((one) => one.spread.kind === "measured" && one.spread.variant === spread.variant);
  });

function drawAll(beliefs: readonly Belief[], sources: readonly number[], random: SeededRandom): number[] {
  const drawn: number[] = [];
  for (let i = 0; i < beliefs.length; i += 1) {
    const belief = beliefs[i];
    const source = sources[i] ?? i;
    if (belief !== undefined) drawn.push(source < i ? (drawn[source] ?? 0) : onScale(drawOne(belief, random)));
  }
  return drawn;
}

function drawOne({ value, low, high, spread }: Belief, random: SeededRandom): number {
  if (spread.kind === "judged") return low + (high - low) * random.next();
  return spread.deviation === 0 ? value : value + spread.deviation * random.normal();
}

function addScores(totals: number[], weight: number, scores: readonly number[]): void {
  for (let i = 0; i < totals.length; i += 1) totals[i] = (totals[i] ?? 0) + weight * (scores[i] ?? 0);
}

function addWin(wins: number[], totals: readonly number[]): void {
  const best = Math.max(...totals);
  const winners = totals.filter((total) => total === best).length;
  for (let i = 0; i < totals.length; i += 1) if (totals[i] === best) wins[i] = (wins[i] ?? 0) + 1 / winners;
}
