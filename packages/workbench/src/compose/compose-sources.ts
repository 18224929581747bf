// The part that names what a document is written from, with the lines that it relies on.
import type { Draft, Quote } from "./draft.ts";
import type { Filling } from "./filling.ts";
import { wordsKey } from "../text/words-key.ts";
import { resolvePath } from "../rule/link/resolve-path.ts";
import { relativePath } from "./relative-path.ts";

/** Null when there is nothing to name. `definitions` are those of links elsewhere in the document. */
export function composeSources({ path, sources = [], quotes = [] }: Draft, definitions: string): Filling | null {
  if (sources.length + quotes.length === 0) return null;
  const links = sources.map(({ path: source, markdown }) => {
    const title = markdown.headings[0]?.title ?? source;
    return `- [${title.replaceAll(/[[\]\\]/g, "\\$&")}](${address(relativePath(path, source))})`;
  });
  // What a source says was carried already.
  const others = quotes.filter((quote) => sources.every((source) => source.path !== quote.path));
  const blocks = [links.join("\n"), ...others.map((quote) => quoteBlock(quote, path)), definitions];
  return { kind: "text", text: blocks.filter((block) => block !== "").join("\n\n") };
}

/** An address with blanks or brackets needs angle brackets around it. */
const address = (path: string): string => (/[\s()<>]/.test(path) ? `<${path.replaceAll(/[<>]/g, "\\$&")}>` : path);

function quoteBlock({ path, line, endLine, text }: Quote, document: string): string {
  const lines = movedLinks(text, path, document)
    .trim()
    .split(/\r\n|\n|\r/);
  const place = `\`${path}:${line}${endLine > line ? `-${endLine}` : ""}\``;
  return [`${place}:`, "", ...lines.map((one) => `> ${one}`.trimEnd())].join("\n");
}

const LINK = /\[([^[\]]*)\]\((?![a-z][a-z\d+.-]*:|[/<])([^()\s#]*)(#[^()\s]*)?\)/gi;

/**
 * Relative addresses lead on to where they led. A quotation is held to the words of its source, those of addresses too: where no address from
 * here has them, the link is left out and the gap is marked.
 */
const movedLinks = (text: string, from: string, to: string): string =>
  text.replaceAll(LINK, (_, words: string, target: string, anchor = "") => {
    const path = target === "" ? from : resolvePath(from, target);
    const address = [relativePath(to, path), `/${path}`].find((one) => wordsKey(one) === wordsKey(target));
    return address === undefined ? `${words} […]` : `[${words}](${address}${anchor})`;
  });
