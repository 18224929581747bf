// The grammars that code is read with. They are loaded when the first file is read, and never by a bridge that only starts.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { Language, Parser, type Tree } from "web-tree-sitter";

export type LanguageName = "typescript" | "tsx" | "javascript" | "python";

const ENDINGS: Readonly<Record<string, LanguageName>> = {
  ts: "typescript",
  mts: "typescript",
  cts: "typescript",
  tsx: "tsx",
  js: "javascript",
  mjs: "javascript",
  cjs: "javascript",
  jsx: "javascript",
  py: "python",
  pyi: "python",
};

/** What a file is written in, by its name; null when it is not read here. */
export const languageOf = (path: string): LanguageName | null =>
  ENDINGS[path.slice(path.lastIndexOf(".") + 1).toLowerCase()] ?? null;

export interface Grammars {
  /** Makes grammars ready, each once; that takes some 10 ms. */
  load(languages: Iterable<LanguageName>): Promise<void>;
  /** Null for a language that was not made ready. Whoever has a tree deletes it. */
  parse(language: LanguageName, text: string): Tree | null;
}

const require = createRequire(import.meta.url);
const FILES: Readonly<Record<LanguageName, string>> = {
  typescript: require.resolve("@vscode/tree-sitter-wasm/wasm/tree-sitter-typescript.wasm"),
  tsx: require.resolve("@vscode/tree-sitter-wasm/wasm/tree-sitter-tsx.wasm"),
  javascript: require.resolve("@vscode/tree-sitter-wasm/wasm/tree-sitter-javascript.wasm"),
  python: require.resolve("@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm"),
};

let opened: Promise<Grammars> | undefined;

/** One for a process. */
export const openGrammars = (): Promise<Grammars> => (opened ??= open());

async function open(): Promise<Grammars> {
  await Parser.init();
  const parsers = new Map<LanguageName, Promise<Parser>>();
  const ready = new Map<LanguageName, Parser>();
  const load = async (language: LanguageName): Promise<Parser> =>
    new Parser().setLanguage(await Language.load(new Uint8Array(await readFile(FILES[language]))));
  return {
    async load(languages) {
      for (const language of languages) {
        const loading = parsers.get(language) ?? load(language);
        parsers.set(language, loading);
        ready.set(language, await loading);
      }
    },
    parse: (language, text) => ready.get(language)?.parse(text) ?? null,
  };
}
