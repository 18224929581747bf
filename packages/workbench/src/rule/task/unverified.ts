import type { Cell } from "../../text/markdown.ts";
import { isPlaceholder } from "../part-content.ts";
import { isLeftOpen } from "../placeholder.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { planOf } from "./example.ts";
import { isVerifiable } from "./is-verifiable.ts";
import { hasExpectedTable, isToldAsEmpty, tasksOf } from "../../task/read-tasks.ts";
import type { Task } from "../../task/task.ts";
import { idKey, idsNamedIn } from "../../task/task-id.ts";

export const unverifiedTask: Rule = {
  id: "task.unverified",
  title: "A task that nobody could find unfinished",
  why: "A task without a check is done when somebody says so, and half-done work is found by its users.",
  remedy: "Name a command, a test, a number or an artefact that is there when the task is done.",
  weight: "missing",
  appliesTo: "typed",
  bad: planOf(
    "T1 | Compress frames with a shared dictionary | - | 1 d | 2 d | 3 d | looks good | `git revert` | todo",
    "T2 | Show the queue depth in the page | - | 2 h | 4 h | 1 d | | `git revert` | todo",
  ),
  good: planOf(
    "T1 | Compress frames with a shared dictionary | - | 1 d | 2 d | 3 d | ≤ 40 bytes a token in `npm run bench -- frames` | `git revert` | todo",
    "T2 | Show the queue depth in the page | - | 2 h | 4 h | 1 d | e2e test: the depth falls to 0 | `git revert` | todo",
  ),
  *check(subject: Subject): Iterable<Problem> {
    const open = tasksOf(subject).filter(({ progress }) => progress !== "done" && progress !== "dropped");
    for (const { verify } of open)
      if (verify !== null && !isToldElsewhere(subject, verify) && !isVerifiable(subject.markdown, verify)) {
        const { from, to, text } = verify;
        const what = isPlaceholder(text) ? "Nothing verifies this task." : `${quote(text)} cannot be checked.`;
        yield { from, to, message: `${what} ${unverifiedTask.remedy}` };
      }
    yield* withoutField(subject, open);
  },
};

const isToldElsewhere = (subject: Subject, verify: Cell): boolean =>
  isLeftOpen(verify.text) || isToldAsEmpty(subject, verify);

/** Where some tasks say how they are verified, the others are told one by one; where none does, once. */
function* withoutField(subject: Subject, open: readonly Task[]): Iterable<Problem> {
  const named = idsVerifiedElsewhere(subject);
  const silent = open.filter(
    (task) =>
      task.id !== null && task.verify === null && !named.has(idKey(task.id.text)) && !hasExpectedTable(subject, task),
  );
  const isCustom = open.some(({ verify }) => verify !== null);
  const what =
    isCustom || silent.length < 2 ? "Nothing verifies this task." : `Nothing verifies these ${silent.length} tasks.`;
  for (const {
    text: { from, to },
  } of isCustom ? silent : silent.slice(0, 1))
    yield { from, to, message: `${what} ${unverifiedTask.remedy}` };
}

/** The testing strategy, a target or a criterion may name the task. */
function idsVerifiedElsewhere(subject: Subject): ReadonlySet<string> {
  const roles = ["testing-strategy", "tests", "targets", "validation"] as const;
  const texts = roles
    .flatMap((role) => partsOf(subject, role))
    .map(({ content }) => subject.markdown.text.slice(content.from, content.to));
  return new Set(texts.flatMap(idsNamedIn).map(idKey));
}
