// Tasks of a plan and what shows that they are done, as the bridge passes it on. Schedules are computed where they are shown.
import * as z from "zod/mini";
import { WorkspacePath } from "../conversation/turn.ts";

const task = z.string().check(z.minLength(1), z.maxLength(80));
const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** What was captured of a task last. */
export const TaskVerification = z.object({
  task,
  /** `outdated`: the task was rewritten since. */
  standing: z.enum(["passed", "failed", "outdated"]),
  person: z.string(),
  /** ISO 8601 with its zone. */
  at: z.string(),
  /** The commit that it was seen at; `null`: none. */
  commit: z.nullable(z.string()),
  /** In a sentence: which command ended how, what was looked at. */
  words: z.string(),
});
export type TaskVerification = z.infer<typeof TaskVerification>;

/** What `job.start` of the kind `verify` would run for a task. */
export const TaskCommands = z.object({
  commands: z.array(z.array(z.string())),
  /** Names the list. */
  hash,
  /** The same list was allowed in this workspace before. */
  isAllowed: z.boolean(),
});
export type TaskCommands = z.infer<typeof TaskCommands>;

/** What `job.start` takes for the kind `verify`. */
export const TaskRun = z.object({
  path: WorkspacePath,
  task,
  /** `TaskCommands.hash` of what the person saw: exactly these commands are run, or nothing. */
  allow: hash,
});
export type TaskRun = z.infer<typeof TaskRun>;
