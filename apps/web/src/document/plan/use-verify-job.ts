// The verification of a task as a job of the bridge: which runs or waits, and what became of the last.
import type { JobsState, JobSummary } from "@nomous/client";
import { useLatest } from "../../hooks/use-latest.ts";

/** The newest of a task; those that work or wait stand first in the list. */
export const useVerifyJob = (path: string, task: string): JobSummary | undefined =>
  verifyJob(useLatest("jobs"), path, task);

/** The bridge names such a job by the task and its plan. */
const verifyJob = (jobs: JobsState | undefined, path: string, task: string): JobSummary | undefined =>
  jobs?.jobs.find((job) => job.kind === "verify" && job.document === path && job.title === `${task} of ${path}`);
