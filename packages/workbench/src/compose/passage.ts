// Pieces of a source as a new document can use them: short, in plain text, with the place where they stand.
import { idOf } from "../prose/subject-words.ts";
import { isGuidance } from "../rule/guidance.ts";
import { entriesIn, type Entry, isPlaceholder } from "../rule/part-content.ts";
import { type Point, pointsIn } from "../rule/points.ts";
import { partsOf, type Subject } from "../rule/subject.ts";
import { plainText } from "../text/plain-text.ts";
import type { Role } from "../type/document-type.ts";
import type { LocatedPart } from "../type/locate-parts.ts";
import type { Row } from "./filling.ts";

export interface Passage {
  /** Plain text that Markdown takes for no marks. */
  readonly text: string;
  /** `specs/resume.md:12`. */
  readonly place: string;
  readonly task: "open" | "done" | null;
  /** For a row of a table: its cells that have a name here too. */
  readonly cells: Row;
}

const LONGEST_ENTRY = 160;
const LONGEST_TEXT = 400;

/** The rows and items of the parts with a role; where a part has none, its paragraphs. */
export const passagesOf = (subject: Subject, role: Role): Passage[] =>
  partsOf(subject, role).flatMap((located) => {
    const entries = entriesOf(subject, located);
    return entries.length > 0 ? entries : pointsIn(subject, located).map((point) => proseOf(subject, point));
  });

const entriesOf = (subject: Subject, { content }: LocatedPart): Passage[] =>
  entriesIn(subject.markdown, content)
    .map((entry) => ({
      ...passageAt(subject, entry.from, shorten(wordsOf(subject, entry), LONGEST_ENTRY)),
      task: entry.task,
      cells: namedCells(entry),
    }))
    .filter(({ text }) => !isPlaceholder(text) && (subject.typed === null || !isGuidance(text, subject.typed.type)));

const proseOf = (subject: Subject, { from, text }: Point): Passage =>
  passageAt(subject, from, shorten(text, LONGEST_TEXT));

/** Of a row the first cell that says something, behind its id; of an item what it says without the label of a part. */
function wordsOf({ markdown, typed }: Subject, { from, to, text, cells }: Entry): string {
  const label = typed?.located.find(({ anchor }) => anchor.from >= from && anchor.to <= to);
  if (label !== undefined) return plainText(markdown.tree, markdown.text, { from: label.content.from, to });
  const [first = text, second] = cells.map((cell) => cell.text).filter((words) => words !== "");
  return idOf(first) === first && second !== undefined ? `${first}: ${second}` : first;
}

function namedCells({ cellOf }: Entry): Row {
  const named = ROW_NAMES.map((name) => [name, cellOf(name)?.text ?? ""] as const);
  return Object.fromEntries(named.filter(([, text]) => text !== ""));
}

/** Of risks; other tables have columns of their own. */
const ROW_NAMES: readonly string[] = ["Likelihood", "Impact", "Mitigation"];

function passageAt({ path, markdown }: Subject, from: number, text: string): Passage {
  return { text: escapeMarks(text), place: `${path}:${markdown.lines.positionOf(from).line}`, task: null, cells: {} };
}

/** What a source comes to: its recommendation, else its summary. */
export const summaryOf = (subject: Subject): Passage | null =>
  [...passagesOf(subject, "recommendation"), ...passagesOf(subject, "summary")][0] ?? null;

export const withCitation = ({ text, place }: Passage): string => `${text} (\`${place}\`)`;

/** Cut behind a sentence, or behind a word when the first sentence is too long. */
function shorten(text: string, longest: number): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  if (line.length <= longest) return line;
  const cut = line.slice(0, longest);
  const sentences = /^.*[.!?](?=\s)/s.exec(cut)?.[0];
  return sentences ?? `${cut.slice(0, Math.max(cut.lastIndexOf(" "), 1))} …`;
}

/** Marks were taken off; what still looks like one is a character. */
const escapeMarks = (text: string): string =>
  text.replaceAll(/[\\`*[\]<]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\$&");
