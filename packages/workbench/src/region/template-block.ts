// What `nomous new` writes into a part before anybody has: its guidance, and the table that it begins with. Only exactly that may give way
// to a generated part.
import type { Markdown } from "../text/markdown.ts";
import type { Span } from "../text/span.ts";
import type { Part } from "../type/document-type.ts";
import { rowStartsOf, tableText } from "../type/table-text.ts";

/** Where it stands, without blank lines around it; null where a person has changed a letter of it, or it is not there. */
export function templateBlock(part: Part, own: Span, { text }: Markdown): Span | null {
  const written = blocksOf(part).flatMap((block) => ["\n", "\r\n"].map((ending) => block.join(ending)));
  const spans = written.map((block) => {
    const from = text.indexOf(block, own.from);
    return { from, to: from + block.length };
  });
  return spans.find((span) => span.from >= 0 && span.to <= own.to && isOfWholeLines(text, span)) ?? null;
}

const isOfWholeLines = (text: string, { from, to }: Span): boolean =>
  (from === 0 || text[from - 1] === "\n") && (to === text.length || text[to] === "\n" || text[to] === "\r");

/** As lines; the longest first. */
function blocksOf(part: Part): string[][] {
  const guidance = `*Guidance: ${part.guidance}*`;
  const columns = part.expects?.find((one) => one.kind === "table")?.columns;
  if (columns === undefined) return [[guidance]];
  const table = tableText(
    columns,
    rowStartsOf(part).map(({ text }) => [text]),
  ).split("\n");
  return [[guidance, "", ...table], [guidance], table];
}
