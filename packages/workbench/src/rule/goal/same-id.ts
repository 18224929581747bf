import { idOf } from "../../prose/subject-words.ts";
import type { Role } from "../../type/document-type.ts";
import { claimOf, type Point, pointsOf } from "../points.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const sameId: Rule = {
  id: "goal.same-id",
  title: "Two goals, criteria or risks with one id",
  why: "Whoever writes the id somewhere else means one of the two, and nobody can tell which; the other one passes as tested.",
  remedy: "Give one of the two an id of its own, and correct what names it.",
  weight: "wrong",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Resume\n\n## 3. Goals and Non-Goals\n\n### 3.1 Functional Goals\n\n- [ ] G1: A reader resumes at its cursor within 200 ms\n- [ ] G1: Two browsers see one order of turns\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Resume\n\n## 3. Goals and Non-Goals\n\n### 3.1 Functional Goals\n\n- [ ] G1: A reader resumes at its cursor within 200 ms\n- [ ] G2: Two browsers see one order of turns\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    for (const role of ROLES) {
      const first = new Map<string, Point>();
      for (const point of pointsOf(subject, role)) {
        const id = idOf(claimOf(point)) ?? idOf(point.text);
        if (id === null) continue;
        const before = first.get(id);
        if (before === undefined) first.set(id, point);
        else yield tell(subject, id, point, before);
      }
    }
  },
};

/** Tests and questions begin with the id of the goal that they are about, and several may be about one. */
const ROLES: readonly Role[] = ["goals", "non-goals", "criteria", "risks"];

function tell({ markdown }: Subject, id: string, { from, to }: Point, before: Point): Problem {
  const { line } = markdown.lines.positionOf(before.from);
  return {
    from,
    to,
    message: `${id} is the id of ${quote(before.text)} too (line ${line}). Give one of the two an id of its own.`,
  };
}
