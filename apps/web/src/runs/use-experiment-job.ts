// The jobs of experiments, as the bridge lists them: which one runs, which wait, and what became of the last.
import type { JobsState, JobSummary } from "@nomous/client";
import { useLatest } from "../hooks/use-latest.ts";

/** The newest job of an experiment; those that work or wait stand first in the list. */
export const useExperimentJob = (path: string, experiment: string): JobSummary | undefined =>
  experimentJob(useLatest("jobs"), path, experiment);

const experimentJob = (jobs: JobsState | undefined, path: string, experiment: string): JobSummary | undefined =>
  jobs?.jobs.find((job) => job.kind === "experiment" && job.document === path && experimentOf(job) === experiment);

/** The bridge names such a job by the experiment and its document. */
export const experimentOf = ({ title, document }: Pick<JobSummary, "title" | "document">): string =>
  title.endsWith(` in ${document}`) ? title.slice(0, -` in ${document}`.length) : title;

/** When the newest job ended; another one when what jobs write may be read again. */
export const useLastEnd = (): number =>
  Math.max(0, ...(useLatest("jobs")?.jobs.map(({ endedAt }) => endedAt ?? 0) ?? []));
