// Which documents one was made from, as it says itself: in its front matter, and where its type has a part for sources.
import { posix } from "node:path";
import type { Subject } from "@nomous/workbench";
import { fileKindOf } from "../workspace/file-kind.ts";

/** What comes after a document is no source of it. */
const SUCCESSOR = /supersed|replaced/;

/** Paths with `/`, relative to the workspace, of Markdown files that are there; each once, in the order of the text. */
export function sourcesOf({ path, markdown, typed, surroundings }: Subject): string[] {
  if (typed === null) return [];
  const parts = typed.located.filter(({ part }) => part.role === "sources");
  const isSource = ({ from }: { readonly from: number }): boolean =>
    parts.some(({ content }) => from >= content.from && from < content.to);
  const fields = [...typed.metadata.values].filter(([name]) => !SUCCESSOR.test(name)).flatMap(([, values]) => values);
  const written = [
    ...fields.map(({ text }) => text),
    ...markdown.links.filter(isSource).map(({ target }) => target ?? ""),
    ...markdown.definitions.filter(isSource).map(({ target }) => target),
    ...markdown.codeSpans.filter(isSource).map(({ text }) => text),
  ];
  const found = written.flatMap((one) => {
    const named = fileIn(one);
    if (named === null) return [];
    const places = [posix.join(posix.dirname(path), named), posix.normalize(named)];
    return places.filter((place) => place !== path && surroundings.kindOf(place) === "file").slice(0, 1);
  });
  return [...new Set(found)];
}

/** The Markdown file that a link, a value or `path:line` names. */
function fileIn(written: string): string | null {
  const address = written.trim().replace(/^<(.*)>$/, "$1");
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(address) || address.includes("\n")) return null;
  const plain = address.replace(/[?#].*$/, "").replace(/:\d+(?:-\d+)?$/, "");
  const path = decoded(plain).replace(/^\//, "");
  return fileKindOf(path) === "markdown" ? path : null;
}

/** What is no percent-encoding stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
