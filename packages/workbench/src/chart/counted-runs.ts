import type { SessionResults } from "../analysis/results.ts";
import type { RunRecord } from "../evidence/evidence.ts";

/** The runs of a variant that the verdicts are made of and that ended well, without the control's. */
export function countedRuns({ evidence, order }: SessionResults, variant: string): RunRecord[] {
  const counted = new Set(order.filter(({ isCounted }) => isCounted).map(keyOf));
  return evidence.runs.filter(
    (run) => run.variant === variant && !run.isControl && run.outcome === "ok" && counted.has(keyOf(run)),
  );
}

const keyOf = ({ round, attempt, position }: Pick<RunRecord, "round" | "attempt" | "position">): string =>
  `${round} ${attempt} ${position}`;
