// What proves the goals of a document, and which goals it speaks of. A test is seldom written in the words of its goal, so a goal
// counts as mentioned on little evidence: its id, a name from the code, or two of the five words that it begins with. Where the
// tests name goals by their ids, they meant to, and words alone are not enough.
import { quantitiesIn, withoutIds } from "../../prose/quantity.ts";
import { statementsIn } from "../../prose/statements.ts";
import { idOf, namesId, subjectWords, wordKeys } from "../../prose/subject-words.ts";
import { isPhysical } from "../../prose/unit.ts";
import { spansWithin } from "../../text/span.ts";
import type { Role } from "../../type/document-type.ts";
import { isGuidance } from "../guidance.ts";
import { fencesIn, writingOf } from "../part-content.ts";
import { partsOf, type Subject } from "../subject.ts";

/** A plan also proves a goal by a task with a verification, or by a target. */
const PROOF_ROLES: readonly Role[] = ["tests", "testing-strategy", "steps", "targets"];

/** Nobody wrote a longer list by hand, and each goal is held against each proof. */
const MOST_PROOFS = 3_000;

/** Everything that the parts about tests say, code and headings included; nothing, where nobody has begun. */
export function proofsOf(subject: Subject): string[] {
  const { markdown, typed } = subject;
  if (typed === null) return [];
  const parts = PROOF_ROLES.flatMap((role) => partsOf(subject, role));
  const spans = parts
    .filter((part) => writingOf(markdown, part, typed.type) === "something")
    .map(({ content }) => content);
  const code = spans.flatMap((span) =>
    fencesIn(markdown, span).map(({ body }) => markdown.text.slice(body.from, body.to)),
  );
  const titles = spans.flatMap((span) => spansWithin(markdown.headings, span).map(({ title }) => title));
  const prose = spans.flatMap((span) => statementsIn(markdown, span).map(({ text }) => text));
  const written = prose.filter((text) => !isGuidance(text, typed.type));
  return [...written, ...code, ...titles].slice(0, MOST_PROOFS);
}

const ALL_GOALS = /\b(?:all|every|each)\b[^.;]{0,20}\bgoals?\b/i;

/** How much of what a goal says first one proof has to say, and how much all together. */
const ENOUGH = 0.4;
const ENOUGH_OF_ALL = 0.75;
/** Where goals are named by their ids. */
const ENOUGH_BESIDE_IDS = 0.75;

/** For each goal, whether a proof mentions it. */
export function mentionedGoals(goals: readonly string[], proofs: readonly string[]): boolean[] {
  const whole = proofs.join("\n");
  if (ALL_GOALS.test(whole)) return goals.map(() => true);
  const named = goals.map((goal, i) => namesId(whole, idOf(goal) ?? `Goal ${i + 1}`));
  const areNamed = goals.length > 1 && named.filter(Boolean).length * 2 >= goals.length;
  const said = proofs.map(saidBy);
  const together = new Set(said.flatMap((words) => [...words]));
  const weightOf = weightsIn(goals.map(firstWords));
  const marksOf = goals.map(marksIn);
  const allMarks = marksOf.flat();
  return goals.map((goal, i) => {
    const words = firstWords(goal);
    if (named[i] === true || words.length === 0) return true;
    const marks = marksOf[i] ?? [];
    // A proof with the number of another goal proves that one, however many words the two have in common.
    const isOfOther = (proof: ReadonlySet<string>): boolean =>
      marks.length > 0 && !isMarked(proof) && allMarks.some((mark) => proof.has(mark));
    const share = (proof: ReadonlySet<string>): number => shareOf(words, proof, weightOf);
    const isMarked = (proof: ReadonlySet<string>): boolean => marks.some((mark) => proof.has(mark));
    if (areNamed) return said.some((proof) => share(proof) >= (isMarked(proof) ? ENOUGH : ENOUGH_BESIDE_IDS));
    if (isMarked(together)) return true;
    const own = said.filter((proof) => !isOfOther(proof) || share(proof) >= ENOUGH_BESIDE_IDS);
    if (own.some((proof) => share(proof) >= ENOUGH)) return true;
    return share(new Set(own.flatMap((words) => [...words]))) >= ENOUGH_OF_ALL;
  });
}

/** Numbers with their units, and names as they stand in code: what has one of them in common with a goal is about it. */
function marksIn(text: string): string[] {
  const figures = quantitiesIn(withoutIds(text)).filter(({ unit }) => isPhysical(unit));
  const names = text.match(CODE) ?? [];
  return [...figures.map(({ value, unit }) => `${value} ${unit}`), ...names.map((name) => name.replace("()", ""))];
}

/** `call()`, `camelCase`, `snake_case`, `--option`, `/command`, `file.ts`. */
const CODE = /[\w-]+\(\)|\b\w*[a-z][A-Z]\w*|\b\w+_\w+\b|(?<!\S)--?\w[\w-]+|(?<!\S)\/\w+|[\w-]+\.[a-z]{2,4}\b/g;

const saidBy = (proof: string): ReadonlySet<string> => new Set([...wordKeys(proof), ...marksIn(proof)]);

/** A goal says what it is about first; what follows explains. */
const FIRST_WORDS = 5;

const firstWords = (goal: string): readonly string[] => [...subjectWords(goal)].slice(0, FIRST_WORDS);

type WeightOf = (word: string) => number;

function shareOf(words: readonly string[], proof: ReadonlySet<string>, weightOf: WeightOf): number {
  let [all, shared] = [0, 0];
  for (const word of words) {
    all += weightOf(word);
    if (proof.has(word)) shared += weightOf(word);
  }
  return shared / all;
}

/** What half of the goals say tells none of them from the others. */
const COMMON = 0.25;
const FEW_GOALS = 3;

function weightsIn(goals: readonly (readonly string[])[]): WeightOf {
  const counts = new Map<string, number>();
  for (const word of goals.flat()) counts.set(word, (counts.get(word) ?? 0) + 1);
  return (word) => {
    const count = counts.get(word) ?? 0;
    return count >= FEW_GOALS && count * 2 >= goals.length ? COMMON : 1;
  };
}
