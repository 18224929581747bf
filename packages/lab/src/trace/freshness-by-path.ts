import type { FreshnessSurvey } from "../staleness/survey-freshness.ts";
import type { TraceOptions } from "./trace-workspace.ts";

type ByPath = NonNullable<TraceOptions["freshness"]>;
type Freshness = ByPath extends ReadonlyMap<string, infer F> ? F : never;

const FROM_BEST: readonly Freshness[] = ["fresh", "unverifiable", "needs-review", "broken"];

/** How fresh each document is, and each file of evidence that one of them rests on: as its worst reader finds it. */
export function freshnessByPath({ documents }: Pick<FreshnessSurvey, "documents">): ByPath {
  const byPath = new Map<string, Freshness>();
  for (const { path, freshness, targets } of documents) {
    byPath.set(path, freshness);
    for (const target of targets) {
      if (target.kind !== "evidence") continue;
      const known = byPath.get(target.target);
      if (known === undefined || FROM_BEST.indexOf(known) < FROM_BEST.indexOf(target.freshness))
        byPath.set(target.target, target.freshness);
    }
  }
  return byPath;
}
