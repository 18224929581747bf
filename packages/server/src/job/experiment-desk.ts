// What the workbench knows of experiments, as the server passes it on; adapted to the lab at the composition root. To run one is a job.
import type { ExperimentPlan, ExperimentProblem, QueryResult } from "@nomous/protocol";

export interface ExperimentDesk {
  list(signal: AbortSignal): Promise<QueryResult<"experiment.list">>;
  /** Rejects with a `FileTrouble` when the document cannot be read, with a `DeskError` when it has no such experiment. */
  plan(
    path: string,
    experiment: string,
  ): Promise<{ readonly plan: ExperimentPlan | null; readonly problems: readonly ExperimentProblem[] }>;
  /** The text of an evidence file. Rejects with a `FileTrouble`; `forbidden` for every other file. */
  evidence(path: string): Promise<string>;
}
