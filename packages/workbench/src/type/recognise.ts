// Tells which type a document is of: by what it says, else by where it lies and how it is built, so that documents of other tools
// are understood where they are.
import type { Markdown } from "../text/markdown.ts";
import { allParts, type DocumentType } from "./document-type.ts";
import { headingKey, headingsBelowTitle, isNamed } from "./locate-parts.ts";
import { fieldOf, type FieldValue, type Metadata } from "./metadata.ts";

export type Recognised =
  | { readonly status: "typed"; readonly type: DocumentType; readonly by: "front matter" | "shape" }
  /** It names a type that nobody knows. */
  | { readonly status: "unknown-type"; readonly named: FieldValue }
  | { readonly status: "plain" };

/** Of the parts of the type's highest level, so many must be headings of the document's two highest levels. */
const SHAPE_SHARE = 0.6;
/** In the type's own folder less says enough. */
const SHAPE_SHARE_AT_HOME = 0.3;
const MIN_HEADINGS = 3;
const MIN_HEADINGS_AT_HOME = 2;

export function recognise(
  path: string,
  markdown: Markdown,
  metadata: Metadata,
  types: readonly DocumentType[],
): Recognised {
  const named = fieldOf(metadata, ["nomous"]);
  if (named !== undefined) {
    const type = types.find(({ name }) => name === named.text.toLowerCase());
    return type === undefined ? { status: "unknown-type", named } : { status: "typed", type, by: "front matter" };
  }
  const [best] = types
    .map((type) => ({ type, ...likeness(path, markdown, type) }))
    .filter(({ isAlike }) => isAlike)
    .toSorted((a, b) => b.share - a.share);
  return best === undefined ? { status: "plain" } : { status: "typed", type: best.type, by: "shape" };
}

/** How much of the type's top level a document has, and whether that is enough to take it for one. */
function likeness(path: string, markdown: Markdown, type: DocumentType): { share: number; isAlike: boolean } {
  const keys = topHeadingKeys(markdown);
  const isThere = (part: DocumentType["parts"][number]): boolean => keys.some((key) => isNamed(part, key));
  const expected = type.parts.filter(({ need }) => need === "always" || need === "full");
  const found = expected.filter(isThere).length;
  const share = expected.length === 0 ? 0 : found / expected.length;
  if (!path.startsWith(`${type.folder}/`)) return { share, isAlike: share >= SHAPE_SHARE && found >= MIN_HEADINGS };
  const known = [...allParts(type.parts)].filter(isThere).length;
  return { share, isAlike: share >= SHAPE_SHARE_AT_HOME && known >= MIN_HEADINGS_AT_HOME };
}

/** The headings of the two highest levels below the title. */
function topHeadingKeys(markdown: Markdown): readonly string[] {
  const headings = headingsBelowTitle(markdown);
  const [first = 0, second = first] = [...new Set(headings.map(({ level }) => level))].toSorted((a, b) => a - b);
  return [...new Set(headings.filter(({ level }) => level <= second).map(({ title }) => headingKey(title)))].filter(
    (key) => key !== "",
  );
}
