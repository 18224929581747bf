// How far a session is, in words and in marks on a bar.
import type { JobProgress } from "@nomous/client";
import type { SessionResults } from "@nomous/workbench/experiments";
import { plural } from "../words/numbers.ts";

type Progress = Pick<JobProgress, "done" | "total">;

/** "24 of at most 51 runs, about 2 min left (estimate)"; `undefined` when nobody knows how many there are. */
export function runsText({ done, total }: Progress, paceMs: number | undefined): string | undefined {
  if (total === 0) return undefined;
  const left =
    paceMs === undefined || done >= total ? "" : `, about ${roundedText((total - done) * paceMs)} left (estimate)`;
  return `${done} of at most ${plural(total, "run")}${left}`;
}

/** Milliseconds from one run to the next, with what the guard has had run again; `undefined` before two have begun. */
export function paceOf(starts: readonly string[], done: number): number | undefined {
  const times = starts.map((at) => Date.parse(at));
  // The longest rests are those between sessions: they say nothing of the pace.
  const gaps = times.slice(1).map((at, i) => at - (times[i] ?? at));
  const middle = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)];
  return middle === undefined ? undefined : middle * Math.max(1, starts.length / Math.max(1, done));
}

/** "40 s", "6 min", "3 h": no finer than an estimate is worth. */
export function roundedText(ms: number): string {
  if (ms < 90_000) return `${Math.max(1, Math.round(ms / 1_000))} s`;
  if (ms < 90 * 60_000) return `${Math.round(ms / 60_000)} min`;
  return `${Math.round(ms / 3_600_000)} h`;
}

/** Where looks are on the bar, in percent; the last one is its end. */
export function lookMarks({ looks, warmup }: { looks: readonly number[]; warmup: number }): number[] {
  const last = looks.at(-1) ?? 0;
  return looks.slice(0, -1).map((rounds) => (100 * (rounds + warmup)) / (last + warmup));
}

/** Which look the verdicts are from, and when the next one is. */
export function lookText(looks: readonly number[], look: SessionResults["look"]): string {
  const [first = 0] = looks;
  if (look === null) return `Looked at first after round ${first}.`;
  const next = looks[look.index];
  const seen = `Verdicts are from look ${look.index}, after round ${looks[look.index - 1] ?? first}.`;
  return next === undefined ? seen : `${seen} Look ${look.index + 1} is after round ${next}.`;
}
