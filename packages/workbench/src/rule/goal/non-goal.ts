import { mainClause, stanceOf, withoutYesAndNo } from "../../prose/polarity.ts";
import { subjectWords, withoutId } from "../../prose/subject-words.ts";
import type { Role } from "../../type/document-type.ts";
import { claimOf, pointsOf } from "../points.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { MOST_COMPARED, pairsBetween, tellPairs } from "./pairs.ts";

export const goalAndNonGoal: Rule = {
  id: "goal.non-goal",
  title: "A goal that is also a non-goal",
  why: "What is promised in one list and ruled out in the other is built by some and left out by others.",
  remedy: "Remove it from one of the two lists, or say which part of it is left out.",
  weight: "wrong",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Sync\n\n## 3. Goals and Non-Goals\n\n### 3.1 Functional Goals\n\n- [ ] G1: Conversations sync between two browsers\n- [ ] G2: A closed lid loses no edit\n\n### 3.2 Non-Goals (Out of Scope)\n\n- [ ] Sync of conversations between browsers\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Sync\n\n## 3. Goals and Non-Goals\n\n### 3.1 Functional Goals\n\n- [ ] G1: Conversations sync between two browsers\n- [ ] G2: A closed lid loses no edit\n\n### 3.2 Non-Goals (Out of Scope)\n\n- [ ] Sync of model files between machines\n",
  },
  check(subject: Subject): Iterable<Problem> {
    const read = (role: Role) =>
      pointsOf(subject, role)
        .slice(0, MOST_COMPARED)
        .map((point) => ({ ...point, ...promiseOf(withoutId(claimOf(point))) }));
    return tellPairs(
      subject,
      pairsBetween(read("goals"), read("non-goals")),
      (goal, other) => (!goal.isDenied && isRuledOut(goal, other.first) ? "a goal and a non-goal" : null),
      (both, other) => `This is ${both} at once: see ${other}. Remove one of the two, or say which part is left out.`,
    );
  },
};

/** How much of a goal has to be ruled out. */
const MOST = 0.6;

interface Promised {
  /** What denies something agrees with a non-goal that names it. */
  readonly isDenied: boolean;
  readonly all: readonly string[];
  /** Of its main clause. */
  readonly first: readonly string[];
}

const promiseOf = (text: string): Promised => ({
  isDenied: stanceOf(text).isDenied,
  all: wordsOf(text),
  first: wordsOf(mainClause(text)),
});

const wordsOf = (text: string): readonly string[] => [...withoutYesAndNo(subjectWords(text))];

/** Whether a non-goal says nothing that the goal does not say, and nearly all of its main clause or a phrase of it. */
function isRuledOut({ all, first }: Promised, ruledOut: readonly string[]): boolean {
  if (ruledOut.length === 0 || ruledOut.some((word) => !all.includes(word))) return false;
  if (first.filter((word) => ruledOut.includes(word)).length >= first.length * MOST) return true;
  return ruledOut.length > 1 && ` ${first.join(" ")} `.includes(` ${ruledOut.join(" ")} `);
}
