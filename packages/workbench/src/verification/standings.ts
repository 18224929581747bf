import type { Subject } from "../rule/subject.ts";
import { tasksOf } from "../task/read-tasks.ts";
import { idKey } from "../task/task-id.ts";
import { taskHash } from "./task-hash.ts";
import type { Verification, VerificationStanding } from "./verification.ts";

/** By the id of each task as the plan writes it; a task that nobody has verified is not in it. The newest line of a task counts, they come oldest first. */
export function verificationStandings(
  subject: Subject,
  verifications: readonly Verification[],
): Map<string, VerificationStanding> {
  const newest = new Map(verifications.map((one) => [idKey(one.task), one]));
  const standings = new Map<string, VerificationStanding>();
  for (const task of tasksOf(subject)) {
    if (task.id === null) continue;
    const key = idKey(task.id.text);
    const found = newest.get(key);
    if (found === undefined) continue;
    // The first task of an id is the one that is meant.
    newest.delete(key);
    const isCurrent = found.hash === taskHash(subject.markdown, task);
    standings.set(task.id.text, isCurrent ? found.outcome : "outdated");
  }
  return standings;
}
