import { type Grammars, type LanguageName, languageOf } from "./syntax/grammar.ts";
import { SourceTree, type SymbolSearch } from "./syntax/source-tree.ts";

/** Characters of the files whose trees are kept; a tree takes some fifty times the room of its text. */
const MOST = 2_000_000;

/** Names that were looked up. */
const MOST_NAMES = 4_000;

/** Files of code with their syntax, each parsed once while it is in use. */
export class CodeReader implements Disposable {
  readonly #grammars: Grammars;
  readonly #trees = new Map<string, SourceTree>();
  readonly #searches = new Map<string, SymbolSearch>();
  #size = 0;

  constructor(grammars: Grammars) {
    this.#grammars = grammars;
  }

  /** Makes ready what is needed to read these files. */
  load(paths: Iterable<string>): Promise<void> {
    const languages = new Set<LanguageName>();
    for (const path of paths) {
      const language = languageOf(path);
      if (language !== null) languages.add(language);
    }
    return this.#grammars.load(languages);
  }

  /** Null when it is written in nothing that is read here. A tree is of use until others of some megabytes were asked for. */
  treeOf(path: string, { id, text }: { readonly id: string; readonly text: string }): SourceTree | null {
    const language = languageOf(path);
    if (language === null) return null;
    const key = `${language} ${id}`;
    const known = this.#trees.get(key);
    if (known !== undefined) {
      this.#trees.delete(key);
      this.#trees.set(key, known);
      return known;
    }
    const parsed = this.#grammars.parse(language, text);
    if (parsed === null) return null;
    this.#makeRoom(text.length);
    const tree = new SourceTree(parsed, language, text);
    this.#trees.set(key, tree);
    return tree;
  }

  /** A name in a file, looked up once; null when the file is written in nothing that is read here. */
  find(path: string, content: { readonly id: string; readonly text: string }, symbol: string): SymbolSearch | null {
    const key = `${languageOf(path)} ${content.id} ${symbol}`;
    const known = this.#searches.get(key);
    if (known !== undefined) return known;
    const search = this.treeOf(path, content)?.find(symbol) ?? null;
    if (this.#searches.size >= MOST_NAMES) this.#searches.clear();
    if (search !== null) this.#searches.set(key, search);
    return search;
  }

  /** Those that nobody has asked for lately go first; the last two are being compared. */
  #makeRoom(size: number): void {
    this.#size += size;
    for (const [oldest, one] of this.#trees) {
      if (this.#size <= MOST || this.#trees.size <= 2) break;
      this.#trees.delete(oldest);
      this.#size -= one.text.length;
      one.delete();
    }
  }

  [Symbol.dispose](): void {
    for (const tree of this.#trees.values()) tree.delete();
    this.#trees.clear();
  }
}
