// One experiment over its sessions on one machine: what its primary metric was each time, and where a level changed for good. Sessions of
// other machines say nothing about this one, and are left out.
import type { Metric, Variant } from "../experiment/experiment.ts";
import { historyChanges } from "../statistics/history-changes.ts";
import type { SessionResults } from "./results.ts";

export interface SessionHistory {
  readonly metric: Metric;
  readonly variants: readonly Variant[];
  /** Oldest first. */
  readonly sessions: readonly HistorySession[];
  /** Sessions of other machines, other metrics, or without a result. */
  readonly leftOut: number;
}

interface HistorySession {
  readonly session: string;
  readonly startedAt: string;
  readonly commit: string | null;
  /** Of each variant, in their order, in the metric's unit. */
  readonly medians: readonly (number | null)[];
  /** Ids of variants whose level is another one from here on. */
  readonly changed: readonly string[];
}

/** The same history is judged the same each time. */
const SEED = 1;

/** `all` oldest first; the newest tells which machine and metric. Null without any. */
export function sessionHistory(all: readonly SessionResults[]): SessionHistory | null {
  const newest = all.at(-1);
  if (newest === undefined) return null;
  const [{ metric }] = newest.metrics;
  const { variants, evidence } = newest;
  const alike = all.filter(({ metrics: [{ metric: other }], evidence: { session } }) => {
    const isSame = other.id === metric.id && other.unit === metric.unit;
    return isSame && session.machine.fingerprint === evidence.session.machine.fingerprint;
  });
  const rows = alike.map((results) => variants.map(({ id }) => medianOf(results, id)));
  const changes = variants.map((_, i) => changesOf(rows.map((row) => row[i] ?? null)));
  const sessions = alike.map(({ evidence: { session } }, at) => ({
    session: session.session,
    startedAt: session.startedAt,
    commit: session.git.commit,
    medians: rows[at] ?? [],
    changed: variants.flatMap(({ id }, i) => (changes[i]?.has(at) === true ? [id] : [])),
  }));
  return { metric, variants, sessions, leftOut: all.length - alike.length };
}

const medianOf = ({ metrics: [{ summaries }] }: SessionResults, variant: string): number | null =>
  summaries.find((summary) => summary.variant === variant)?.median ?? null;

/** Indexes of sessions; those without a value are passed over. */
function changesOf(values: readonly (number | null)[]): ReadonlySet<number> {
  const known = values.flatMap((value, at) => (value === null ? [] : [{ value, at }]));
  const changes = historyChanges(
    known.map(({ value }) => value),
    SEED,
  );
  return new Set(changes.map((index) => known[index]?.at ?? -1));
}
