// Where a generated part belongs that the document does not have yet: in its part of the type, else below the part that it goes with,
// else behind the block that it follows from.
import type { Markdown } from "../text/markdown.ts";
import type { Section } from "../text/section.ts";
import type { Span } from "../text/span.ts";
import type { TypedDocument } from "../rule/subject.ts";
import type { Role } from "../type/document-type.ts";
import type { LocatedPart } from "../type/locate-parts.ts";
import type { GeneratedRegion } from "./generated-regions.ts";
import type { Region } from "./region.ts";
import { isPlanKind, type PlanKind, type RegionKind } from "./region-kind.ts";
import { templateBlock } from "./template-block.ts";

export interface RegionPlace {
  /** What it takes the place of; empty where it is only put in. */
  readonly span: Span;
  /** Written above it, where the document has no heading for it. */
  readonly heading: string | null;
  /** Template text elsewhere in the part that it answers as well. */
  readonly answered: Span | null;
}

const PARTS: Readonly<Partial<Record<RegionKind, string>>> = {
  results: "results.data",
  resources: "results.resources",
  errors: "results.errors",
  environment: "details.method",
  decision: "results.evaluation",
  recommendation: "recommendations",
};

/** What was asked comes first, where it is in the same part. */
const STAND_BEHIND: readonly RegionKind[] = ["decision", "environment"];

const HEADINGS: Readonly<Partial<Record<RegionKind, string>>> = {
  resources: "Resource usage",
  errors: "Error scenarios",
  environment: "Environment",
};

export interface Layout {
  readonly markdown: Markdown;
  readonly typed: TypedDocument | null;
  readonly regions: readonly Region[];
}

/** Null where a document has no part for what only stands in its part. */
export function placeRegion(region: GeneratedRegion, layout: Layout): RegionPlace | null {
  const { markdown, regions } = layout;
  if (isPlanKind(region.kind)) return placeOfPlan(region.kind, layout);
  if (region.fence === null)
    return insertAt(trimmedEnd(markdown.text, { from: markdown.bodyFrom, to: markdown.text.length }));
  const part = partFor(region.kind, layout);
  if (part !== null) return placeInPart(region, part, layout);
  const title = HEADINGS[region.kind];
  if (title === undefined || region.isBesideBlock === true) return insertAt(region.fence.to);
  const results = regions.find(({ name }) => name === region.name.replace(/[^/]+$/, "results"));
  const data = partFor("results", layout);
  const around = sectionAround(markdown, results?.from ?? data?.anchor.from ?? region.fence.from);
  // In the part for results it is a part beside it; elsewhere it is one below.
  const isBeside = data !== null && around?.heading.from === data.anchor.from;
  const level = around === null ? 2 : Math.min(6, around.heading.level + (isBeside ? 0 : 1));
  const own = around === null ? { from: markdown.bodyFrom, to: markdown.text.length } : around.own;
  return { ...insertAt(endOfOwn(own, layout)), heading: `${"#".repeat(level)} ${title}` };
}

const PLAN_ROLES: Readonly<Record<PlanKind, Role>> = {
  timeline: "resources-and-timeline",
  work: "resources-and-timeline",
  targets: "targets",
  "risk-matrix": "risks",
};

/** Below what people wrote there. What the template asks for is theirs to answer, and stays until they do. */
function placeOfPlan(kind: PlanKind, layout: Layout): RegionPlace | null {
  const part = layout.typed?.located.find(
    ({ part: { role }, anchor }) => role === PLAN_ROLES[kind] && isHeading(anchor, layout.markdown),
  );
  return part === undefined ? null : insertAt(endOfOwn(part.own, layout));
}

const isHeading = (anchor: Span, { headings }: Markdown): boolean => headings.some(({ from }) => from === anchor.from);

const insertAt = (offset: number): RegionPlace => ({
  span: { from: offset, to: offset },
  heading: null,
  answered: null,
});

/** Only below a heading is there room for blocks; a label stands in a list. */
function partFor(kind: RegionKind, { typed, markdown }: Layout): LocatedPart | null {
  const id = PARTS[kind];
  return typed?.located.find(({ part, anchor }) => part.id === id && isHeading(anchor, markdown)) ?? null;
}

function placeInPart({ kind, fence }: GeneratedRegion, { part, own }: LocatedPart, layout: Layout): RegionPlace {
  const template = templateBlock(part, own, layout.markdown);
  const isBehindFence = STAND_BEHIND.includes(kind) && fence !== null && fence.from >= own.from && fence.to <= own.to;
  if (isBehindFence) return { ...insertAt(fence.to), answered: template };
  return template === null ? insertAt(endOfOwn(own, layout)) : { span: template, heading: null, answered: null };
}

function sectionAround({ sections }: Markdown, offset: number): Section | null {
  return sections.findLast(({ from, to }) => from <= offset && offset < to) ?? null;
}

/** Definitions of claims stay the last thing in a document. */
function endOfOwn(own: Span, { markdown: { text }, regions }: Layout): number {
  const claims = regions.find(({ name }) => name === "claims");
  const isLast = claims !== undefined && claims.from >= own.from && text.slice(claims.to, own.to).trim() === "";
  return trimmedEnd(text, isLast ? { from: own.from, to: claims.from } : own);
}

const trimmedEnd = (text: string, { from, to }: Span): number => from + text.slice(from, to).trimEnd().length;
