// Goals, what proves them, what is done for them, and who carries them on.
import { isAbout, namesId, subjectWords } from "../prose/subject-words.ts";
import { statementsIn } from "../prose/statements.ts";
import { shared } from "../prose/word-set.ts";
import { mentionedGoals, proofsOf } from "../rule/goal/proofs.ts";
import { isTestable } from "../rule/goal/untested.ts";
import { partsOf, type Subject } from "../rule/subject.ts";
import { targetsOf } from "../rule/target/read-targets.ts";
import { isWithin, type Span } from "../text/span.ts";
import type { Role } from "../type/document-type.ts";
import { citationsOf } from "./citations.ts";
import { type Goal, goalsOf } from "./read-goals.ts";
import { servingOf } from "./serving.ts";
import { placeIn, type TracedDocument, type TracePlace } from "./traced-document.ts";

export interface GoalCoverage {
  readonly document: string;
  /** Unique in the document: `G1`, or its first words as a slug. */
  readonly fragment: string;
  readonly text: string;
  readonly line: number;
  /** The document has tasks of its own. */
  readonly isPlanned: boolean;
  /** Something proves it, however it is worded; null where nobody can tell: the document names no proof of anything, or it needs none. */
  readonly isProven: boolean | null;
  /** Statements about tests that name it. */
  readonly tests: readonly TracePlace[];
  /** Tasks of the same document that serve it, by their ids. */
  readonly tasks: readonly { readonly id: string; readonly place: TracePlace }[];
  readonly targets: readonly TracePlace[];
  /** Objectives of plans that are made from the document. */
  readonly carriedBy: readonly { readonly fragment: string; readonly place: TracePlace }[];
}

/** `plans` are the documents with tasks that are made from it. */
export function goalCoverage({ subject }: TracedDocument, plans: readonly TracedDocument[]): GoalCoverage[] {
  const goals = goalsOf(subject);
  const statements = testStatements(subject);
  const { tasks } = servingOf(subject);
  const targets = targetsOf(subject).map((target) => ({ ...target, words: subjectWords(target.metric.text) }));
  const found = goals.map((goal) => ({
    goal,
    tests: statements.filter(({ text }) => speaksOf(text, goal)).map(({ from }) => placeIn(subject, from)),
    tasks: tasks
      .filter(({ goals: served }) => served.includes(goal))
      .flatMap(({ task }) => (task.id === null ? [] : [{ id: task.id.text, place: placeIn(subject, task.from) }])),
    targets: targets
      .filter(({ words }) => words.size > 0 && shared(words, goal.words) * 2 >= words.size)
      .map(({ from }) => placeIn(subject, from)),
  }));
  const isProven = provenGoals(
    subject,
    found.map(({ goal, ...led }) => ({ goal, isLed: led.tests.length + led.tasks.length + led.targets.length > 0 })),
  );
  return found.map(({ goal, ...led }, i) => ({
    document: subject.path,
    fragment: goal.fragment,
    text: goal.text,
    line: subject.markdown.lines.positionOf(goal.from).line,
    isPlanned: tasks.length > 0,
    isProven: isProven[i] ?? null,
    ...led,
    carriedBy: plans.flatMap((plan) => carriersIn(plan.subject, subject, goal)),
  }));
}

/** What is led to a proof is proven; all others are held against everything that is said of proofs, which takes longer. */
function provenGoals(
  subject: Subject,
  goals: readonly { readonly goal: Goal; readonly isLed: boolean }[],
): readonly (boolean | null)[] {
  const isClear = goals.every(({ goal, isLed }) => isLed || !isTestable(goal.claim));
  const proofs = isClear ? [] : proofsOf(subject);
  const claims = goals.map(({ goal }) => goal.claim);
  const mentioned = proofs.length === 0 ? [] : mentionedGoals(claims, proofs);
  return goals.map(({ goal, isLed }, i) => (isTestable(goal.claim) ? isLed || (mentioned[i] ?? null) : null));
}

const TEST_ROLES: readonly Role[] = ["tests", "testing-strategy"];

const testStatements = (subject: Subject): readonly (Span & { readonly text: string })[] =>
  TEST_ROLES.flatMap((role) => partsOf(subject, role)).flatMap(({ content }) =>
    statementsIn(subject.markdown, content),
  );

/** By id, and where it has none by words. */
const speaksOf = (text: string, { id, claim }: Goal): boolean =>
  id === null ? isAbout(text, claim) : namesId(text, id);

/** An objective carries a goal when it links to it by its name, or says the same. */
function carriersIn(plan: Subject, source: Subject, goal: Goal): GoalCoverage["carriedBy"] {
  const links = citationsOf(plan).filter(({ path }) => path === source.path);
  return goalsOf(plan)
    .filter((objective) => isLinked(objective, goal, links) || saysTheSame(objective, goal))
    .map(({ fragment, from }) => ({ fragment, place: placeIn(plan, from) }));
}

const isLinked = (objective: Goal, { id }: Goal, links: readonly (Span & { readonly words: string })[]): boolean =>
  id !== null && links.some((link) => isWithin(link, objective) && namesId(link.words, id));

const MOST_WORDS = 0.7;
const HALF = 0.5;

/** One may say more than the other, and not twice as much. */
function saysTheSame(one: Goal, other: Goal): boolean {
  const both = shared(one.words, other.words);
  const [less, more] = [one.words.size, other.words.size].toSorted((a, b) => a - b) as [number, number];
  return less > 0 && both >= MOST_WORDS * less && both >= HALF * more;
}
