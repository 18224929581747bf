import { isWithin, type Span } from "../../text/span.ts";
import { allParts, type Part } from "../../type/document-type.ts";
import { headingKey, isNamed, type LocatedPart } from "../../type/locate-parts.ts";
import { entriesIn, isPlaceholder, waiverOf, writingOf } from "../part-content.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject, TypedDocument } from "../subject.ts";
import { isTyped, type TypedSubject } from "./expectation.ts";
import { findExpectedTable, tableExpectationsOf } from "./expected-table.ts";

export const missingPart: Rule = {
  id: "structure.missing-part",
  title: "A part that is not there",
  why: "What has no place in the document is not thought of, and is missed when the work is half done.",
  remedy: "Add the heading and write the part, or the reason why it does not apply.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: research\nstatus: draft\n---\n# Resume\n\n## Research Question\n\nHow does a reader resume?\n\n## Summary\n\nAt the cursor that it saw last.\n\n## Open Questions\n\nNone: every path was read.\n",
  },
  good: {
    text: "---\nnomous: research\nstatus: draft\n---\n# Resume\n\n## Research Question\n\nHow does a reader resume?\n\n## Summary\n\nAt the cursor that it saw last.\n\n## Detailed Findings\n\nThe cursor moves forward only (`src/cursor.ts:1`).\n\n## Open Questions\n\nNone: every path was read.\n",
    files: { "src/cursor.ts": "export const cursorAfter = (at: number): number => at + 1;\n" },
  },
  *check(subject: Subject): Iterable<Problem> {
    if (!isTyped(subject)) return;
    yield* missingIn(subject.typed.type.parts, null, subject);
  },
};

/** Of a part that is missing, those below it are not told as well. */
function* missingIn(parts: readonly Part[], above: LocatedPart | null, subject: TypedSubject): Iterable<Problem> {
  const { typed } = subject;
  for (const part of parts) {
    const place = typed.located.find((located) => located.part === part);
    if (place !== undefined) yield* isToldAsWhole(place, subject) ? [] : missingIn(part.parts ?? [], place, subject);
    // Its parts stand on their own, one level up.
    else if (isPartlyThere(part, typed)) yield* missingIn(part.parts ?? [], above, subject);
    else if (isNeeded(part, typed) && (above === null || !isAnswered(part, above, subject))) {
      const { from, to } = above?.anchor ?? titleOf(subject);
      yield { from, to, message: `${quote(part.heading)} is missing. ${part.guidance}` };
    }
  }
}

/** An empty part, and one that does not apply, are told or fine as they are. */
const isToldAsWhole = (place: LocatedPart, { markdown, typed }: TypedSubject): boolean =>
  writingOf(markdown, place, typed.type) === "nothing" || waiverOf(markdown, place, typed.type) !== null;

const isPartlyThere = ({ parts = [] }: Part, { located }: TypedDocument): boolean =>
  [...allParts(parts)].some((part) => located.some((one) => one.part === part));

const isNeeded = ({ need, parts = [] }: Part, typed: TypedDocument): boolean =>
  need === "always" ||
  (typeof need === "object" && typed.scopes.has(need.scope)) ||
  parts.some((part) => typeof part.need === "object" && isNeeded(part, typed));

/** What the part is to say may stand in the part above it without a heading of its own. */
const isAnswered = (part: Part, above: LocatedPart, subject: TypedSubject): boolean =>
  hasEntryOf(part, above, subject) || hasTableOf(part, above, subject);

/** A row or an item that begins with the part's name and goes on. */
const hasEntryOf = (part: Part, { content }: LocatedPart, { markdown }: TypedSubject): boolean =>
  entriesIn(markdown, content).some(({ text, cells: [first, ...others] }) => {
    const [, name = "", rest = ""] = /^([^:–—]{1,60})[:–—](.*)$/s.exec(text) ?? [];
    const answers = first === undefined ? [rest] : others.map((cell) => cell.text);
    return isNamed(part, headingKey(first?.text ?? name)) && answers.some((one) => !isPlaceholder(one));
  });

/** The table that the part is to hold, when no other part holds it. */
function hasTableOf(part: Part, above: LocatedPart, { markdown, typed }: TypedSubject): boolean {
  const others = typed.located.filter((one) => one !== above && isWithin(one.anchor, above.content));
  return tableExpectationsOf(part).some(({ columns }) => {
    const found = findExpectedTable(markdown, above.content, columns);
    if (found === null || others.some(({ content }) => isWithin(found.table, content))) return false;
    return columns.every((column) => !column.isRequired || found.places.has(column));
  });
}

/** The title, else the first line. */
function titleOf({ markdown: { headings, text, bodyFrom } }: TypedSubject): Span {
  const [title] = headings;
  if (title !== undefined) return { from: title.from, to: title.to };
  const line = /^[^\r\n]*/.exec(text.slice(bodyFrom))?.[0] ?? "";
  return { from: bodyFrom, to: bodyFrom + line.length };
}
