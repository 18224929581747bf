// Failures are results. Every run after the warm-up counts, those of repeated rounds and of the control too; only the test needs pairs, so it
// looks at the counted rounds.
import type { RunRecord } from "../evidence/evidence.ts";
import { signFlip } from "../statistics/sign-flip.ts";
import { pairRounds } from "./pair-rounds.ts";
import type { VariantFailures } from "./results.ts";
import type { Round } from "./session-rounds.ts";

const FIRST_REASONS = 3;

export function countFailures(
  runs: readonly RunRecord[],
  counted: readonly Round[],
  baseline: string,
  variant: string,
): VariantFailures {
  const own = runs.filter((run) => run.variant === variant && run.round >= 1);
  const failed = own.filter(({ outcome }) => outcome !== "ok");
  return {
    variant,
    runs: own.length,
    failed: failed.length,
    timeouts: failed.filter(({ outcome }) => outcome === "timeout").length,
    p: variant === baseline ? null : pairedP(counted, baseline, variant),
    reasons: [...Map.groupBy(failed, ({ reason, outcome }) => reason ?? outcome)]
      .slice(0, FIRST_REASONS)
      .map(([reason, { length }]) => ({ reason, count: length })),
  };
}

function pairedP(rounds: readonly Round[], baseline: string, variant: string): number {
  const pairs = pairRounds(rounds, { baseline, variant, isControl: false }, (run) => Number(run?.outcome !== "ok"));
  return signFlip(pairs.map((pair) => pair.variant - pair.baseline));
}
