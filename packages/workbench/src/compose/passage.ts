// Pieces of a source as a new document can use them: short, with the place where they stand.
import { idOf } from "../prose/subject-words.ts";
import { isGuidance } from "../rule/guidance.ts";
import { entriesIn, type Entry, isPlaceholder } from "../rule/part-content.ts";
import { type Point, pointsIn } from "../rule/points.ts";
import { partsOf, type Subject } from "../rule/subject.ts";
import { plainText } from "../text/plain-text.ts";
import type { Span } from "../text/span.ts";
import type { Role } from "../type/document-type.ts";
import type { LocatedPart } from "../type/locate-parts.ts";
import { carriedText } from "./carried-text.ts";

export interface Passage extends Span {
  readonly subject: Subject;
  /** Markdown on one line: code and bound numbers are as they were, everything else means nothing but itself. */
  readonly text: string;
  /** The same without marks and not cut, for comparing. */
  readonly plain: string;
  /** `specs/resume.md:12`. */
  readonly place: string;
  readonly task: "open" | "done" | null;
  /** For a row of a table, as Markdown; empty where it has no such column. */
  readonly cell: (...columns: readonly string[]) => string;
}

const LONGEST_ENTRY = 160;
const LONGEST_TEXT = 400;

/** The rows and items of the parts with a role; where a part has none, its paragraphs. */
export const passagesOf = (subject: Subject, role: Role, longest = LONGEST_ENTRY): Passage[] =>
  partsOf(subject, role).flatMap((located) => {
    const entries = entriesOf(subject, located, longest);
    return entries.length > 0 ? entries : proseOf(subject, located);
  });

/** The paragraphs of the parts with a role, whatever else stands there. */
export const proseOf = (subject: Subject, located: LocatedPart): Passage[] =>
  pointsIn(subject, located).map((point) => proseAt(subject, point));

const entriesOf = (subject: Subject, { content }: LocatedPart, longest: number): Passage[] =>
  entriesIn(subject.markdown, content)
    .map((entry) => entryAt(subject, entry, longest))
    .filter(({ plain }) => !isPlaceholder(plain) && (subject.typed === null || !isGuidance(plain, subject.typed.type)));

function entryAt(subject: Subject, entry: Entry, longest: number): Passage {
  return {
    ...passageAt(subject, entry, (span) => carriedText(subject, span, longest), wordsIn(subject, entry)),
    task: entry.task,
    cell: (...columns) => {
      const cell = entry.cellOf(...columns);
      return cell === undefined ? "" : carriedText(subject, cell);
    },
  };
}

const proseAt = (subject: Subject, { from, to }: Point): Passage =>
  passageAt(subject, { from, to }, (span) => carriedText(subject, span, LONGEST_TEXT), [{ from, to }]);

export const passageAt = (
  subject: Subject,
  { from, to }: Span,
  carry: (span: Span) => string,
  words: readonly Span[] = [{ from, to }],
  between = ": ",
): Passage => ({
  from,
  to,
  subject,
  text: words.map(carry).join(between),
  plain: words.map((span) => plainText(subject.markdown.tree, subject.markdown.text, span)).join(between),
  place: `${subject.path}:${subject.markdown.lines.positionOf(from).line}`,
  task: null,
  cell: () => "",
});

/** Of a row the first cell that says something, behind its id; of an item what it says without the label of a part. */
function wordsIn({ markdown, typed }: Subject, { from, to, cells, task }: Entry): readonly Span[] {
  const label = typed?.located.find(({ anchor }) => anchor.from >= from && anchor.to <= to);
  if (label !== undefined) return [{ from: label.content.from, to }];
  const [first, second] = cells.filter(({ text }) => text !== "");
  if (first === undefined) return [itemWords(markdown.text, { from, to }, task)];
  return idOf(first.text) === first.text && second !== undefined ? [first, second] : [first];
}

/** Without the mark of the item and its checkbox. */
function itemWords(text: string, { from, to }: Span, task: Entry["task"]): Span {
  const mark = /^\s*(?:[-*+]|\d+[.)])\s+/.exec(text.slice(from, to))?.[0] ?? "";
  const box = task === null ? "" : (/^\[[ xX]\]\s*/.exec(text.slice(from + mark.length, to))?.[0] ?? "");
  return { from: from + mark.length + box.length, to };
}

/** What a source comes to: its recommendation, else its summary. */
export const summaryOf = (subject: Subject): Passage | null =>
  [...passagesOf(subject, "recommendation"), ...passagesOf(subject, "summary")][0] ?? null;

/** Why anything is to change: of a source that recommends the problem, else what it comes to. */
export const reasonFor = (subject: Subject): Passage | null =>
  (partsOf(subject, "recommendation").length > 0 ? passagesOf(subject, "problem")[0] : undefined) ?? summaryOf(subject);

/** What a plan of it is about: of a summary that begins with what hurts, what is proposed. */
export function proposalOf(subject: Subject): Passage | null {
  const summary = partsOf(subject, "summary").flatMap((located) => proseOf(subject, located));
  const [first, second] = [...passagesOf(subject, "recommendation"), ...summary];
  return partsOf(subject, "recommendation").length === 0 ? (second ?? first ?? null) : (first ?? null);
}

export const withCitation = ({ text, place }: Passage): string => `${text} (\`${place}\`)`;
