import type { ModelRun, SystemSample } from "@nomous/protocol";

/** How much of the loaded models is busy. */
export function engineLoad(runs: readonly ModelRun[]): SystemSample["engines"] {
  const slots = runs.flatMap((run) => run.slots);
  return {
    slots: slots.length,
    busy: slots.filter(({ doing }) => doing !== "idle").length,
    waiting: runs.reduce((sum, { waiting }) => sum + waiting, 0),
  };
}
