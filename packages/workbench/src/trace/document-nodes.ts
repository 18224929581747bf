// Documents, what they promise and what is to be done for it.
import { STANDING_WORDS } from "../chart/plan-glyph.ts";
import { readPlan } from "../schedule/read-plan.ts";
import type { Subject } from "../rule/subject.ts";
import { idKey } from "../task/task-id.ts";
import { verificationStandings } from "../verification/standings.ts";
import { type Coverage, isPlan } from "./coverage.ts";
import type { GoalCoverage } from "./goal-coverage.ts";
import type { GraphBuilder } from "./graph-builder.ts";
import { goalsOf } from "./read-goals.ts";
import { servingOf } from "./serving.ts";
import type { TraceKind } from "./trace.ts";
import type { TraceExtra } from "./trace-extra.ts";
import { placeIn, type TracedDocument } from "./traced-document.ts";

/** Node ids of the tasks of all documents, by document and key: see `taskKey`. */
export type TaskNodes = ReadonlyMap<string, string>;

export const taskKey = (document: string, task: string): string => `${document}#${idKey(task)}`;

const KINDS: ReadonlySet<string> = new Set(["research", "spike", "spec", "plan"]);

const kindOf = ({ typed }: Subject): TraceKind =>
  KINDS.has(typed?.type.name ?? "") ? (typed?.type.name as TraceKind) : "document";

export function addDocuments(
  builder: GraphBuilder,
  documents: readonly TracedDocument[],
  coverage: Coverage,
  extra: TraceExtra,
): TaskNodes {
  const kinds = new Map(documents.map(({ subject }) => [subject.path, kindOf(subject)]));
  for (const { subject } of documents) addDocument(builder, subject, extra);
  for (const { subject, sources } of documents)
    for (const source of sources) builder.link(source, subject.path, whyOf(kinds.get(source), kinds.get(subject.path)));
  const tasks = new Map<string, string>();
  const goals = addGoals(builder, documents, coverage);
  for (const { subject } of documents) if (isPlan(subject)) addTasks(builder, subject, { extra, goals, tasks });
  return tasks;
}

function addDocument(builder: GraphBuilder, subject: Subject, { freshness }: TraceExtra): void {
  const { path, markdown, typed } = subject;
  builder.add({
    id: path,
    kind: kindOf(subject),
    title: markdown.headings[0]?.title ?? path,
    state: typed?.state?.label ?? "",
    freshness: freshness.get(path) ?? null,
    place: { path, line: 1 },
  });
}

const whyOf = (source: TraceKind | undefined, document: TraceKind | undefined): string =>
  source === "research" && document === "spike" ? "asks" : "carried into";

/** Node ids of goals by document and fragment. */
function addGoals(
  builder: GraphBuilder,
  documents: readonly TracedDocument[],
  { goals: covered, promises }: Coverage,
): ReadonlyMap<string, string> {
  const isFollowed = new Set(promises.flatMap(({ document, plans }) => (plans.length > 0 ? [document] : [])));
  const byGoal = new Map(covered.map((one) => [`${one.document}#${one.fragment}`, one]));
  const ids = new Map<string, string>();
  for (const { subject } of documents)
    for (const { fragment, id: name, text, from } of goalsOf(subject)) {
      const id = builder.idFor(subject.path, fragment, "goal");
      const goal = byGoal.get(`${subject.path}#${fragment}`);
      ids.set(`${subject.path}#${fragment}`, id);
      builder.add({
        id,
        kind: "goal",
        title: name === null ? text : `${name} ${text}`,
        state: goal === undefined ? "" : goalState(goal, isFollowed.has(subject.path)),
        freshness: null,
        place: placeIn(subject, from),
      });
      builder.link(subject.path, id, "promises");
    }
  for (const { document, fragment, carriedBy } of covered)
    for (const { fragment: objective, place } of carriedBy)
      builder.link(
        ids.get(`${document}#${fragment}`) ?? "",
        ids.get(`${place.path}#${objective}`) ?? "",
        "carried into",
      );
  return ids;
}

/** What a goal lacks, in two words; empty when it lacks nothing. */
function goalState({ isPlanned, isProven, tasks, targets, carriedBy }: GoalCoverage, isFollowed: boolean): string {
  if (isPlanned) return tasks.length + targets.length === 0 && isProven !== true ? "no task" : "";
  if (isFollowed && carriedBy.length === 0) return "no plan";
  return isProven === false ? "no test" : "";
}

interface Planned {
  readonly extra: TraceExtra;
  readonly goals: ReadonlyMap<string, string>;
  readonly tasks: Map<string, string>;
}

function addTasks(builder: GraphBuilder, subject: Subject, { extra, goals, tasks }: Planned): void {
  const { path } = subject;
  const seen = extra.verifications.filter(({ document }) => document === path);
  const plan = readPlan(subject, verificationStandings(subject, seen));
  const serving = new Map(
    servingOf(subject).tasks.flatMap(({ task, goals: served }) =>
      task.id === null ? [] : [[idKey(task.id.text), served] as const],
    ),
  );
  for (const { id: name, title, standing, phase, line } of plan.tasks) {
    const id = builder.idFor(path, name, "task");
    tasks.set(taskKey(path, name), id);
    const state = STANDING_WORDS[standing];
    builder.add({ id, kind: "task", title: `${name} ${title}`, state, freshness: null, place: { path, line } });
    const served = serving.get(idKey(name)) ?? [];
    const why = /\btest/i.test(phase) ? "tested by" : "served by";
    for (const { fragment } of served) builder.link(goals.get(`${path}#${fragment}`) ?? "", id, why);
    if (served.length === 0) builder.link(path, id, "does");
  }
}
