// What claims are held against: anything that knows a measured number by its key.
import { nearestWord } from "../data/nearest-word.ts";
import type { ClaimKey } from "./claim-key.ts";
import { everythingIn, measure, type Measured, type MeasuredResults } from "./measured.ts";

export interface Measurements {
  find(key: ClaimKey): FoundMeasure;
  /** Effects and values of the experiments of this document. */
  all(): readonly Measured[];
}

export type FoundMeasure =
  | {
      readonly status: "measured";
      readonly measured: Measured;
      /** Of the evidence, relative to the workspace. */
      readonly path: string;
      /** Why somebody has to look again; null when the evidence is what the document describes. */
      readonly review: string | null;
    }
  /** There is no such thing, or no evidence of it yet. */
  | { readonly status: "unknown"; readonly message: string }
  /** The evidence is damaged. */
  | { readonly status: "evidence"; readonly message: string }
  /** Nobody can tell from here. */
  | { readonly status: "unreadable" };

/** Of results that are at hand, for whoever has no workspace. */
export const measurementsOf = (experiments: Readonly<Record<string, MeasuredResults>>): Measurements => ({
  find: (key) => {
    const results = experiments[key.experiment];
    if (results === undefined)
      return { status: "unknown", message: noExperiment(key.experiment, Object.keys(experiments)) };
    const measured = measure(results, key);
    if ("unknown" in measured) return { status: "unknown", message: measured.unknown };
    return { status: "measured", measured, path: `evidence/${key.experiment}/1.jsonl`, review: null };
  },
  all: () => Object.entries(experiments).flatMap(([id, results]) => everythingIn(results, id)),
});

export function noExperiment(id: string, known: readonly string[]): string {
  const near = nearestWord(id, known);
  return near === undefined
    ? `There is no experiment "${id}" in this document, and no evidence of one. Correct the key, or write the experiment and run it.`
    : `There is no experiment "${id}". Did you mean "${near}"?`;
}
