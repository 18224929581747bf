// Brings the generated parts of a document up to the evidence. Only they are touched: every other byte stays, and a second filling changes
// nothing. What a person wrote inside one of them is kept and moved below it.
import { createSubject } from "../check/check-document.ts";
import type { FoundResults } from "../evidence/find-results.ts";
import { resultsByExperiment } from "../decision/document-results.ts";
import type { Subject, Surroundings } from "../rule/subject.ts";
import { quote } from "../rule/quote.ts";
import { parseMarkdown } from "../text/markdown.ts";
import { type Edit, lineEndingAt, splice } from "../text/splice.ts";
import type { DocumentType } from "../type/document-type.ts";
import { type Chart, chartsOf } from "./charts.ts";
import { type GeneratedRegion, generatedRegions } from "./generated-regions.ts";
import { markersIn } from "./marker.ts";
import { missingLines } from "./missing-lines.ts";
import { type PersonalLine, personalLines } from "./personal-lines.ts";
import { placeRegion } from "./place-region.ts";
import { type Region, regionsIn, regionText } from "./region.ts";
import { planCharts } from "./plan-regions.ts";
import { isPlanKind, REGION_KINDS } from "./region-kind.ts";

export interface FillInput {
  /** With `/`, relative to the workspace. */
  readonly path: string;
  readonly text: string;
  readonly surroundings: Surroundings;
  readonly types: readonly DocumentType[];
}

export interface FilledDocument {
  readonly text: string;
  /** To be written beside the evidence, or beside the plan. */
  readonly charts: readonly Chart[];
  /** What people had written inside generated parts, a sentence each. */
  readonly kept: readonly string[];
  /** Why a part was not filled, a sentence each. */
  readonly notes: readonly string[];
}

export function fillDocument(input: FillInput): FilledDocument {
  const { subject } = createSubject(input);
  const { markdown, surroundings } = subject;
  const found = [...resultsByExperiment(markdown, surroundings)];
  const regions = regionsIn(markdown);
  const generated = generatedRegions(subject);
  const cut = regions.flatMap((region) => missingLines(region, surroundings) ?? []);
  const replaced = generated.flatMap((now) => {
    const region = regions.find(({ name }) => name === now.name);
    if (region === undefined || missingLines(region, surroundings) !== null) return [];
    return replace(region, now, subject);
  });
  const { missing, unclear } = missingRegions(generated, regions, subject);
  const text = splice(input.text, [
    ...replaced.flatMap(({ edit }) => edit ?? []),
    ...insertions(missing, regions, subject),
  ]);
  return {
    text,
    charts: [
      ...found.flatMap(([, one]) => (one.status === "found" ? chartsOf(one.results) : [])),
      ...planCharts(subject, new Set(regionsIn(parseMarkdown(text)).map(({ name }) => name))),
    ],
    kept: replaced.flatMap(({ kept }) => kept),
    notes: [...found.flatMap(([id, one]) => noteOf(id, one)), ...unclear, ...cut],
  };
}

function noteOf(id: string, found: FoundResults): string[] {
  if (found.status === "none") return [`${id} has no evidence yet.`];
  if (found.status === "unknown") return [`The evidence of ${id} cannot be seen from here.`];
  if (found.status === "found")
    return found.isTorn ? [`${found.path}: the last line was cut off and is passed over.`] : [];
  const [first] = found.problems;
  const where = first === undefined ? found.path : `${found.path}:${first.line}: ${first.message}`;
  return [`${where}. The generated parts of ${id} stay as they are.`];
}

interface Replacement {
  readonly edit: Edit | null;
  readonly kept: readonly string[];
}

function replace(region: Region, now: GeneratedRegion, subject: Subject): Replacement {
  const { text } = subject.markdown;
  const own = personalLines(region, now, subject);
  const insert = inEndings(text, region.from, [regionText(now), ...keptBlocks(own)].join("\n\n"));
  const { from, to } = region;
  const isSame = text.slice(from, to) === insert;
  return {
    edit: isSame ? null : { from, to, insert },
    kept: own.map(
      ({ line, text: words }) =>
        `Line ${line}, ${quote(words.trim())}, was written inside the generated part ${region.name}. It now stands below it.`,
    ),
  };
}

/** Lines that followed each other stay together. */
function keptBlocks(lines: readonly PersonalLine[]): string[] {
  const blocks: string[][] = [];
  for (const [i, { line, text }] of lines.entries()) {
    if (i > 0 && lines[i - 1]?.line === line - 1) blocks.at(-1)?.push(text);
    else blocks.push([text]);
  }
  return blocks.map((block) => block.join("\n"));
}

/** Those to put in; where half of a marker stands already, a person has to look first. */
function missingRegions(
  generated: readonly GeneratedRegion[],
  regions: readonly Region[],
  { markdown }: Subject,
): { missing: readonly GeneratedRegion[]; unclear: readonly string[] } {
  const whole = new Set(regions.map(({ name }) => name));
  const begun = new Set(markersIn(markdown).map(({ name }) => name));
  const absent = generated.filter(({ name }) => !whole.has(name));
  return {
    missing: absent.filter(({ name }) => !begun.has(name)),
    unclear: absent
      .filter(({ name }) => begun.has(name))
      .map(({ name }) => `The generated part ${name} has no clear beginning and end, and stays as it is.`),
  };
}

/** Several may belong to one place; they stand there one below the other. */
function insertions(missing: readonly GeneratedRegion[], regions: readonly Region[], subject: Subject): Edit[] {
  const { markdown, typed } = subject;
  const { text } = markdown;
  const places = new Map<number, { readonly to: number; readonly blocks: string[] }>();
  const removed = new Map<number, Edit>();
  const inOrder = missing.toSorted((a, b) => REGION_KINDS.indexOf(a.kind) - REGION_KINDS.indexOf(b.kind));
  for (const region of inOrder) {
    const found = placeRegion(region, { markdown, typed, regions });
    if (found === null) continue;
    const { span, heading, answered } = found;
    // An empty part of an experiment says that there is nothing; one of a plan would only make it longer.
    const hasPart = heading === null && region.kind !== "claims" && !isPlanKind(region.kind);
    if (!hasPart && !region.isWorthAPart) continue;
    const place = places.get(span.from) ?? { to: span.to, blocks: [] };
    places.set(span.from, place);
    if (heading !== null && !place.blocks.includes(heading)) place.blocks.push(heading);
    place.blocks.push(regionText(region));
    if (answered !== null)
      removed.set(answered.from, { from: answered.from, to: blankLinesBehind(text, answered.to), insert: "" });
  }
  const put = [...places].map(([from, { to, blocks }]): Edit => {
    const block = blocks.join("\n\n");
    const spaced = from === to ? spacedOut(text, from, block) : block;
    return { from, to, insert: inEndings(text, from, spaced) };
  });
  return [...removed.values(), ...put];
}

/** Blank lines around blocks that are put in; those that follow are there already. */
function spacedOut(text: string, at: number, block: string): string {
  const before = text.slice(0, at).trim() === "" ? "" : "\n\n";
  const rest = text.slice(at);
  const after = /^\s*$|^[^\S\r\n]*(?:\r?\n){2}/.test(rest) ? "" : "\n";
  return `${before}${block}${after}${rest === "" ? "\n" : ""}`;
}

function blankLinesBehind(text: string, offset: number): number {
  const blank = /^(?:[^\S\r\n]*(?:\r\n|\n))*/.exec(text.slice(offset));
  return offset + (blank?.[0].length ?? 0);
}

const inEndings = (text: string, at: number, insert: string): string => insert.replaceAll("\n", lineEndingAt(text, at));
