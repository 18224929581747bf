// What leads nowhere, a sentence each, worst first.
import { counted } from "../number/counted.ts";
import { quote } from "../rule/quote.ts";
import type { Coverage } from "./coverage.ts";
import type { GoalCoverage } from "./goal-coverage.ts";
import type { TracePlace } from "./traced-document.ts";

const GAP_KINDS = [
  "no-plan",
  "not-carried",
  "not-tested",
  "no-task",
  "no-goal",
  "decision-not-named",
  "question-open",
] as const;

export interface CoverageGap {
  readonly kind: (typeof GAP_KINDS)[number];
  /** A sentence that says what leads nowhere. */
  readonly words: string;
  readonly place: TracePlace;
}

/** `isClosed` are documents that nobody goes on with: of them only the questions are told that nobody answered. */
export function gapsOf(coverage: Coverage, isClosed: (document: string) => boolean): CoverageGap[] {
  const { goals, promises, strayTasks, decisions, questions } = coverage;
  const gaps: CoverageGap[] = [
    ...promises.flatMap((one) => promiseGaps(one, goals)),
    ...goals.flatMap(goalGaps),
    ...strayTasks.map(({ id, text, place }) => ({
      kind: "no-goal" as const,
      words: `${id === "" ? "The task" : id} ${quote(text)} serves no goal, and nothing that does waits for it.`,
      place,
    })),
    ...decisions.flatMap(({ document, id, line, unnamedIn }) =>
      unnamedIn.map((follower) => ({
        kind: "decision-not-named" as const,
        words: `${follower} is made from it, and names the decision ${quote(id)} nowhere.`,
        place: { path: document, line },
      })),
    ),
  ].filter(({ place }) => !isClosed(place.path));
  const unanswered = questions
    // One that is asked again is told where it was asked last.
    .filter(({ isOpen, answers, askedIn }) => isOpen && answers.length + askedIn.length === 0)
    .map(({ document, line, text }) => ({
      kind: "question-open" as const,
      words: `${quote(text.replace(/\s*\([^()\s]+:\d+\)\s*$/, ""))} is answered nowhere.`,
      place: { path: document, line },
    }));
  return [...gaps, ...unanswered].toSorted((a, b) => GAP_KINDS.indexOf(a.kind) - GAP_KINDS.indexOf(b.kind));
}

/** Many goals that share a fate are one gap. */
function promiseGaps({ document, plans }: Coverage["promises"][number], goals: readonly GoalCoverage[]): CoverageGap[] {
  const own = goals.filter((goal) => goal.document === document);
  const [first] = own;
  if (first === undefined) return [];
  const place = { path: document, line: first.line };
  if (plans.length === 0)
    return [{ kind: "no-plan", words: `No plan is made from it, and it has ${counted(own.length, "goal")}.`, place }];
  const left = own.filter(({ carriedBy }) => carriedBy.length === 0);
  if (left.length === own.length && own.length > 1)
    return [
      { kind: "not-carried", words: `None of its ${own.length} goals is carried by ${plans.join(", ")}.`, place },
    ];
  return left.map(({ fragment, text, line }) => ({
    kind: "not-carried",
    words: `No plan carries ${named(fragment, text)}.`,
    place: { path: document, line },
  }));
}

function goalGaps({
  document,
  fragment,
  text,
  line,
  isPlanned,
  isProven,
  tasks,
  targets,
}: GoalCoverage): CoverageGap[] {
  const place = { path: document, line };
  const name = named(fragment, text);
  // A plan proves a goal by a task, so there the two are one.
  if (isPlanned)
    return tasks.length + targets.length === 0 && isProven !== true
      ? [{ kind: "no-task", words: `No task and no target serves ${name}.`, place }]
      : [];
  return isProven === false ? [{ kind: "not-tested", words: `No test names ${name}.`, place }] : [];
}

const named = (fragment: string, text: string): string =>
  /^[A-Z]{1,5}-?\d/.test(fragment) ? `${fragment} ${quote(text)}` : quote(text);
