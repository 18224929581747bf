import { contradictionOf, positionOf } from "../../prose/contradiction.ts";
import type { Role } from "../../type/document-type.ts";
import { claimOf, isClaim, isTarget, pointsOf } from "../points.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { MOST_COMPARED, pairsBetween, pairsWithin, tellPairs } from "./pairs.ts";

export const contradictingGoals: Rule = {
  id: "goal.contradiction",
  title: "Two goals that cannot both be met",
  why: "Whoever builds it meets one and breaks the other, and each reader expects the one that suits them.",
  remedy: "Keep the one that is meant, or say when each of them holds.",
  weight: "wrong",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 3. Goals and Non-Goals\n\n### 3.1 Functional Goals\n\n- [ ] G1: Edits made offline are kept and sent on reconnect\n- [ ] G2: The outbox holds at most 1,000 edits\n- [ ] G3: Edits made offline are discarded on reconnect\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 3. Goals and Non-Goals\n\n### 3.1 Functional Goals\n\n- [ ] G1: Edits made offline are kept and sent on reconnect\n- [ ] G2: The outbox holds at most 1,000 edits\n- [ ] G3: Edits older than 30 days are discarded after a warning\n",
  },
  check(subject: Subject): Iterable<Problem> {
    const read = (role: Role) =>
      pointsOf(subject, role)
        .filter(isClaim)
        .slice(0, MOST_COMPARED)
        .map((point) => ({ ...point, position: positionOf(claimOf(point)) }));
    const goals = read("goals");
    const others = [...read("criteria"), ...read("targets").filter(isTarget)];
    return tellPairs(
      subject,
      [...pairsWithin(goals), ...pairsBetween(goals, others)],
      (one, other) => contradictionOf(one.position, other.position),
      (reason, other) => `This cannot hold together with ${other}: ${reason}. Keep one, or say when each holds.`,
    );
  },
};
