// The places in a document that a link can name: headings by GitHub's rule, those in lists, quotes and HTML too, and whatever carries
// an id of its own.
import type { Markdown } from "../../text/markdown.ts";
import { plainText } from "../../text/plain-text.ts";
import { type Span, spansWithin } from "../../text/span.ts";
import { slugOf } from "./slug.ts";

/** The anchors of a document, as `anchorKey` gives them. */
export function anchorsOf(markdown: Markdown): ReadonlySet<string> {
  const unique = createUnique();
  const slugs = titlesOf(markdown).map((title) => unique(slugOf(title)));
  return new Set([...slugs, ...titleInFrontMatter(markdown), ...explicitIds(markdown)].map(anchorKey));
}

/**
 * What hosts agree on: letter case, GitHub's prefix and the invisible mark that makes a sign a picture do not count, and the second
 * heading of a name ends in `-1` or `_1`.
 */
export const anchorKey = (anchor: string): string =>
  anchor
    .toLowerCase()
    .replace(/^user-content-/, "")
    .replace(/_(?=\d+$)/, "-")
    .replaceAll("\uFE0F", "");

/** The second `usage` is `usage-1`. */
export function createUnique(): (slug: string) => string {
  const counts = new Map<string, number>();
  return (slug) => {
    let count = counts.get(slug) ?? 0;
    let unique = slug;
    while (counts.has(unique)) {
      count += 1;
      unique = `${slug}-${count}`;
    }
    counts.set(slug, count);
    counts.set(unique, counts.get(unique) ?? 0);
    return unique;
  };
}

const CONTAINERS: ReadonlySet<string> = new Set(["Document", "BulletList", "OrderedList", "ListItem", "Blockquote"]);
const HTML_HEADING = /<h[1-6]\b[^>]*>(.*?)<\/h[1-6]>/gis;

/** More than the outline: a heading in an item or in HTML has an anchor too. */
function titlesOf(markdown: Markdown): string[] {
  const titles: string[] = [];
  markdown.tree.iterate({
    enter: ({ name, from, to }) => {
      if (/^(?:ATX|Setext)Heading/.test(name)) titles.push(...titlesOfHeading(markdown, { from, to }));
      if (name === "HTMLBlock")
        for (const { 1: html = "" } of markdown.text.slice(from, to).matchAll(HTML_HEADING))
          titles.push(html.replaceAll(/<[^>]*>/g, "").trim());
      return CONTAINERS.has(name);
    },
  });
  return titles;
}

/** A picture has no words; the blank before one at the end becomes a hyphen on GitHub and nothing elsewhere. */
function titlesOfHeading({ tree, text, links }: Markdown, heading: Span): string[] {
  const pictures = spansWithin(links, heading).filter(({ isImage }) => isImage);
  const pieces = [...pictures, { from: heading.to, to: heading.to }].map(({ from }, i) =>
    plainText(tree, text, { from: pictures[i - 1]?.to ?? heading.from, to: from }),
  );
  const title = pieces.join("");
  // Some sites leave out what stands in a tag, such as a badge.
  const withoutTags = text.slice(heading.from, heading.to).replaceAll(/<(\w+)[^>]*>.*?<\/\1>/gs, "");
  const bare = withoutTags.replaceAll(/^#+\s*|[*_`]/g, "").trim();
  return pictures.length === 0 ? [title, ...(bare === title ? [] : [bare])] : [title, `${title} `];
}

/** A site shows it as the first heading. */
function titleInFrontMatter({ text, frontMatter }: Markdown): string[] {
  const yaml = frontMatter === null ? "" : text.slice(frontMatter.yaml.from, frontMatter.yaml.to);
  const [, title] = /^title:[ \t]*["']?(.+?)["']?[ \t]*$/m.exec(yaml) ?? [];
  return title === undefined ? [] : [slugOf(title)];
}

const ATTRIBUTE = /(?<=\s)(?:id|name)\s*=\s*["']?([^"'\s>]+)/gi;
const BRACES = /\{:?[ \t]*#([\w:.-]+)[^}\r\n]*\}/g;

function explicitIds({ text, html }: Markdown): string[] {
  const tags = html.flatMap(({ from, to }) => [...text.slice(from, to).matchAll(ATTRIBUTE)]);
  return [...tags, ...text.matchAll(BRACES)].map(({ 1: id = "" }) => id);
}
