// What a session found, in one line: the primary metric of each variant against the baseline.
import type { ExperimentOverview } from "@nomous/protocol";
import { formatEffect, type SessionResults, verdictWords } from "@nomous/workbench";

export const verdictsIn = ({ metrics: [primary], variants }: SessionResults): ExperimentOverview["verdicts"] =>
  primary.comparisons.map(({ variant, verdict }) => ({ variant: titleOf(variants, variant), verdict }));

export function sessionWords({ metrics: [primary], variants }: SessionResults): string {
  const { metric, comparisons } = primary;
  const told = comparisons.map((one) => {
    const effect = `${metric.title} ${formatEffect(metric, one)}`;
    return `${titleOf(variants, one.variant)}: ${effect}, ${verdictWords(metric, one)}`;
  });
  return told.join("; ");
}

const titleOf = (variants: SessionResults["variants"], id: string): string =>
  variants.find((variant) => variant.id === id)?.title ?? id;
