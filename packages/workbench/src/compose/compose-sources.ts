// The part that names what a document is written from, with the lines that it relies on.
import type { Draft, Quote } from "./draft.ts";
import type { Filling } from "./filling.ts";
import { relativePath } from "./relative-path.ts";

/** Null when there is nothing to name. */
export function composeSources({ path, sources = [], quotes = [] }: Draft): Filling | null {
  if (sources.length + quotes.length === 0) return null;
  const links = sources.map(({ path: source, markdown }) => {
    const title = markdown.headings[0]?.title ?? source;
    return `- [${title.replaceAll(/[[\]\\]/g, "\\$&")}](${address(relativePath(path, source))})`;
  });
  const blocks = [...(links.length > 0 ? [links.join("\n")] : []), ...quotes.map(quoteBlock)];
  return { kind: "text", text: blocks.join("\n\n") };
}

/** An address with blanks or brackets needs angle brackets around it. */
const address = (path: string): string => (/[\s()<>]/.test(path) ? `<${path.replaceAll(/[<>]/g, "\\$&")}>` : path);

function quoteBlock({ path, line, endLine, text }: Quote): string {
  const lines = text.trim().split(/\r\n|\n|\r/);
  const place = `\`${path}:${line}${endLine > line ? `-${endLine}` : ""}\``;
  return [`${place}:`, "", ...lines.map((one) => `> ${one}`.trimEnd())].join("\n");
}
