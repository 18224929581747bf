// Puts a claim into a text: around the number that stands at the place, when there is one that is not bound, else as words of its own.
import { parseMarkdown } from "../text/markdown.ts";
import { splice } from "../text/splice.ts";
import { quantitiesIn } from "../prose/quantity.ts";
import type { ClaimChoice } from "./claim-choices.ts";

/** Both from 1; without a column the end of the line. */
export interface ClaimPlace {
  readonly line: number;
  readonly column?: number;
}

/** The text with the claim; null when the line is not there or is none of prose. */
export function bindClaim(text: string, { line, column }: ClaimPlace, choice: ClaimChoice): string | null {
  const markdown = parseMarkdown(text);
  const lines = text.split("\n");
  const own = lines[line - 1]?.replace(/\r$/, "");
  if (own === undefined) return null;
  const from = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const at = from + Math.min(column === undefined ? own.trimEnd().length : column - 1, own.length);
  const isInCode = [...markdown.fences, ...markdown.codeSpans].some((span) => span.from < at && at < span.to);
  if (isInCode || at < markdown.bodyFrom) return null;
  const link = markdown.links.find((one) => one.from < at && at < one.to);
  if (link !== undefined) return null;
  const number = column === undefined ? undefined : numberAt(own, at - from);
  if (number !== undefined) {
    const span = { from: from + number.from, to: from + number.to };
    return splice(text, [{ ...span, insert: `[${text.slice(span.from, span.to)}][${choice.key}]` }]);
  }
  const before = text.charAt(at - 1);
  const gap = at === from || /\s|[([]/.test(before) ? "" : " ";
  return splice(text, [{ from: at, to: at, insert: gap + choice.words }]);
}

function numberAt(line: string, at: number): { readonly from: number; readonly to: number } | undefined {
  return quantitiesIn(line)
    .map(({ index, length }) => ({ from: index, to: index + length }))
    .find(({ from, to }) => from <= at && at <= to);
}
