// What a claim can be bound to, ready to be written: for the command line, and for the editor while a key is typed.
import { findResults } from "../evidence/find-results.ts";
import type { Experiment } from "../experiment/experiment.ts";
import type { Surroundings } from "../rule/subject.ts";
import { claimKeyText } from "./claim-key.ts";
import { whatItSays } from "./claim-definitions.ts";
import { measuredText } from "./claim-text.ts";
import { everythingIn, type Measured, shortKey } from "./measured.ts";

export interface ClaimChoice {
  /** `ev:ws-batch/p95@four`. */
  readonly key: string;
  /** As it can be written: `[−14.8 %][ev:ws-batch/p95@four]`. */
  readonly words: string;
  /** "p95 latency of four frames against one frame: −14.8 % [−17.2, −12.0], better". */
  readonly says: string;
}

/** Effects first, then values, in the order of the experiments; those without evidence give none. */
export const claimChoices = (surroundings: Surroundings, experiments: readonly Experiment[]): ClaimChoice[] =>
  experiments.flatMap((experiment) => {
    const found = findResults(surroundings, experiment);
    return found.status === "found" ? everythingIn(found.results, experiment.id).map(choiceOf) : [];
  });

function choiceOf(measured: Measured): ClaimChoice {
  const key = claimKeyText(shortKey(measured));
  return { key, words: `[${measuredText(measured)}][${key}]`, says: `${subjectOf(measured)}: ${whatItSays(measured)}` };
}

function subjectOf({ key, metric, baseline, variants }: Measured): string {
  const title = variants.find(({ id }) => id === key.variant)?.title ?? key.variant;
  return `${metric.title} of ${title}${key.what === "effect" ? ` against ${baseline.title}` : ""}`;
}
