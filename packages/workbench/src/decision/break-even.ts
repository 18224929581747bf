// The weight of a criterion at which another option takes over, while the others keep their proportion. With the share p of the
// criterion an option leads another by p·a + (1 − p)·b: a on this criterion alone, b on all the others. That is a line, so it crosses
// 0 once at most.
import { type Contest, scoreOf, sum } from "./contest.ts";
import type { Flip } from "./decision-results.ts";

/** By criterion: the nearest weight below and the nearest above, where there is one. `leader` is the name of the option that wins now. */
export function flipsOf(contest: Contest, leader: string): (readonly Flip[])[] {
  const winner = contest.names.indexOf(leader);
  return contest.criteria.map((_, criterion) => {
    const crossings = contest.names.flatMap((_, rival) => crossingOf(contest, criterion, winner, rival) ?? []);
    const below = crossings.filter(({ side }) => side === "below").toSorted((a, b) => b.at - a.at);
    const above = crossings.filter(({ side }) => side === "above").toSorted((a, b) => a.at - b.at);
    return [...below.slice(0, 1), ...above.slice(0, 1)];
  });
}

function crossingOf(contest: Contest, criterion: number, winner: number, rival: number): Flip | null {
  if (rival === winner || contest.criteria.length === 1) return null;
  const here = leadOn(contest, winner, rival, (i) => i === criterion);
  const elsewhere = leadOn(contest, winner, rival, (i) => i !== criterion);
  // The winner leads now: it can lose its lead only towards the side where it is behind.
  if (here >= 0 && elsewhere >= 0) return null;
  const at = (100 * elsewhere) / (elsewhere - here);
  return { at, side: elsewhere < 0 ? "below" : "above", winner: contest.names[rival] ?? "" };
}

/** By how many points one option leads another on some of the criteria. */
function leadOn({ criteria }: Contest, winner: number, rival: number, isMeant: (index: number) => boolean): number {
  const meant = criteria.filter((_, i) => isMeant(i));
  const differences = meant.map(({ weight, beliefs }) => {
    const [ours, theirs] = [beliefs[winner], beliefs[rival]];
    return ours === undefined || theirs === undefined ? 0 : weight * (scoreOf(ours).value - scoreOf(theirs).value);
  });
  return sum(differences) / sum(meant.map(({ weight }) => weight));
}
