// Who wins. Scores are compared as they are told, with two decimals: a lead that nobody can see is none.
import type { Total } from "./contest.ts";
import type { DecisionOutcome, OptionStatus } from "./decision-results.ts";

/** `names` and `totals` are those of the options that are in. */
export function outcomeOf(
  names: readonly string[],
  totals: readonly Total[],
  statuses: readonly OptionStatus[],
): DecisionOutcome {
  if (statuses.every((status) => status === "out")) return { kind: "all-out" };
  if (names.length === 0) return { kind: "not-measured" };
  const scores = totals.map(({ score }) => rounded(score));
  const namesOf = (score: number): string[] => names.filter((_, i) => scores[i] === score);
  const best = Math.max(...scores);
  const [winner = "", ...equal] = namesOf(best);
  if (equal.length > 0) return { kind: "tie", tied: [winner, ...equal] };
  const others = scores.filter((score) => score < best);
  if (others.length === 0) return { kind: "winner", winner, runnersUp: [], lead: null };
  const second = Math.max(...others);
  return { kind: "winner", winner, runnersUp: namesOf(second), lead: rounded(best - second) };
}

const rounded = (score: number): number => Number(score.toFixed(2));
