// The anchors of other documents. A link that is right, as most are, is found among the headings as they are written; only for the rest
// is the whole document parsed, because in a folder of documents that link to each other each would be parsed many times.
import { parseMarkdown } from "../../text/markdown.ts";
import type { Surroundings } from "../subject.ts";
import { anchorKey, anchorsOf, createUnique } from "./anchors.ts";
import { resolvePath } from "./resolve-path.ts";
import { slugOf } from "./slug.ts";

type Anchors = ReadonlySet<string>;

/** The anchors of a file, or as many of them as it takes to find `wanted`; null when it is no Markdown, or unknown. */
export type FileAnchors = (path: string, wanted: string) => Anchors | null;

/** Reads each file once. */
export function createFileAnchors(surroundings: Surroundings): FileAnchors {
  const quick = new Map<string, Anchors>();
  const whole = new Map<string, Anchors>();
  return (path, wanted) => {
    const file = surroundings.kindOf(path) === "folder" ? resolvePath("", `${path}/README.md`) : path;
    const text = /\.(?:md|markdown)$/i.test(file) ? surroundings.textOf(file) : undefined;
    if (text === undefined) return null;
    const headings = quick.get(file) ?? headingAnchors(text);
    quick.set(file, headings);
    if (headings.has(wanted)) return headings;
    const all = whole.get(file) ?? anchorsOf(parseMarkdown(text));
    whole.set(file, all);
    return all;
  };
}

const HEADING_LINE = /^#{1,6}[ \t]+(.+?)[ \t#]*$/gm;

function headingAnchors(text: string): Anchors {
  const unique = createUnique();
  return new Set([...text.matchAll(HEADING_LINE)].map(([, title = ""]) => anchorKey(unique(slugOf(title)))));
}
