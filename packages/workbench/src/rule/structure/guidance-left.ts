import type { Span } from "../../text/span.ts";
import type { DocumentType } from "../../type/document-type.ts";
import { guidanceIn } from "../guidance.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { piecesOf } from "./pieces.ts";

export const guidanceLeft: Rule = {
  id: "structure.guidance-left",
  title: "A sentence of the template that is still there",
  why: "It takes the place of what should have been written, and readers take it for the author's words.",
  remedy: "Write what it asks for, and remove it.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: research\n---\n# Resume\n\n## Summary\n\n*Guidance: Answer the question in a few sentences, so that most readers can stop here.*\n",
  },
  good: {
    text: "---\nnomous: research\n---\n# Resume\n\n## Summary\n\nA reader resumes at the cursor that it saw last.\n",
  },
  *check({ markdown, typed }: Subject): Iterable<Problem> {
    if (typed === null) return;
    const { text } = markdown;
    for (const span of piecesOf(markdown))
      for (const found of joined(text, guidanceAt(text, span, typed.type))) {
        const words = text.slice(found.from, found.to).replaceAll(/[*_]+/g, "");
        yield { ...found, message: `The template asks here: ${quote(words)} ${guidanceLeft.remedy}` };
      }
  },
};

const guidanceAt = (text: string, { from, to }: Span, type: DocumentType): Span[] =>
  guidanceIn(text.slice(from, to), type).map((span) => ({ from: from + span.from, to: from + span.to }));

/** Sentences that follow each other are one finding. */
function joined(text: string, spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (last !== undefined && text.slice(last.to, span.from).trim() === "")
      result[result.length - 1] = { from: last.from, to: span.to };
    else result.push(span);
  }
  return result;
}
