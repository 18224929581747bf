// What is frozen before the first run. Words that only explain (the question, titles) may still be improved when the data is there; what is
// measured, and how it will be judged, may not.
import type { Protocol } from "../evidence/evidence.ts";
import { sha256Of } from "../evidence/sha256.ts";
import { nominalAlpha } from "../statistics/nominal-alpha.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { Experiment, Metric, Variant } from "./experiment.ts";

/** Its version changes with every change of the rule that could turn a verdict. */
const RULE =
  "signed-rank/1: exact signed-rank interval of paired rounds; better or worse beyond the threshold, equivalent inside it, else inconclusive";
/** At most this share of the counted rounds may be flagged. */
const NOISY_SHARE = 0.2;

export const freezeProtocol = (experiment: Experiment): Protocol => ({
  experiment,
  alpha: nominalAlpha(experiment.design.looks.length),
  noisyShare: NOISY_SHARE,
  rule: RULE,
});

/** SHA-256 of all that decides what is measured and how it is judged, in hex. */
export const protocolHash = (protocol: Protocol): string => sha256Of(canonicalJson(withoutWords(protocol)));

function withoutWords({ experiment, ...rest }: Protocol): unknown {
  const { variants, metrics } = experiment;
  return {
    ...rest,
    experiment: { ...experiment, question: "", variants: untitled(variants), metrics: untitled(metrics) },
  };
}

const untitled = (list: readonly (Variant | Metric)[]): unknown => list.map((one) => ({ ...one, title: "" }));
