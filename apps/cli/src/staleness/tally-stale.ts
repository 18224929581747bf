import type { DocumentFreshness } from "@nomous/workbench/staleness";

/** Numbers of targets. */
export interface StaleTally {
  readonly fresh: number;
  readonly needsReview: number;
  readonly broken: number;
  readonly unverifiable: number;
  /** Of the fresh ones: those that stand elsewhere. */
  readonly moved: number;
  /** Documents that rest on anything. */
  readonly documents: number;
}

export function tallyStale(documents: readonly DocumentFreshness[]): StaleTally {
  const targets = documents.flatMap((document) => document.targets);
  const count = (wanted: DocumentFreshness["freshness"]): number =>
    targets.filter(({ freshness }) => freshness === wanted).length;
  return {
    fresh: count("fresh"),
    needsReview: count("needs-review"),
    broken: count("broken"),
    unverifiable: count("unverifiable"),
    moved: targets.filter(({ movedTo }) => movedTo !== null).length,
    documents: documents.filter((document) => document.targets.length > 0).length,
  };
}
