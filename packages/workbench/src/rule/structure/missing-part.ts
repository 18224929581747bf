import type { Span } from "../../text/span.ts";
import { allParts, type Part } from "../../type/document-type.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject, TypedDocument } from "../subject.ts";
import { isTyped, type TypedSubject } from "./expectation.ts";

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
    yield* missingIn(subject.typed.type.parts, titleOf(subject), subject.typed);
  },
};

/** Of a part that is missing, those below it are not told as well. */
function* missingIn(parts: readonly Part[], home: Span, typed: TypedDocument): Iterable<Problem> {
  for (const part of parts) {
    const place = typed.located.find((located) => located.part === part);
    if (place !== undefined) yield* missingIn(part.parts ?? [], place.anchor, typed);
    // Its parts stand on their own, one level up.
    else if (isPartlyThere(part, typed)) yield* missingIn(part.parts ?? [], home, typed);
    else if (isNeeded(part, typed))
      yield { from: home.from, to: home.to, message: `${quote(part.heading)} is missing. ${part.guidance}` };
  }
}

const isPartlyThere = ({ parts = [] }: Part, { located }: TypedDocument): boolean =>
  [...allParts(parts)].some((part) => located.some((one) => one.part === part));

const isNeeded = ({ need, parts = [] }: Part, typed: TypedDocument): boolean =>
  need === "always" ||
  (typeof need === "object" && typed.scopes.has(need.scope)) ||
  parts.some((part) => typeof part.need === "object" && isNeeded(part, typed));

/** The title, else the first line. */
function titleOf({ markdown: { headings, text, bodyFrom } }: TypedSubject): Span {
  const [title] = headings;
  if (title !== undefined) return { from: title.from, to: title.to };
  const line = /^[^\r\n]*/.exec(text.slice(bodyFrom))?.[0] ?? "";
  return { from: bodyFrom, to: bodyFrom + line.length };
}
