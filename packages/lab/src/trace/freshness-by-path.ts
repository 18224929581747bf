import { FRESHNESS, type Freshness } from "@nomous/workbench/staleness";
import type { FreshnessSurvey } from "../staleness/survey-freshness.ts";

/** How fresh each document is, and each file of evidence that one of them rests on: as its worst reader finds it. */
export function freshnessByPath({ documents }: Pick<FreshnessSurvey, "documents">): ReadonlyMap<string, Freshness> {
  const byPath = new Map<string, Freshness>();
  for (const { path, freshness, targets } of documents) {
    byPath.set(path, freshness);
    for (const target of targets) {
      if (target.kind !== "evidence") continue;
      const known = byPath.get(target.target);
      if (known === undefined || FRESHNESS.indexOf(known) < FRESHNESS.indexOf(target.freshness))
        byPath.set(target.target, target.freshness);
    }
  }
  return byPath;
}
