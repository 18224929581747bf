import { subjectWords } from "../../prose/subject-words.ts";
import type { Cell } from "../../text/markdown.ts";
import { spansWithin } from "../../text/span.ts";
import { hasSource } from "../analysis/has-source.ts";
import { isPlaceholder, notApplicable } from "../part-content.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { missingTask, taskFinder } from "../../task/named-tasks.ts";
import { planWithTargets } from "./example.ts";
import { targetsOf } from "./read-targets.ts";

export const unverifiedTarget: Rule = {
  id: "target.unverified",
  title: "A target that names a task or test that is not there",
  why: "Nobody is going to measure it, and the plan looks as if somebody were.",
  remedy: "Name a task of the steps, a test of the testing strategy, or a command.",
  weight: "wrong",
  appliesTo: "typed",
  bad: planWithTargets("Fan-out p95 | 62 ms | ≤ 20 ms | T9"),
  good: planWithTargets(
    "Fan-out p95 | 62 ms | ≤ 20 ms | T1",
    "Memory a connection | 48 kB | ≤ 40 kB | `npm run bench -- memory`",
  ),
  *check(subject: Subject): Iterable<Problem> {
    const [elsewhere, tasksIn] = [verifiersOf(subject), taskFinder(subject)];
    const told = missingTask(subject, unverifiedTarget.remedy);
    for (const { verify, isWaived } of targetsOf(subject)) {
      if (verify === null || isWaived || isPlaceholder(verify.text) || notApplicable(verify.text) !== null) continue;
      const named = tasksIn(verify);
      for (const { id, isKnown, from, to } of named) if (!isKnown) yield { from, to, message: told(id) };
      if (named.length > 0 || isFound(subject, verify, elsewhere)) continue;
      const { from, to, text } = verify;
      yield { from, to, message: `Neither steps nor tests mention ${quote(text)}. ${unverifiedTarget.remedy}` };
    }
  },
};

/** The words of everything that could verify something; null where nothing of it is written. */
function verifiersOf(subject: Subject): ReadonlySet<string> | null {
  const parts = (["steps", "testing-strategy", "tests"] as const).flatMap((role) => partsOf(subject, role));
  const words = parts.flatMap(({ content }) => [
    ...subjectWords(subject.markdown.text.slice(content.from, content.to)),
  ]);
  return words.length === 0 ? null : new Set(words);
}

const ENOUGH = 0.5;

function isFound({ markdown }: Subject, verify: Cell, elsewhere: ReadonlySet<string> | null): boolean {
  if (elsewhere === null || spansWithin(markdown.codeSpans, verify).length > 0 || hasSource(markdown, verify))
    return true;
  const words = [...subjectWords(verify.text)];
  return words.length > 0 && words.filter((word) => elsewhere.has(word)).length >= words.length * ENOUGH;
}
