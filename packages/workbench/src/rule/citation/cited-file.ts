import { resolvePath } from "../link/resolve-path.ts";
import type { Subject } from "../subject.ts";
import type { CodeCitation } from "./code-citation.ts";

export type CitedFile =
  | { readonly status: "found"; readonly path: string }
  | { readonly status: "missing" }
  /** It lies outside the workspace, or nobody knows. */
  | { readonly status: "unknown" };

/** The file that a citation means: for a link from the document, else beside it or in one of the folders above it. */
export function findCitedFile(citation: CodeCitation, subject: Subject): CitedFile {
  const kinds = candidatePaths(citation, subject.path).map((candidate) => ({
    candidate,
    kind: subject.surroundings.kindOf(candidate),
  }));
  const found = kinds.find(({ kind }) => kind === "file");
  if (found !== undefined) return { status: "found", path: found.candidate };
  return { status: kinds.every(({ kind }) => kind === "missing") ? "missing" : "unknown" };
}

/** Where it may lie, the likeliest first. */
export const candidatePaths = ({ path, isLink }: CodeCitation, document: string): string[] =>
  isLink || /^\.\.?\//.test(path) ? [resolvePath(document, path)] : pathsFrom(document, path);

/** People cite from the root of the workspace, of a package, or from where they are. */
function pathsFrom(document: string, path: string): string[] {
  const folders = document.split("/").slice(0, -1);
  const bases = [...folders.keys(), folders.length].map((depth) => [...folders.slice(0, depth), ""].join("/"));
  return [...new Set(bases.map((base) => resolvePath(base, path)))];
}
