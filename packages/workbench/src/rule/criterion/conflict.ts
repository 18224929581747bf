import { contradictionOf, positionOf } from "../../prose/contradiction.ts";
import { MOST_COMPARED, pairsWithin, tellPairs } from "../goal/pairs.ts";
import { claimOf, isClaim, isTarget, pointsOf } from "../points.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const conflictingCriteria: Rule = {
  id: "criterion.conflict",
  title: "Two criteria or targets that cannot both be met",
  why: "The work can only fail one of them, and whoever checks it chooses which.",
  remedy: "Agree on one value for the metric, or say under which conditions each of them holds.",
  weight: "wrong",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spike\n---\n# Codec of token frames\n\n## Overview\n\n### Success criteria\n\n- Encoding takes at most 0.2 ms at p95\n- A frame is at most 64 bytes longer than its text\n- Encoding takes at least 1 ms at p95\n",
  },
  good: {
    text: "---\nnomous: spike\n---\n# Codec of token frames\n\n## Overview\n\n### Success criteria\n\n- Encoding takes at most 0.2 ms at p95\n- A frame is at most 64 bytes longer than its text\n- Decoding takes at most 1 ms at p95\n",
  },
  check(subject: Subject): Iterable<Problem> {
    const points = [
      ...pointsOf(subject, "criteria").filter(isClaim),
      ...pointsOf(subject, "targets").filter(isTarget),
    ].slice(0, MOST_COMPARED);
    return tellPairs(
      subject,
      pairsWithin(points.map((point) => ({ ...point, position: positionOf(claimOf(point)) }))),
      (one, other) => contradictionOf(one.position, other.position),
      (reason, other) => `This cannot be met together with ${other}: ${reason}. Agree on one, or say when each holds.`,
    );
  },
};
