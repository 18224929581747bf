import { nearestWord } from "../../data/nearest-word.ts";
import { isPlaceholder } from "../part-content.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { planOf } from "./example.ts";
import { isVerifiable } from "./is-verifiable.ts";
import { tasksOf } from "../../task/read-tasks.ts";
import { STATUS_WORDS } from "../../task/task-status.ts";

export const taskStatus: Rule = {
  id: "task.status",
  title: "A status that nobody can read, or that nothing stands behind",
  why: "What is done is counted by this word. One that is not known counts as nothing, and one without verification counts too early.",
  remedy: "Use todo, doing, blocked, done or dropped, and call done only what Verify could show.",
  weight: "wrong",
  appliesTo: "typed",
  bad: planOf(
    "T1 | Cut prefill in slices of 100 ms | - | 1 d | 2 d | 3 d | `npm run bench -- prefill` | `git revert` | nearly",
    "T2 | Free the slot on Stop | - | 2 h | 4 h | 1 d | works | `git revert` | done",
  ),
  good: planOf(
    "T1 | Cut prefill in slices of 100 ms | - | 1 d | 2 d | 3 d | `npm run bench -- prefill` | `git revert` | doing",
    "T2 | Free the slot on Stop | - | 2 h | 4 h | 1 d | slot is free within 250 ms | `git revert` | done",
  ),
  *check(subject: Subject): Iterable<Problem> {
    for (const task of tasksOf(subject)) {
      const { status, progress, verify, text } = task;
      if (status !== null && progress === null && !isPlaceholder(status.text)) {
        const meant = nearestWord(status.text, STATUS_WORDS) ?? "todo, doing, blocked, done or dropped";
        yield { from: status.from, to: status.to, message: `${quote(status.text)} is no status. Write ${meant}.` };
      }
      if (progress !== "done" || verify === null || isVerifiable(subject.markdown, verify)) continue;
      const { from, to } = status ?? text;
      const shown = isPlaceholder(verify.text) ? "nothing verifies it" : `${quote(verify.text)} shows nothing`;
      yield {
        from,
        to,
        message: `The task is done, but ${shown}. Name the command or test that passed, or reopen the task.`,
      };
    }
  },
};
