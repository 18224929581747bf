// The verification of a task as a kind of job: its text is what the commands print.
import { check, type JobOutcome, TaskRun } from "@nomous/protocol";
import type { JobKind, JobTask, PlannedJob } from "@nomous/server";
import type { LabThread } from "./lab/lab-thread.ts";

export const createVerifyKind = (thread: LabThread): JobKind => ({
  name: "verify",
  interrupted: "The bridge ended before the task was verified; nothing was written down. Verify it again.",
  plan: (args) => plan(thread, args),
});

async function plan(thread: LabThread, args: unknown): Promise<PlannedJob> {
  const checked = check(TaskRun, args);
  if (!checked.ok) return { status: "refused", error: { code: "invalid-arguments", message: checked.reason } };
  const { value: wanted } = checked;
  await thread.ask({ name: "allow-task", wanted });
  const run = async (task: JobTask): Promise<JobOutcome> => {
    const { signal } = task;
    return (await thread.ask(
      { name: "verify", wanted },
      { signal, take: (part) => void task.emit(part) },
    )) as JobOutcome;
  };
  return { status: "planned", plan: { title: `${wanted.task} of ${wanted.path}`, document: wanted.path, run } };
}
