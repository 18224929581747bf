// A rule at work on a text, for tests: the whole way of `nomous check`, with a workspace that is only a table of files.
import { checkDocument } from "../check/check-document.ts";
import { BUILT_IN_TYPES } from "../type/built-in.ts";
import type { Example, Rule } from "./rule.ts";
import type { Surroundings } from "./subject.ts";

export function surroundingsOf(
  files: Readonly<Record<string, string>> = {},
  more: Partial<Surroundings> = {},
): Surroundings {
  const paths = Object.keys(files);
  return {
    kindOf: (path) => {
      if (path.startsWith("..")) return "outside";
      if (path in files) return "file";
      return path === "" || paths.some((file) => file.startsWith(`${path.replace(/\/$/, "")}/`)) ? "folder" : "missing";
    },
    textOf: (path) => files[path],
    filesIn: (folder) => filesIn(paths, folder),
    hasCommit: () => undefined,
    approval: "unknown",
    ...more,
  };
}

const filesIn = (paths: readonly string[], folder: string): string[] =>
  paths
    .flatMap((path) => {
      const name = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : "/";
      return name.includes("/") ? [] : [name];
    })
    .toSorted();

export interface ToldProblem {
  readonly line: number;
  readonly text: string;
  readonly message: string;
}

/** What one rule finds in a document, with the text that it points at. */
export function problemsOf(
  rule: Rule,
  { text, files = {}, given: { commits, ...given } = {} }: Example,
  more: Partial<Surroundings> & { readonly path?: string } = {},
): ToldProblem[] {
  const { path = "docs/example.md", ...rest } = more;
  const surroundings = { hasCommit: (id: string) => commits?.includes(id), ...given, ...rest };
  const { subject, findings } = checkDocument({
    path,
    text,
    types: BUILT_IN_TYPES,
    rules: [rule],
    surroundings: surroundingsOf({ [path]: text, ...files }, surroundings),
  });
  return findings.map(({ from, to, message }) => ({
    line: subject.markdown.lines.positionOf(from).line,
    text: text.slice(from, to),
    message,
  }));
}
