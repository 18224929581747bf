// What documents rest on, as the bridge passes it on.
import { freshnessOf, reviewDocuments, surveyFreshness } from "@nomous/lab/staleness";
import type { DocumentFreshness, QueryResult } from "@nomous/protocol";
import { FRESHNESS } from "@nomous/workbench/staleness";
import { localTime } from "../../workbench/local-time.ts";
import { type LabPlace, openSettled, waitingOf } from "../lab/lab-place.ts";

type List = QueryResult<"freshness.list">;
type Surveyed = Awaited<ReturnType<typeof surveyFreshness>>["documents"][number];

export async function listFreshness(place: LabPlace, signal: AbortSignal): Promise<List> {
  const { documents, problems } = await surveyFreshness(await openSettled(place), { signal });
  return {
    documents: documents.filter(({ targets }) => targets.length > 0).map(overviewOf),
    unchecked: problems.map(({ path, message }) => ({ path, message })),
  };
}

function overviewOf({ path, freshness, targets }: Surveyed): List["documents"][number] {
  const worst = targets.find((target) => target.freshness === freshness);
  const count = (wanted: Surveyed["freshness"]): number => targets.filter((one) => one.freshness === wanted).length;
  const words = freshness === "fresh" ? "" : (worst?.cause?.text ?? "");
  return { path, freshness, words, needsReview: count("needs-review"), broken: count("broken") };
}

/** As many as a reply holds; the page counts the others by the list. */
const MAX_TARGETS = 300;
const MAX_DIFF = 1_500;

export async function documentFreshness(
  place: LabPlace,
  path: string,
  signal: AbortSignal,
): Promise<DocumentFreshness | null> {
  const found = await freshnessOf(await openSettled(place), path, { signal });
  if (found === null) return null;
  const worstFirst = [...found.targets].toSorted((a, b) => rankOf(b) - rankOf(a)).slice(0, MAX_TARGETS);
  return {
    ...found,
    targets: worstFirst.map(({ cause, ...target }) => ({
      ...target,
      cause: cause && { ...cause, diff: cause.diff.slice(0, MAX_DIFF), path: [...cause.path] },
    })),
    reviewed: found.reviewed && { ...found.reviewed },
  };
}

const rankOf = ({ freshness }: Surveyed["targets"][number]): number => FRESHNESS.indexOf(freshness);

export async function recordReview(place: LabPlace, path: string, why: string | null): Promise<void> {
  const { iso: at } = localTime(place.runtime.clock.now());
  await reviewDocuments(await openSettled(place), [path], { at, why, ...waitingOf(place) });
}
