// The queries about experiments.
import { FileTrouble } from "../document/document-source.ts";
import type { QueryTable } from "../query/query-executor.ts";
import { textPage } from "../query/text-page.ts";
import type { ExperimentDesk } from "./experiment-desk.ts";

type ExperimentQueries = Pick<QueryTable, Extract<keyof QueryTable, `experiment.${string}`>>;

export function createExperimentQueries(desk: ExperimentDesk | undefined): ExperimentQueries {
  const known = (): ExperimentDesk => {
    if (desk === undefined) throw new FileTrouble("not-text", "This bridge runs no experiments.");
    return desk;
  };
  return {
    "experiment.list": async (_, signal) => known().list(signal),
    async "experiment.plan"({ path, experiment }) {
      const { plan, problems } = await known().plan(path, experiment);
      return { plan, problems: [...problems] };
    },
    "experiment.evidence": async ({ path, from }) => textPage(await known().evidence(path), from),
  };
}
