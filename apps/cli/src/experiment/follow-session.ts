// Tells how far a session is while it runs: on a terminal in one line that changes, else a line a round.
import {
  analyse,
  type Evidence,
  type EvidenceRecord,
  type Experiment,
  FIRST_SEAL,
  formatEffect,
  type RunRecord,
} from "@nomous/workbench";
import type { Context } from "../context.ts";
import { durationText } from "../progress-bar.ts";
import { withoutControls } from "../without-controls.ts";

interface SessionFollower {
  readonly line: (line: string, record: EvidenceRecord) => void;
  readonly note: (words: string) => void;
}

/** `before` is what a session has already that is resumed. */
export function followSession({ console }: Context, experiment: Experiment, before?: Evidence): SessionFollower {
  let evidence = before;
  const runsBefore = before?.runs.length ?? 0;
  let effect = "";
  // A program's last words may hold what moves a cursor.
  const note = (words: string): void => console.note(withoutControls(words));
  const tell = (run: RunRecord): void => {
    if (evidence === undefined) return;
    const { variants, design } = experiment;
    const isRoundDone = run.position > variants.length;
    if (isRoundDone && run.round > 0) effect = effectSoFar(evidence);
    const round = run.round > 0 ? `round ${run.round} of ${design.looks.at(-1) ?? 0}` : "warming up";
    const words = [
      `${experiment.id}: ${round}${run.attempt > 1 ? " once more" : ""}`,
      `run ${run.position} of ${variants.length + 1}`,
      leftText(experiment, secondsLeft(experiment, evidence.runs.slice(runsBefore))),
      effect,
    ];
    const line = words.filter((one) => one !== "").join(", ");
    if (console.showsStatus) console.status(line);
    else if (isRoundDone) console.note(line);
    if (run.outcome !== "ok") note(`${run.variant}, round ${run.round}: ${run.reason ?? run.outcome}`);
  };
  return {
    note,
    line(_line, record) {
      if (record.type === "session")
        evidence = { session: record, runs: [], faults: [], resumes: [], end: null, lines: 1, seal: FIRST_SEAL };
      else if (evidence !== undefined && record.type === "run") {
        evidence = { ...evidence, runs: [...evidence.runs, record], lines: evidence.lines + 1 };
        tell(record);
      } else if (record.type === "fault") {
        console.status();
        note(`${record.variant}, ${record.fault}: ${record.injected}; ${record.observed}`);
      }
    },
  };
}

/** The primary metric as far as it is measured; it may change, and no verdict hangs on it. */
function effectSoFar(evidence: Evidence): string {
  const { metrics, variants } = analyse(evidence);
  const [{ metric, comparisons }] = metrics;
  const titles = new Map(variants.map(({ id, title }) => [id, title]));
  const told = comparisons.flatMap((comparison) =>
    comparison.interval === null
      ? []
      : [`${titles.get(comparison.variant) ?? comparison.variant} ${formatEffect(metric, comparison)}`],
  );
  return told.length === 0 ? "" : `${metric.title} so far ${told.join("; ")}`;
}

const leftText = ({ design: { looks } }: Experiment, seconds: number): string =>
  `about ${durationText(seconds)} left${looks.length > 1 ? " at most" : ""}`;

/** From what rounds took here, those with what was run once more. */
export function secondsLeft({ variants, design }: Experiment, runs: readonly RunRecord[]): number {
  const [first] = runs;
  const last = runs.at(-1);
  if (first === undefined || last === undefined) return 0;
  const perRound = variants.length + 1;
  const roundsUntil = ({ round }: RunRecord, position: number): number =>
    design.warmup + round - 1 + position / perRound;
  const done = roundsUntil(last, last.position);
  const doneHere = Math.max(1 / perRound, done - roundsUntil(first, first.position - 1));
  const tookMs = Date.parse(last.startedAt) + (last.process.wallMs ?? 0) - Date.parse(first.startedAt);
  const left = Math.max(0, design.warmup + (design.looks.at(-1) ?? 0) - done);
  return ((tookMs / doneHere) * left) / 1_000;
}
