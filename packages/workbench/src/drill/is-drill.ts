import type { Experiment } from "../experiment/experiment.ts";

/** Of the variant that is deployed, killed and rolled back. */
export const DRILLED = "drill";

/** Whether an experiment tries a way back: then what happens after the kill counts, and no verdict is wanted. */
export const isDrill = (experiment: Experiment | null): boolean =>
  experiment !== null &&
  experiment.variants.some(({ id }) => id === DRILLED) &&
  experiment.faults.some(({ kind, recover }) => kind === "kill" && recover !== null);
