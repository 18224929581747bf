import { statementsIn } from "../../prose/statements.ts";
import { idOf } from "../../prose/subject-words.ts";
import { tasksOf } from "../../task/read-tasks.ts";
import { idKey } from "../../task/task-id.ts";
import { isWithin, type Span, spansWithin } from "../../text/span.ts";
import { goalsOf } from "../../trace/read-goals.ts";
import type { Role } from "../../type/document-type.ts";
import { pointsOf } from "../points.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { planWithTasks } from "./example.ts";

export const unknownGoal: Rule = {
  id: "coverage.unknown-goal",
  title: "A task or a test for a goal that is not there",
  why: "It proves what nobody promises any more, and the goal that it was meant for is left without it.",
  remedy: "Name the goal that is meant, or remove the name.",
  weight: "wrong",
  appliesTo: "typed",
  bad: planWithTasks(
    "T1 | Keep a cursor for each reader (O1) | - | `npm test -- cursor`",
    "T2 | Number the turns of all browsers (O3) | T1 | `npm test -- order`",
  ),
  good: planWithTasks(
    "T1 | Keep a cursor for each reader (O1) | - | `npm test -- cursor`",
    "T2 | Number the turns of all browsers (O2) | T1 | `npm test -- order`",
  ),
  *check(subject: Subject): Iterable<Problem> {
    const { text, codeSpans, links } = subject.markdown;
    const ids = goalsOf(subject).flatMap(({ id }) => id ?? []);
    const prefix = commonPrefix(ids);
    if (prefix === null) return;
    const known = new Set([...ids, ...otherIds(subject)].map(idKey));
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}_#/.-])${prefix}-?\\d+(?:\\.\\d+)*(?![\\p{L}\\p{N}_%/])`, "gu");
    for (const place of placesIn(subject))
      for (const { 0: id, index } of text.slice(place.from, place.to).matchAll(pattern)) {
        const span = { from: place.from + index, to: place.from + index + id.length };
        const isQuoted = [...spansWithin(codeSpans, place), ...spansWithin(links, place)].some((one) =>
          isWithin(span, one),
        );
        if (!isQuoted && !known.has(idKey(id)))
          yield { ...span, message: `No goal here is called ${id}. ${unknownGoal.remedy}` };
      }
  },
};

/** One goal that names itself may be an exception; several are a list that others refer to. */
const MIN_GOALS = 2;

/** The letters that all ids of goals begin with; null where they differ, or nobody could tell them from words. */
function commonPrefix(ids: readonly string[]): string | null {
  const [first, ...others] = new Set(ids.map((id) => /^([A-Z]{1,5})-?\d/.exec(id)?.[1] ?? ""));
  return ids.length < MIN_GOALS || others.length > 0 || first === undefined || first === "" ? null : first;
}

const OTHERS: readonly Role[] = ["non-goals", "criteria", "risks", "open-questions", "phases", "components", "targets"];

/** What else the document gives a name. */
const otherIds = (subject: Subject): string[] => [
  ...OTHERS.flatMap((role) => pointsOf(subject, role)).flatMap(({ text }) => idOf(text) ?? []),
  ...tasksOf(subject).flatMap(({ id }) => id?.text ?? []),
];

const TESTS: readonly Role[] = ["tests", "testing-strategy"];

/** Tasks as a whole, and statements about tests, each place once. */
function placesIn(subject: Subject): Span[] {
  const tests = TESTS.flatMap((role) => partsOf(subject, role)).flatMap(({ content }) =>
    statementsIn(subject.markdown, content),
  );
  const tasks = tasksOf(subject);
  const isOfTask = (one: Span): boolean => tasks.some((task) => isWithin(one, task));
  return [...tasks, ...tests.filter((one) => !isOfTask(one))];
}
