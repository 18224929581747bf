import { stanceOf } from "../../prose/polarity.ts";
import { quantitiesIn, withoutIds } from "../../prose/quantity.ts";
import { isPhysical } from "../../prose/unit.ts";
import { isContained } from "../../prose/word-set.ts";
import { subjectWords, withoutId } from "../../prose/subject-words.ts";
import { claimOf, isClaim, type Point, pointsOf } from "../points.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { MOST_COMPARED, pairsWithin } from "./pairs.ts";

export const duplicateGoal: Rule = {
  id: "goal.duplicate",
  title: "A goal that stands there twice",
  why: "Two wordings of one goal drift apart, and tests that name one of them leave the other open.",
  remedy: "Remove one of the two, or say what the second one adds.",
  weight: "wrong",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Resume\n\n## 3. Goals and Non-Goals\n\n### 3.1 Functional Goals\n\n- [ ] G1: A reader resumes at its cursor within 200 ms\n- [ ] G2: Two browsers see one order of turns\n- [ ] G3: Every reader can resume at the cursor within 200 ms\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Resume\n\n## 3. Goals and Non-Goals\n\n### 3.1 Functional Goals\n\n- [ ] G1: A reader resumes at its cursor within 200 ms\n- [ ] G2: Two browsers see one order of turns\n- [ ] G3: A reader whose cursor is too old starts at the newest snapshot\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    const told = new Set<Point>();
    const goals = pointsOf(subject, "goals")
      .filter(isClaim)
      .slice(0, MOST_COMPARED)
      .map((point) => ({ point, said: readSaid(claimOf(point)) }));
    for (const [first, second] of pairsWithin(goals)) {
      if (told.has(second.point) || !isSame(first.said, second.said)) continue;
      told.add(second.point);
      const { line } = subject.markdown.lines.positionOf(first.point.from);
      yield {
        from: second.point.from,
        to: second.point.to,
        message: `This says the same as ${quote(first.point.text)} (line ${line}). Remove one of the two, or say what this one adds.`,
      };
    }
  },
};

interface Said {
  readonly isDenied: boolean;
  readonly words: ReadonlySet<string>;
  /** Its numbers with bound and unit. */
  readonly figures: string;
}

function readSaid(claim: string): Said {
  const text = withoutId(claim);
  // "Both browsers" and "two browsers" are the same.
  const told = quantitiesIn(withoutIds(text)).filter(({ unit, value }) => isPhysical(unit) || value > FEW);
  const figures = told.map(({ bound, value, unit }) => `${bound} ${value} ${unit}`);
  return { isDenied: stanceOf(text).isDenied, words: subjectWords(text), figures: figures.join(", ") };
}

const FEW = 2;
/** Fewer words say too little to tell. */
const MIN_WORDS = 2;
/** With one figure in common, fewer words need to be the same. */
const SAME_BESIDE_FIGURES = 0.6;

function isSame(one: Said, other: Said): boolean {
  if (one.isDenied !== other.isDenied || one.figures !== other.figures) return false;
  if (Math.min(one.words.size, other.words.size) < MIN_WORDS) return false;
  return isContained(one.words, other.words, one.figures === "" ? 1 : SAME_BESIDE_FIGURES);
}
