// What a set of documents promises, and whether somebody keeps it: goals to tests, tasks and plans, tasks to goals, decisions to the sections that
// rest on them, open questions to their answers.
import type { Subject } from "../rule/subject.ts";
import { tasksOf } from "../task/read-tasks.ts";
import { allParts } from "../type/document-type.ts";
import { type DecisionCoverage, decisionCoverage } from "./decision-coverage.ts";
import { type GoalCoverage, goalCoverage } from "./goal-coverage.ts";
import { type QuestionCoverage, questionCoverage } from "./question-coverage.ts";
import { goalsOf } from "./read-goals.ts";
import { servingOf } from "./serving.ts";
import { placeIn, type TracedDocument, type TracePlace } from "./traced-document.ts";

export interface Coverage {
  readonly goals: readonly GoalCoverage[];
  /** Specs and the like that promise something, with the plans that are made from them. */
  readonly promises: readonly { readonly document: string; readonly plans: readonly string[] }[];
  /** Tasks that serve no goal of their plan, neither themselves nor through a task that waits for them. */
  readonly strayTasks: readonly {
    readonly document: string;
    readonly id: string;
    readonly text: string;
    readonly place: TracePlace;
  }[];
  readonly decisions: readonly DecisionCoverage[];
  readonly questions: readonly QuestionCoverage[];
}

export function coverageOf(documents: readonly TracedDocument[]): Coverage {
  const followers = followersOf(documents);
  const plansOf = (one: TracedDocument): readonly TracedDocument[] =>
    followers.direct(one).filter(({ subject }) => isPlan(subject));
  return {
    goals: documents.flatMap((one) => goalCoverage(one, isPlan(one.subject) ? [] : plansOf(one))),
    promises: documents
      .filter(({ subject }) => !isPlan(subject) && goalsOf(subject).length > 0)
      .map((one) => ({ document: one.subject.path, plans: plansOf(one).map(({ subject }) => subject.path) })),
    strayTasks: documents.flatMap(({ subject }) => strayTasksOf(subject)),
    decisions: documents.flatMap((one) =>
      decisionCoverage(
        one,
        followers.direct(one).filter(({ subject }) => promises(subject)),
      ),
    ),
    questions: documents.flatMap((one) => questionCoverage(one, followers.all(one))),
  };
}

/** What is of a type that promises something rests on what was decided; another spike or note only reads it. */
const promises = ({ typed }: Subject): boolean =>
  typed !== null && [...allParts(typed.type.parts)].some(({ role }) => role === "goals");

/** What has tasks; a type knows nothing of plans by name. */
export const isPlan = ({ typed }: Subject): boolean =>
  typed?.located.some(({ part }) => part.role === "steps") === true;

interface Followers {
  readonly direct: (document: TracedDocument) => readonly TracedDocument[];
  /** With those that follow from them; never the document itself. */
  readonly all: (document: TracedDocument) => readonly TracedDocument[];
}

function followersOf(documents: readonly TracedDocument[]): Followers {
  const bySource = new Map<string, TracedDocument[]>();
  for (const one of documents)
    for (const source of new Set(one.sources)) bySource.set(source, [...(bySource.get(source) ?? []), one]);
  const direct = ({ subject }: TracedDocument): readonly TracedDocument[] => bySource.get(subject.path) ?? [];
  return {
    direct,
    all: (document) => {
      const found = new Set<TracedDocument>();
      const open = [...direct(document)];
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        if (next === document || found.has(next)) continue;
        found.add(next);
        open.push(...direct(next));
      }
      return documents.filter((one) => found.has(one));
    },
  };
}

/** Only where tasks say which goals they serve: else nobody can tell. */
function strayTasksOf(subject: Subject): Coverage["strayTasks"] {
  if (goalsOf(subject).length === 0 || tasksOf(subject).length === 0) return [];
  const { tasks, isByIds } = servingOf(subject);
  if (!isByIds) return [];
  return tasks
    .filter(({ isStray }) => isStray)
    .map(({ task }) => ({
      document: subject.path,
      id: task.id?.text ?? "",
      text: task.text.text,
      place: placeIn(subject, task.from),
    }));
}
