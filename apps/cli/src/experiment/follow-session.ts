// Tells how far a session is while it runs: on a terminal in one line that changes, else a line a round.
import {
  analyse,
  type Evidence,
  type EvidenceRecord,
  type Experiment,
  FIRST_SEAL,
  formatEffect,
  planSession,
  type Protocol,
  type RunRecord,
} from "@nomous/workbench";
import type { Context } from "../context.ts";
import { durationText } from "../progress-bar.ts";

interface SessionFollower {
  readonly line: (line: string, record: EvidenceRecord) => void;
  readonly note: (words: string) => void;
}

export function followSession({ console }: Context, experiment: Experiment, protocol: Protocol): SessionFollower {
  const { runs: planned } = planSession(protocol);
  let evidence: Evidence | undefined;
  let effect = "";
  const tell = (run: RunRecord): void => {
    if (evidence === undefined) return;
    const { variants, design } = experiment;
    const isRoundDone = run.position > variants.length;
    if (isRoundDone && run.round > 0) effect = effectSoFar(evidence);
    const round = run.round > 0 ? `round ${run.round} of ${design.looks.at(-1) ?? 0}` : "warming up";
    const left = `about ${durationText(secondsLeft(evidence.runs, planned))} left at most`;
    const words = [`${experiment.id}: ${round}`, `run ${run.position} of ${variants.length + 1}`, effect, left];
    const line = words.filter((one) => one !== "").join(", ");
    if (console.showsStatus) console.status(line);
    else if (isRoundDone) console.note(line);
    if (run.outcome !== "ok") console.note(`${run.variant}, round ${run.round}: ${run.reason ?? run.outcome}`);
  };
  return {
    note: (words) => console.note(words),
    line(_line, record) {
      if (record.type === "session")
        evidence = { session: record, runs: [], faults: [], resumes: [], end: null, lines: 1, seal: FIRST_SEAL };
      else if (evidence !== undefined && record.type === "run") {
        evidence = { ...evidence, runs: [...evidence.runs, record], lines: evidence.lines + 1 };
        tell(record);
      } else if (record.type === "fault") {
        console.status();
        console.note(`${record.variant}, ${record.fault}: ${record.injected}; ${record.observed}`);
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

function secondsLeft(runs: readonly RunRecord[], planned: number): number {
  const [first] = runs;
  const last = runs.at(-1);
  if (first === undefined || last === undefined) return 0;
  const tookMs = Date.parse(last.startedAt) + (last.process.wallMs ?? 0) - Date.parse(first.startedAt);
  return ((tookMs / runs.length) * Math.max(0, planned - runs.length)) / 1_000;
}
