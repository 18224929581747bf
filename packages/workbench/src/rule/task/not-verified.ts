import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { planOf } from "./example.ts";
import { isVerifiable } from "./is-verifiable.ts";
import { tasksOf } from "../../task/read-tasks.ts";
import type { Task } from "../../task/task.ts";
import type { Cell } from "../../text/markdown.ts";
import { waiverIn } from "./waiver.ts";

const plan = planOf(
  "T1 | Cut prefill in slices of 100 ms | - | 1 d | 2 d | 3 d | `npm run bench -- prefill` | `git revert` | done",
  "T2 | Free the slot on Stop | T1 | 2 h | 4 h | 1 d | `npm test -- stop` | `git revert` | done",
);

export const taskNotVerified: Rule = {
  id: "task.not-verified",
  title: "A task that is called done and that nothing shows",
  why: "Whoever goes on from it builds on a word. A test that was never run, or that ran before the task was rewritten, shows nothing of what is there now.",
  remedy:
    "Run its Verify with `nomous plan done`, say with --seen what you looked at, or set its status to not verified.",
  weight: "advice",
  appliesTo: "typed",
  bad: { ...plan, given: { verifications: new Map([["T1", "passed"] as const, ["T2", "outdated"] as const]) } },
  good: { ...plan, given: { verifications: new Map([["T1", "passed"] as const, ["T2", "passed"] as const]) } },
  *check(subject: Subject): Iterable<Problem> {
    const { markdown, path, surroundings } = subject;
    const { verifications } = surroundings;
    if (verifications === undefined) return;
    const done = tasksOf(subject)
      .filter(isDone)
      .filter(({ verify }) => isVerifiable(markdown, verify) && waiverIn(verify.text) === null);
    const unshown = done.filter(({ id }) => verifications.get(id.text) !== "passed");
    const [first] = unshown;
    // Where nobody verifies tasks with Nomous, it is one thing to tell.
    if (verifications.size === 0 && first !== undefined && unshown.length > 1) {
      const message = `${unshown.length} tasks are called done, and nothing shows it. Run the Verify of each with \`nomous plan done\`, or set its status to not verified.`;
      yield { ...placeOf(first), message };
      return;
    }
    for (const task of unshown) {
      const what = WORDS[verifications.get(task.id.text) ?? "none"];
      yield {
        ...placeOf(task),
        message: `${task.id.text} is called done, ${what}. Next: nomous plan done ${path} ${task.id.text}`,
      };
    }
  },
};

const WORDS = {
  none: "and nothing shows it",
  failed: "but its verification failed the last time",
  outdated: "but it was rewritten after it was verified",
  passed: "and verified",
} as const;

type DoneTask = Task & { readonly id: Cell; readonly verify: Cell };

/** Without Verify there is nothing to run, and other rules tell that. */
const isDone = (task: Task): task is DoneTask => task.progress === "done" && task.id !== null && task.verify !== null;

const placeOf = ({ status, id }: DoneTask): { from: number; to: number } => {
  const { from, to } = status ?? id;
  return { from, to };
};
