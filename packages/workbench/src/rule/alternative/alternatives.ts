// What was decided against, as data: rows of a table, sections of their own, or items of a list.
import type { Label } from "../../text/markdown.ts";
import { plainText } from "../../text/plain-text.ts";
import type { Section } from "../../text/section.ts";
import { type Span, spansWithin } from "../../text/span.ts";
import type { LocatedPart } from "../../type/locate-parts.ts";
import { type Point, pointsIn } from "../points.ts";
import { partsOf, type Subject } from "../subject.ts";

/** A text with where it stands; an empty one stands where it would. */
export interface Said extends Span {
  readonly text: string;
}

export interface Alternative extends Span {
  /** Without "Option A:" and the mark of the chosen one. */
  readonly name: string;
  readonly isChosen: boolean;
  /** Null where there is no place for it: a table without such a column, an item of a list. */
  readonly pros: Said | null;
  readonly cons: Said | null;
  readonly reason: Said | null;
}

export const alternativesOf = (subject: Subject): Alternative[] =>
  partsOf(subject, "alternatives").flatMap((part) => alternativesIn(subject, part));

/** Sections count before lists, because the lists in them are about one alternative. */
export function alternativesIn(subject: Subject, part: LocatedPart): Alternative[] {
  const sections = topSections(subject, part);
  if (sections.length > 0) return sections.map((section) => alternativeOfSection(subject, section));
  return pointsIn(subject, part).map((point) =>
    point.cells.length === 0 ? alternativeOfItem(point) : alternativeOfRow(point),
  );
}

function topSections({ markdown }: Subject, { content }: LocatedPart): Section[] {
  const sections = spansWithin(markdown.sections, content);
  const level = sections.reduce((least, { heading }) => Math.min(least, heading.level), Number.POSITIVE_INFINITY);
  return sections.filter(({ heading }) => heading.level === level);
}

const CHOSEN = /\b(?:selected|chosen|recommended|proposed|preferred|adopted|accepted)\b(?! against)|[✅✔★]/iu;
const CHOSEN_REASON =
  /^\W*(?:selected|chosen|recommended|adopted|accepted|preferred|not rejected|n\/a\W+(?:selected|chosen)|(?:this is )?the chosen)\b|^\W*[✅✔★]/iu;

const isChosen = (name: string, reason: string): boolean => CHOSEN.test(name) || CHOSEN_REASON.test(reason);

const bareName = (name: string): string =>
  name
    .replace(/^\W*(?:(?:option|alternative|approach|variant)\s+)?(?:[A-Z]|\d{1,2})\s*[:.)–—-]\s*/i, "")
    .replace(/\s*[([][^)\]]*[)\]]\s*$/, "")
    .trim();

function alternativeOfRow({ from, to, cells, cellOf }: Point): Alternative {
  const option = (cellOf("Option", "Alternative", "Approach", "Name", "Variant", "Choice") ?? cells[0])?.text ?? "";
  const said = (...headings: string[]): Said | null => cellOf(...headings) ?? null;
  const reason = said(
    "Reason for Rejection",
    "Why rejected",
    "Rejected because",
    "Reason",
    "Why not",
    "Verdict",
    "Decision",
  );
  return {
    from,
    to,
    name: bareName(option),
    isChosen: isChosen(option, reason?.text ?? ""),
    pros: said("Pros", "Advantages", "Benefits", "For"),
    cons: said("Cons", "Disadvantages", "Drawbacks", "Against"),
    reason,
  };
}

function alternativeOfItem({ from, to, text, below }: Point): Alternative {
  const [name = "", ...rest] = text.split(/\s*(?::|\s[–—-]|;|,|\.)\s+|:$/);
  const reason = `${rest.join(" ")} ${below}`.trim();
  return {
    from,
    to,
    name: bareName(name),
    isChosen: isChosen(name, reason),
    pros: null,
    cons: null,
    reason: { from, to, text: reason },
  };
}

function alternativeOfSection({ markdown }: Subject, { heading, body }: Section): Alternative {
  const { tree, text } = markdown;
  const labels = spansWithin(markdown.labels, body);
  const sides = labels.filter((label) => PROS.test(label.text) || CONS.test(label.text));
  const said = (pattern: RegExp): Said | null => {
    const label = sides.find((one) => pattern.test(one.text));
    // With one of the two labels there, the other one is missing.
    if (label === undefined) return sides.length === 0 ? null : { from: heading.from, to: heading.to, text: "" };
    const span = contentOf(label, labels, body);
    return { from: label.from, to: label.to, text: plainText(tree, text, span) };
  };
  const words = plainText(tree, text, body);
  return {
    from: heading.from,
    to: heading.to,
    name: bareName(heading.title),
    isChosen: isChosen(heading.title, words),
    pros: said(PROS),
    cons: said(CONS),
    reason: { from: heading.from, to: heading.to, text: words },
  };
}

const PROS = /^(?:pros?|advantages?|benefits?|strengths?)\b/i;
const CONS = /^(?:cons?|disadvantages?|drawbacks?|weaknesses)\b/i;

/** What follows a label, up to the next one. */
function contentOf(label: Label, labels: readonly Label[], { to }: Span): Span {
  const next = labels.find(({ from }) => from > label.from);
  return { from: label.content.from, to: next?.from ?? to };
}
