import { withoutId } from "../../prose/subject-words.ts";
import { claimOf, pointsOf } from "../points.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { mentionedGoals, proofsOf } from "./proofs.ts";
import { saysOnlyHowGood } from "./unmeasurable.ts";

export const untestedGoal: Rule = {
  id: "goal.untested",
  title: "A goal that no test mentions",
  why: "A goal that nothing tests is met when somebody says so. Months later nobody can tell whether it still holds.",
  remedy: "Add a test that names the goal (`G1`) or repeats its words, or move the goal to the non-goals.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Resume\n\n## 3. Goals and Non-Goals\n\n### 3.1 Functional Goals\n\n- [ ] G1: A reader resumes at its cursor within 200 ms\n- [ ] G2: Two browsers see one order of turns\n\n## 8. Migration, Rollout, and Testing\n\n### 8.3 Test Plan\n\n- **Unit Tests:** G1: the cursor moves forward only\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Resume\n\n## 3. Goals and Non-Goals\n\n### 3.1 Functional Goals\n\n- [ ] G1: A reader resumes at its cursor within 200 ms\n- [ ] G2: Two browsers see one order of turns\n\n## 8. Migration, Rollout, and Testing\n\n### 8.3 Test Plan\n\n- **Unit Tests:** G1: the cursor moves forward only\n- **End-to-End Tests:** two browsers write at once and see one order of turns\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    const proofs = proofsOf(subject);
    if (proofs.length === 0) return;
    const goals = pointsOf(subject, "goals").slice(0, MOST_GOALS);
    const claims = goals.map(claimOf);
    const mentioned = mentionedGoals(claims, proofs);
    for (const [i, { from, to, text }] of goals.entries())
      if (mentioned[i] === false && isTestable(claims[i] ?? ""))
        yield {
          from,
          to,
          message: `No test mentions the goal ${quote(text)}. Name it in a test, or move it to the non-goals.`,
        };
  },
};

/** Longer lists are data. */
const MOST_GOALS = 300;

/** A goal that only praises cannot be tested before it says something; that is told by its own rule. */
export const isTestable = (claim: string): boolean => !UNTESTABLE.test(withoutId(claim)) && !saysOnlyHowGood(claim);

/** Goals that are documents, dependencies or tests themselves; and a script without blanks has no words to compare. */
const UNTESTABLE =
  /^(?:fully |clearly )?(?:document|describe|publish|announce|explain)\b|^(?:add|install|bump|upgrade|remove|drop)\b.*\bdependenc|\b(?:tests|testing|coverage|documentation|docs|readme|changelog)\b|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/iu;
