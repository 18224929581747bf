import { hasFigure } from "../../prose/observable.ts";
import { subjectWords, withoutId } from "../../prose/subject-words.ts";
import { vagueWordsIn, withoutVagueWords } from "../../prose/vague-words.ts";
import { claimOf, pointsOf } from "../points.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const unmeasurableGoal: Rule = {
  id: "goal.unmeasurable",
  title: "A goal that only says fast, robust or better",
  why: "Two people do not agree on when it is reached, so no test can show it and no review can refuse it.",
  remedy: "Give the number and the unit that would be enough, or say what somebody sees when it is reached.",
  weight: "wrong",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Resume\n\n## 3. Goals and Non-Goals\n\n### 3.1 Functional Goals\n\n- [ ] G1: Reconnects are fast and robust\n- [ ] G2: Two browsers see one order of turns\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Resume\n\n## 3. Goals and Non-Goals\n\n### 3.1 Functional Goals\n\n- [ ] G1: A reader resumes at its cursor within 200 ms\n- [ ] G2: Two browsers see one order of turns\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    for (const goal of pointsOf(subject, "goals"))
      if (saysOnlyHowGood(claimOf(goal)))
        yield {
          from: goal.from,
          to: goal.to,
          message: `Nobody can tell when ${quote(goal.text)} is reached. Give a number with its unit, or what somebody will see.`,
        };
  },
};

/** With more words than these left, a goal says what is done and not only how well. */
const FEW_WORDS = 3;

/** Whether a goal praises the result instead of describing it. */
export function saysOnlyHowGood(claim: string): boolean {
  const text = withoutId(claim);
  const isVague = vagueWordsIn(text).length > 0 && !hasFigure(text);
  return isVague && (HOW_FAST.test(text) || subjectWords(withoutVagueWords(text)).size <= FEW_WORDS);
}

/** What happens is said, and the point of the goal is how fast or at what cost; that comes last, and has no number. */
const HOW_FAST =
  /\b(?:fast|quickly|rapidly|promptly|swiftly|speedily|instant(?:ly|aneously)|smoothly|seamlessly|timely|soon|in (?:good )?time|without (?:\w+ )?delay|with (?:a )?(?:minimal|little|low|small|negligible|acceptable|reasonable) (?:delay|latency|overhead|lag|effort|cost|memory|loss|jitter)|fast enough)\W*$/i;
