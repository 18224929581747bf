// The lab's experiments as the server's ports: what is known of them, and sessions as a kind of job.
import { check, ExperimentRun, type JobOutcome, type QueryResult } from "@nomous/protocol";
import type { ExperimentDesk, JobKind, JobTask, PlannedJob } from "@nomous/server";
import type { LabThread } from "./lab/lab-thread.ts";

export interface ComposedExperiments {
  readonly desk: ExperimentDesk;
  readonly kind: JobKind;
}

export function createExperimentJobs(thread: LabThread): ComposedExperiments {
  return {
    desk: {
      list: async (signal) => (await thread.ask({ name: "list" }, { signal })) as QueryResult<"experiment.list">,
      plan: async (path, experiment) =>
        (await thread.ask({ name: "plan", path, experiment })) as QueryResult<"experiment.plan">,
      evidence: async (path) => (await thread.ask({ name: "evidence", path })) as string,
    },
    kind: {
      name: "experiment",
      interrupted: "The bridge ended in the middle of the session. What ran is in its evidence; Resume goes on.",
      plan: (args) => plan(thread, args),
    },
  };
}

async function plan(thread: LabThread, args: unknown): Promise<PlannedJob> {
  const checked = check(ExperimentRun, args);
  if (!checked.ok) return { status: "refused", error: { code: "invalid-arguments", message: checked.reason } };
  const { value: wanted } = checked;
  await thread.ask({ name: "allow", wanted });
  const run = async (task: JobTask): Promise<JobOutcome> => {
    const { signal } = task;
    return (await thread.ask({ name: "run", wanted }, { signal, take: (part) => void task.emit(part) })) as JobOutcome;
  };
  return { status: "planned", plan: { title: `${wanted.experiment} in ${wanted.path}`, document: wanted.path, run } };
}
