// What a reader sees of a range: without marks, addresses, tags and comments, line breaks as spaces.
import type { SyntaxNode, SyntaxNodeRef, Tree } from "@lezer/common";
import type { Span } from "./span.ts";

const HIDDEN: ReadonlySet<string> = new Set([
  "HeaderMark",
  "QuoteMark",
  "ListMark",
  "TaskMarker",
  "EmphasisMark",
  "StrikethroughMark",
  "CodeMark",
  "CodeInfo",
  "LinkMark",
  "LinkLabel",
  "LinkTitle",
  "LinkReference",
  "TableDelimiter",
  "HTMLTag",
  "Comment",
  "CommentBlock",
  "ProcessingInstruction",
  "ProcessingInstructionBlock",
]);

const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&nbsp;": " ",
  "&ge;": "≥",
  "&le;": "≤",
};

/** What stands for an element instead of its own words; null: its words. */
type Instead = (node: SyntaxNodeRef) => string | null;

/** `around` is the tree, or a node that the span lies in: from a node it is found faster. */
export function plainText(around: Tree | SyntaxNode, text: string, span: Span, insteadOf?: Instead): string {
  let result = "";
  let done = span.from;
  const skipTo = (from: number, to: number, instead = ""): void => {
    if (from > done) result += text.slice(done, Math.min(from, span.to));
    if (from >= done) result += instead;
    done = Math.max(done, Math.min(to, span.to));
  };
  const enter = (ref: SyntaxNodeRef): boolean | void => {
    const { name, from, to, node } = ref;
    if (to <= span.from || from >= span.to) return;
    const instead = insteadOf?.(ref) ?? null;
    if (instead !== null) {
      skipTo(from, to, instead);
      return false;
    }
    if (HIDDEN.has(name) || (name === "URL" && isBehindWords(node))) skipTo(from, to);
    else if (name === "Escape") skipTo(from, from + 1);
    else if (name === "Entity") skipTo(from, to, ENTITIES[text.slice(from, to)] ?? text.slice(from, to));
  };
  if ("iterate" in around) around.iterate({ from: span.from, to: span.to, enter });
  else around.cursor().iterate(enter);
  if (done < span.to) result += text.slice(done, span.to);
  return result.replaceAll(/\s+/g, " ").trim();
}

/** The address of a link is not read; one that stands alone is. */
const isBehindWords = ({ parent, from }: SyntaxNode): boolean =>
  (parent?.name === "Link" || parent?.name === "Image") && from >= (parent.getChildren("LinkMark")[1]?.to ?? from);
