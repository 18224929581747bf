// What a plan is to reach: the goals of its spec, each with an id of its own and a link back. A plan that follows from spikes alone is to
// bring what they chose.
import { idOf, withoutId } from "../prose/subject-words.ts";
import { partsOf, type Subject } from "../rule/subject.ts";
import { escapeMarks } from "./carried-text.ts";
import { type CarriedDecision, decisionsOf, winnerOf } from "./carried-decisions.ts";
import { passagesOf, summaryOf } from "./passage.ts";
import { recommendedOption, shortName } from "./recommended-option.ts";
import { type SourceLinks, nameOf } from "./source-links.ts";

export interface Objective {
  /** `O1`. */
  readonly id: string;
  /** Markdown, without the id. */
  readonly text: string;
  /** Without marks and id, for comparing. */
  readonly plain: string;
  /** What its source calls it; null where it has no name there. */
  readonly goal: string | null;
  /** Words of the link back. */
  readonly label: string;
  readonly subject: Subject;
  /** Where it stands in its source. */
  readonly from: number;
}

/** A goal that is cut in the middle is another goal. */
const LONGEST_GOAL = 600;

export function objectivesOf(sources: readonly Subject[]): Objective[] {
  const goals = sources.flatMap((source) => passagesOf(source, "goals", LONGEST_GOAL));
  if (goals.length === 0) return sources.flatMap(choicesOf).map((one, i) => ({ ...one, id: `O${i + 1}` }));
  const ids = goals.map(({ plain }) => idOf(plain));
  const numbers = numbersOf(ids);
  return goals.map(({ text, plain, subject, from }, i) => ({
    id: `O${numbers[i] ?? i + 1}`,
    text: withoutId(text),
    plain: withoutId(plain),
    goal: ids[i] ?? null,
    label: ids[i] ?? `goal ${i + 1}`,
    subject,
    from,
  }));
}

/** G3 becomes O3, also when there is no G2 any more; null where the goals do not tell each other apart by whole numbers. */
function numbersOf(ids: readonly (string | null)[]): readonly (number | null)[] {
  const numbers = ids.map((id) => (id === null || id.includes(".") ? null : Number(/\d+$/.exec(id)?.[0])));
  const isDistinct = new Set(numbers).size === numbers.length && !numbers.includes(null);
  return isDistinct ? numbers : ids.map(() => null);
}

/** As an item of the plan: `O1: … ([G1])`. */
export const objectiveItem = ({ id, text, label, subject, from }: Objective, links: SourceLinks): string =>
  `${id}: ${text} (${links.to(subject, from, label)})`;

type Choice = Omit<Objective, "id">;

function choicesOf(subject: Subject): Choice[] {
  const decided = decisionsOf(subject);
  if (decided.length > 0) return decided.flatMap(choiceOfDecision);
  const [part] = partsOf(subject, "recommendation");
  const summary = part === undefined ? null : summaryOf(subject);
  if (part === undefined || summary === null) return [];
  const option = recommendedOption(subject);
  const text = option === null ? firstSentence(summary.text) : `Adopt ${shortName(option.text)}`;
  return [{ text, plain: text, goal: null, label: nameOf(subject), subject, from: part.anchor.from }];
}

function choiceOfDecision(decided: CarriedDecision): Choice[] {
  const winner = winnerOf(decided);
  if (winner === null) return [];
  const { subject, from, decision } = decided;
  const text = `Adopt ${escapeMarks(winner)}`;
  return [{ text, plain: `Adopt ${winner}`, goal: decision.id, label: decision.id, subject, from }];
}

const firstSentence = (text: string): string => /^.*?[.!?](?=\s|$)/s.exec(text)?.[0].replace(/\.$/, "") ?? text;
