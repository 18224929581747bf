// What cannot be undone by taking a commit back: data that moves or goes, names and formats that others read, what users run.
import type { Cell } from "../../text/markdown.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { planOf } from "./example.ts";
import { hasExpectedTable, isToldAsEmpty, tasksOf } from "../../task/read-tasks.ts";
import { waiverIn } from "./waiver.ts";

export const taskWithoutRollback: Rule = {
  id: "task.no-rollback",
  title: "A task that is hard to undo, without a way back",
  why: "When it fails, the way back is invented in a hurry by whoever is there. Data and formats that others read do not come back with a commit.",
  remedy: "Write how it is undone, or why nothing has to be: `none, because the old rows stay`.",
  weight: "missing",
  appliesTo: "typed",
  bad: planOf("T1 | Migrate turns to segment rows | - | 1 d | 2 d | 4 d | `nomous verify log` | - | todo"),
  good: planOf(
    "T1 | Migrate turns to segment rows | - | 1 d | 2 d | 4 d | `nomous verify log` | restore `log.bak`, then `nomous migrate --down` | todo",
  ),
  *check(subject: Subject): Iterable<Problem> {
    for (const task of tasksOf(subject)) {
      const { rollback, text, progress } = task;
      const act = progress === "dropped" ? null : hardToUndo(text.text);
      if (act === null) continue;
      if (rollback === null ? hasExpectedTable(subject, task) : isAnswered(subject, rollback)) continue;
      const { from, to } = rollback ?? text;
      yield { from, to, message: `${quote(act)} has no way back. ${taskWithoutRollback.remedy}` };
    }
  },
};

const isAnswered = (subject: Subject, rollback: Cell): boolean =>
  waiverIn(rollback.text) !== "without a reason" || isToldAsEmpty(subject, rollback);

const CODE =
  "(?:code|imports?|tests?|functions?|methods?|class(?:es)?|variables?|components?|comments?|dependenc\\w+|mocks?|types?)\\b";
const DATA =
  "(?:tables?|columns?|fields?|data|rows?|records?|files?|databases?|index(?:es)?|caches?|histor\\w+|logs?|sessions?|users?|accounts?|stores?|buckets?|backups?|volumes?|queues?|topics?|keys?|endpoints?|messages?|events?|routes?|flags?)";
const FORMAT = "(?:schemas?|protocols?|wire format|message format|file format|databases?|tables?|columns?)";
/** Work about it is not it: "migration guide", "deploy script". */
const ABOUT =
  "(?! (?:test|guide|doc|script|plan|note|check|dry|tool|path|story|strateg|pipeline|runbook|helper|command))";

const ACTS: readonly RegExp[] = [
  new RegExp(
    `^(?:re-?)?(?:migrat(?:e|es|ing)|backfill(?:s|ing)?|convert(?:s|ing)? (?:the |all |existing |old )?\\w+ (?:rows|data|files|tables?))\\b${ABOUT}`,
    "i",
  ),
  new RegExp(
    `^(?:(?:run|apply|execute|perform|do) )?(?:the |a )?(?:(?:schema|data|database|db|protocol|log|storage) )?(?:migration|backfill|cut-?over)\\b${ABOUT}`,
    "i",
  ),
  new RegExp(
    `^(?:delet(?:e|es|ing)|drop(?:s|ping)?|purg(?:e|es|ing)|truncat(?:e|es|ing)|eras(?:e|es|ing)|wip(?:e|es|ing))\\b(?!.*\\b${CODE})`,
    "i",
  ),
  new RegExp(`^(?:remov(?:e|es|ing)|retir(?:e|es|ing))\\b(?!.*\\b${CODE}).*\\b${DATA}\\b`, "i"),
  new RegExp(`^(?:re-?)?deploy(?:s|ing|ment)?\\b${ABOUT}`, "i"),
  /^(?:roll(?:s|ing)? out|rollout|release|ship|publish|go live|switch (?:all |the )?(?:traffic|users|clients))\b(?! notes)/i,
  new RegExp(`^renam(?:e|es|ing)\\b(?!.*\\b${CODE})`, "i"),
  new RegExp(
    `^(?:chang|alter|bump|updat|upgrad|replac|extend|modif|rework|switch|mov)\\w*\\b.*\\b${FORMAT}\\b${ABOUT}`,
    "i",
  ),
  new RegExp(`^(?:schema|protocol|database|wire format) (?:change|upgrade|update)\\b${ABOUT}`, "i"),
];

/** The clause of a task that says so; null when it can be taken back with its commit. */
function hardToUndo(task: string): string | null {
  const clauses = task.split(/[;:,]\s+|\.\s+|\b(?:and|then)\b/i).map((clause) => clause.trim());
  return clauses.find((clause) => ACTS.some((act) => act.test(clause))) ?? null;
}
