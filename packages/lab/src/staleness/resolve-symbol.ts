// A name is followed to where it is declared: an index file only passes on what others declare, and what it passes on is what a document means.
import { posix } from "node:path";
import type { CodeReader } from "./code-reader.ts";
import type { Snapshot } from "./snapshot.ts";
import { languageOf } from "./syntax/grammar.ts";
import type { FoundSymbol } from "./syntax/source-tree.ts";

export type ResolvedSymbol =
  | {
      readonly status: "found";
      readonly path: string;
      readonly symbol: FoundSymbol;
      /** Of the file that declares it. */
      readonly text: string;
      readonly id: string;
    }
  /** Nothing here reads what it is written in; the name is a word of it. */
  | { readonly status: "opaque"; readonly path: string; readonly text: string; readonly id: string }
  | { readonly status: "no-file" }
  | { readonly status: "no-name" }
  /** `why` follows the name of the file. */
  | { readonly status: "unreadable"; readonly path: string; readonly why: string };

const MOST_STEPS = 6;

/** `looked` is told of each file that may have a say. */
export async function resolveSymbol(
  snapshot: Snapshot,
  code: CodeReader,
  path: string,
  symbol: string,
  looked: Set<string>,
  steps = 0,
): Promise<ResolvedSymbol> {
  looked.add(path);
  const content = await snapshot.contentOf(path);
  if (content === null) return { status: "no-file" };
  if (content.status === "unreadable") return { status: "unreadable", path, why: content.why };
  const { text, id } = content;
  const search = code.find(path, content, symbol);
  if (search === null) return hasWords(text, symbol) ? { status: "opaque", path, text, id } : { status: "no-name" };
  if (search.status === "found") return { status: "found", path, symbol: search.symbol, text, id };
  if (search.status === "missing")
    return search.hasError ? { status: "unreadable", path, why: "has a syntax error" } : { status: "no-name" };
  if (steps < MOST_STEPS)
    for (const { source, original } of search.names)
      for (const candidate of modulePaths(path, source)) {
        const found = await resolveSymbol(snapshot, code, candidate, original, looked, steps + 1);
        if (found.status === "found" || found.status === "unreadable") return found;
      }
  const passed = search.names.find(({ name, source }) => name !== null && !source.startsWith("."));
  if (passed === undefined) return { status: "no-name" };
  // What a package has is no business of the workspace, but from which one it comes is.
  const words = [passed.source, passed.original];
  return { status: "found", path, symbol: { name: symbol, words, from: 0, to: 0, hasError: false }, text, id };
}

/** `Session.resume` is two names, which need not stand side by side. */
const hasWords = (text: string, symbol: string): boolean =>
  symbol
    .split(".")
    .every((name) => new RegExp(String.raw`(?<![\w$])${name.replaceAll("$", String.raw`\$`)}(?![\w$])`).test(text));

/** Where the module may lie that a file names, the likeliest first. */
function modulePaths(path: string, source: string): string[] {
  return languageOf(path) === "python" ? pythonModules(path, source) : javascriptModules(path, source);
}

const ENDINGS = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".d.ts"];
const COMPILED: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx", ".jsx"],
  ".jsx": [".tsx"],
  ".mjs": [".mts"],
  ".cjs": [".cts"],
};

function javascriptModules(path: string, source: string): string[] {
  if (!/^\.\.?(?:\/|$)/.test(source)) return [];
  const base = posix.join(posix.dirname(path), source);
  const ending = posix.extname(base);
  const compiled = (COMPILED[ending] ?? []).map((one) => base.slice(0, -ending.length) + one);
  const whole = ENDINGS.includes(ending) ? [base] : [];
  return [...whole, ...compiled, ...ENDINGS.map((one) => base + one), ...ENDINGS.map((one) => `${base}/index${one}`)];
}

function pythonModules(path: string, source: string): string[] {
  const { 1: dots = "", 2: rest = "" } = /^(\.*)(.*)$/.exec(source) ?? [];
  const below = rest.replaceAll(".", "/");
  const up = dots.slice(1).replaceAll(".", "../");
  const bases = dots === "" ? foldersAbove(path) : [posix.join(posix.dirname(path), up)];
  return bases.flatMap((base) => {
    const module = posix.join(base, below);
    return module === "." ? [] : [...(below === "" ? [] : [`${module}.py`]), `${module}/__init__.py`];
  });
}

/** An absolute name counts from a folder that nobody here knows. */
function foldersAbove(path: string): string[] {
  const folders = path.split("/").slice(0, -1);
  return [...folders.keys(), folders.length].map((depth) => folders.slice(0, depth).join("/") || ".").toReversed();
}
