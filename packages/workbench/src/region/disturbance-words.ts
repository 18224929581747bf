// What disturbed a session, in one line. A few disturbances are told one by one; many are counted by their cause, because nobody reads a
// hundred of them, and the chart of the runs shows where they were.
import type { RoundFlag, SessionResults } from "../analysis/results.ts";
import { flagSentence } from "../chart/draw-run-order.ts";

const MOST_TOLD = 3;

const CAUSES: Readonly<Record<RoundFlag["cause"], string>> = {
  others: "other programs were busy",
  load: "the load was high",
  canary: "a fixed piece of work took longer",
  governor: "the governor was another one",
  battery: "it ran on battery",
  throttled: "the processor was throttled",
  memory: "memory was short",
  stolen: "the host took processor time",
  clock: "the clock was set",
  gpu: "the GPU was busy, hot or slow",
};

/** `9 of 16 rounds, because other programs were busy (31 runs), the clock was set (1 run); 9 rounds were run once more`. Plain text. */
export function disturbanceWords({ flags, order, roundsDone }: SessionResults): string {
  const told = flags.filter(({ round }) => round > 0);
  if (told.length === 0) return "none seen";
  const again = new Set(order.filter(({ round, attempt }) => round > 0 && attempt > 1).map(({ round }) => round)).size;
  const repeated = again === 0 ? "" : `; ${again} ${again === 1 ? "round was" : "rounds were"} run once more`;
  if (told.length <= MOST_TOLD) return `${told.map((flag) => flagSentence(flag).slice(0, -1)).join("; ")}${repeated}`;
  const rounds = new Set(told.map(({ round }) => round)).size;
  return `${rounds} of ${roundsDone} rounds, because ${byCause(told).join(", ")}${repeated}`;
}

/** The most frequent first. */
const byCause = (flags: readonly RoundFlag[]): string[] =>
  [...Map.groupBy(flags, ({ cause }) => cause)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([cause, all]) => `${CAUSES[cause]} (${all.length} ${all.length === 1 ? "run" : "runs"})`);
