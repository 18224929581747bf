// What is not fresh in one document makes those that cite it need review: a spec rests on a spike, the spike on its evidence. Each is told the
// shortest way to what changed. A document never hears of its own changes again through those that cite it, so circles of citations end.
import type { Span } from "../text/span.ts";
import { type BoundTarget, type DocumentFreshness, FRESHNESS, type Freshness } from "./freshness.ts";

/** What was found out about a target by itself. */
export interface JudgedTarget extends BoundTarget {
  /** What it is now, in a word that another change makes another. */
  readonly now: string;
  /** The document that it is or is a part of; null for anything else. */
  readonly cites: { readonly path: string; readonly within: Span | null } | null;
  /** What beneath it was looked at and accepted, as `leafId` names it. */
  readonly accepted: readonly string[];
}

export interface JudgedDocument {
  readonly path: string;
  readonly targets: readonly JudgedTarget[];
  readonly reviewed: DocumentFreshness["reviewed"];
}

/** A target that is not fresh by itself. */
interface Leaf {
  readonly id: string;
  readonly document: string;
  readonly target: JudgedTarget;
}

/** One document cites another. */
interface Edge {
  readonly citing: JudgedDocument;
  readonly target: JudgedTarget;
}

/** By the target that cites: the leaves that it rests on, the nearest first, accepted or not. */
export type Reach = ReadonlyMap<JudgedTarget, readonly { readonly leaf: Leaf; readonly path: readonly string[] }[]>;

/** Short, since a lock holds one for each thing that was accepted. */
const leafId = (document: string, { target, now }: Pick<JudgedTarget, "target" | "now">, hash: Hash): string =>
  hash(`${document}\n${target}\n${now}`).slice(0, 12);

export type Hash = (text: string) => string;

const isBad = ({ freshness }: BoundTarget): boolean => freshness === "needs-review" || freshness === "broken";

/** Which changes reach which citations. */
export function reachOf(documents: readonly JudgedDocument[], hash: Hash): Reach {
  const citing = edgesByCited(documents);
  const reach = new Map<JudgedTarget, { leaf: Leaf; path: readonly string[] }[]>();
  for (const document of documents)
    for (const target of document.targets.filter(isBad)) {
      const id = leafId(document.path, target, hash);
      spreadLeaf({ id, document: document.path, target }, citing, reach);
    }
  for (const found of reach.values()) found.sort((a, b) => a.path.length - b.path.length);
  return reach;
}

/** What is bad by itself is told as such, and what it cites does not matter then. */
function edgesByCited(documents: readonly JudgedDocument[]): ReadonlyMap<string, Edge[]> {
  const edges = documents.flatMap((citing) =>
    citing.targets.flatMap((target) => (target.cites === null || isBad(target) ? [] : [{ citing, target }])),
  );
  return Map.groupBy(edges, ({ target }) => target.cites?.path ?? "");
}

interface Step {
  readonly document: string;
  /** Where in it the change is told. */
  readonly at: Span;
  /** From this document to what changed. */
  readonly path: readonly string[];
}

function spreadLeaf(
  leaf: Leaf,
  citing: ReadonlyMap<string, readonly Edge[]>,
  reach: Map<JudgedTarget, { leaf: Leaf; path: readonly string[] }[]>,
): void {
  const seen = new Set<JudgedTarget>();
  let steps: Step[] = [{ document: leaf.document, at: leaf.target, path: [leaf.target.target] }];
  while (steps.length > 0) {
    const next: Step[] = [];
    for (const { document, at, path } of steps)
      for (const { citing: from, target } of citing.get(document) ?? []) {
        const within = target.cites?.within ?? null;
        const way = [document, ...path];
        if (seen.has(target) || from.path === leaf.document || way.includes(from.path)) continue;
        if (within !== null && (at.from < within.from || at.from >= within.to)) continue;
        seen.add(target);
        const found = reach.get(target) ?? [];
        found.push({ leaf, path: way });
        reach.set(target, found);
        if (!target.accepted.includes(leaf.id)) next.push({ document: from.path, at: target, path: way });
      }
    steps = next;
  }
}

/** Every document with all that concerns it. */
export function spreadFreshness(documents: readonly JudgedDocument[], reach: Reach): DocumentFreshness[] {
  return documents.map(({ path, targets, reviewed }) => {
    const told = targets.map((target) => toBound(target, reach));
    return { path, freshness: worst(told.map(({ freshness }) => freshness)), targets: told, reviewed };
  });
}

const worst = (all: readonly Freshness[]): Freshness =>
  all.toSorted((a, b) => FRESHNESS.indexOf(b) - FRESHNESS.indexOf(a))[0] ?? "fresh";

function toBound(target: JudgedTarget, reach: Reach): BoundTarget {
  const { now: _now, cites: _cites, accepted, ...bound } = target;
  const nearest = reach.get(target)?.find(({ leaf }) => !accepted.includes(leaf.id));
  const beneath = nearest?.leaf.target.cause;
  if (nearest === undefined || beneath === undefined || beneath === null) return bound;
  const [cited = target.target] = nearest.path;
  const text = `${cited} needs review: ${beneath.text}`;
  return { ...bound, freshness: "needs-review", movedTo: null, cause: { ...beneath, text, path: nearest.path } };
}
