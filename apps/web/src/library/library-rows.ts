// Which documents the library shows, and in which order.
import type { DocumentOverview, Freshness } from "@nomous/client";
import { titleText } from "./document-words.ts";

export const SORTS = ["title", "type", "changed"] as const;
export type Sort = (typeof SORTS)[number];

export interface LibraryFilter {
  /** Words of its title or path. */
  readonly text: string;
  /** Empty: any. */
  readonly type: string;
  /** A label; empty: any. */
  readonly state: string;
  /** One of `FRESHNESS_CHOICES`; empty: any. */
  readonly rests: string;
  readonly sort: Sort;
}

/** The library's filter as it stands in the address, so that going back finds it. */
export function filterOf(search: URLSearchParams): LibraryFilter {
  const sort = search.get("sort");
  return {
    text: search.get("text") ?? "",
    type: search.get("type") ?? "",
    state: search.get("state") ?? "",
    rests: search.get("rests") ?? "",
    sort: SORTS.find((one) => one === sort) ?? "title",
  };
}

export const isFiltered = ({ text, type, state, rests }: LibraryFilter): boolean =>
  text.trim() + type + state + rests !== "";

/** Worst first. */
export const FRESHNESS_CHOICES: readonly Freshness[] = ["broken", "needs-review", "unverifiable", "fresh"];

/** The rows, in order. `freshnessOf` where it is known. */
export const libraryRows = (
  documents: readonly DocumentOverview[],
  filter: LibraryFilter,
  freshnessOf: (path: string) => Freshness | undefined,
): readonly DocumentOverview[] =>
  documents
    .filter(
      (document) =>
        holds(document, filter.text) &&
        (filter.type === "" || document.type === filter.type) &&
        (filter.state === "" || document.state?.label === filter.state) &&
        (filter.rests === "" || freshnessOf(document.path) === filter.rests),
    )
    .toSorted((a, b) => ORDER[filter.sort](a, b) || byTitle(a, b));

/** Whether title and path hold all words of `text`. */
export function holds(document: DocumentOverview, text: string): boolean {
  const hay = `${document.title} ${document.path}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => hay.includes(word));
}

type Order = (a: DocumentOverview, b: DocumentOverview) => number;

const COLLATOR = new Intl.Collator("en", { numeric: true });
const byTitle: Order = (a, b) => COLLATOR.compare(titleText(a), titleText(b)) || COLLATOR.compare(a.path, b.path);

/** Newest first; what is in no commit yet is the newest. */
export const byChange: Order = (a, b) => changedOn(b).localeCompare(changedOn(a));
const changedOn = ({ committed }: DocumentOverview): string => committed?.last ?? "9999";

const ORDER: Readonly<Record<Sort, Order>> = {
  title: byTitle,
  type: (a, b) => COLLATOR.compare(a.type ?? "", b.type ?? ""),
  changed: byChange,
};

/** The values of a column, as choices. */
export const valuesOf = (
  documents: readonly DocumentOverview[],
  valueOf: (document: DocumentOverview) => string | null | undefined,
): readonly string[] =>
  [...new Set(documents.flatMap((document) => valueOf(document) ?? []))].toSorted(COLLATOR.compare);
