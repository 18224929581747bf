// The goals of a document as things that others lead to: each with a name that stays when goals around it come and go.
import { idOf, subjectWords, withoutId } from "../prose/subject-words.ts";
import type { WordSet } from "../prose/word-set.ts";
import { slugOf } from "../rule/link/slug.ts";
import { claimOf, isClaim, pointsOf } from "../rule/points.ts";
import type { Subject } from "../rule/subject.ts";
import type { Span } from "../text/span.ts";

export interface Goal extends Span {
  /** Unique in its document: the id that it gives itself, else its first words as a slug. */
  readonly fragment: string;
  /** The id that it gives itself. */
  readonly id: string | null;
  /** With its id, for comparing. */
  readonly claim: string;
  /** Without its id. */
  readonly text: string;
  /** What tells what it is about: see `subjectWords`. */
  readonly words: WordSet;
}

const SLUG_WORDS = 6;
/** Longer lists are data. */
const MOST_GOALS = 300;

const known = new WeakMap<Subject, readonly Goal[]>();

/** In the order of the text. Of two with one id the second has no name of its own. */
export function goalsOf(subject: Subject): readonly Goal[] {
  const before = known.get(subject);
  if (before !== undefined) return before;
  const taken = new Map<string, number>();
  const goals = pointsOf(subject, "goals")
    .filter(isClaim)
    .slice(0, MOST_GOALS)
    .map((point): Goal => {
      const claim = claimOf(point);
      const id = idOf(claim) ?? idOf(point.text);
      const wanted = id ?? slugOf(claim.split(/\s+/).slice(0, SLUG_WORDS).join(" "));
      const count = taken.get(wanted) ?? 0;
      taken.set(wanted, count + 1);
      const fragment = count === 0 ? wanted : `${wanted}-${count}`;
      const text = withoutId(claim);
      return { from: point.from, to: point.to, fragment, id, claim, text, words: subjectWords(text) };
    });
  known.set(subject, goals);
  return goals;
}
