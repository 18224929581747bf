// A file of code as it is read for its names: where each is declared, and what it says there.
import type { Node, Tree } from "web-tree-sitter";
import type { Declaration, ForeignName, Names, NamesIn } from "./declaration.ts";
import type { LanguageName } from "./grammar.ts";
import { javascriptNames } from "./javascript-names.ts";
import { type Meaning, meaningOf } from "./meaning.ts";
import { pythonNames } from "./python-names.ts";

/** A name with all that is declared under it: overloads, a type and a value, both halves of a property. */
export interface FoundSymbol {
  /** As it is called in the file, with what it is in: `Reader.resume`. */
  readonly name: string;
  readonly words: readonly string[];
  /** Where it stands, in UTF-16 units of the text: from its first to its last declaration. */
  readonly from: number;
  readonly to: number;
  /** The grammar does not understand all of it. */
  readonly hasError: boolean;
}

export type SymbolSearch =
  | { readonly status: "found"; readonly symbol: FoundSymbol }
  /** Another file declares it. */
  | { readonly status: "foreign"; readonly names: readonly ForeignName[] }
  | { readonly status: "missing"; readonly hasError: boolean };

export class SourceTree {
  readonly text: string;
  readonly #tree: Tree;
  readonly #language: LanguageName;
  readonly #namesIn: NamesIn;
  readonly #known = new Map<number, Names>();
  #whole: Meaning | undefined;
  #all: readonly { readonly path: string; readonly declaration: Declaration }[] | undefined;

  constructor(tree: Tree, language: LanguageName, text: string) {
    this.text = text;
    this.#language = language;
    this.#tree = tree;
    this.#namesIn = language === "python" ? pythonNames : javascriptNames;
  }

  /** It is of no use afterwards. */
  delete(): void {
    this.#tree.delete();
  }

  /** What the whole file says. */
  whole(): Meaning {
    return (this.#whole ??= meaningOf([this.#tree.rootNode], this.text, this.#language));
  }

  /** What the pieces say that have a part of a stretch. */
  around(from: number, to: number): Meaning {
    return meaningOf([this.#tree.rootNode], this.text, this.#language, { from, to });
  }

  /** `resume`, `Reader.resume`, or a name that stands deeper than it is cited. */
  find(symbol: string): SymbolSearch {
    const steps = symbol.split(".");
    const root = this.#tree.rootNode;
    const names = this.#names(root);
    const whole = steps.length > 1 ? names.declarations.filter(({ name }) => name === symbol) : [];
    const found = [...this.#search([root], steps), ...whole];
    if (found.length > 0) return { status: "found", symbol: this.#toSymbol(symbol, found) };
    const [first = symbol, ...rest] = steps;
    const elsewhere = names.foreign
      .filter(({ name }) => name === null || name === first)
      .map((one) => ({ ...one, original: one.name === null ? symbol : [one.original, ...rest].join(".") }));
    // Another name for what is here.
    const here = elsewhere.find(({ source, original }) => source === "" && original !== symbol);
    if (here !== undefined) return this.find(here.original);
    const deeper = this.#everything().filter(({ path }) => path.endsWith(`.${symbol}`));
    const declarations = deeper.map(({ declaration }) => declaration);
    if (declarations.length > 0) return { status: "found", symbol: this.#toSymbol(symbol, declarations) };
    const foreign = elsewhere.filter(({ source }) => source !== "");
    return foreign.length > 0 ? { status: "foreign", names: foreign } : { status: "missing", hasError: root.hasError };
  }

  /** What is declared where a name is or was: in the same class, or in the file. */
  beside(symbol: string): FoundSymbol[] {
    const outer = symbol.split(".").slice(0, -1);
    const root = [this.#tree.rootNode];
    const around = outer.length === 0 ? root : this.#search(root, outer).flatMap(({ inside }) => inside);
    const declarations = around.flatMap((node) => this.#names(node).declarations);
    const prefix = outer.map((step) => `${step}.`).join("");
    return [...Map.groupBy(declarations, ({ name }) => name)].map(([name, same]) =>
      this.#toSymbol(prefix + name, same),
    );
  }

  #names(node: Node): Names {
    const known = this.#known.get(node.id);
    if (known !== undefined) return known;
    const names = this.#namesIn(node);
    this.#known.set(node.id, names);
    return names;
  }

  #search(inside: readonly Node[], [step = "", ...rest]: readonly string[]): readonly Declaration[] {
    const found = inside.flatMap((node) => this.#names(node).declarations.filter(({ name }) => name === step));
    if (rest.length === 0) return found;
    return this.#search(
      found.flatMap((one) => one.inside),
      rest,
    );
  }

  #everything(): readonly { readonly path: string; readonly declaration: Declaration }[] {
    return (this.#all ??= [...this.#below(this.#tree.rootNode, "")]);
  }

  *#below(node: Node, prefix: string): Generator<{ path: string; declaration: Declaration }> {
    for (const declaration of this.#names(node).declarations) {
      const path = prefix + declaration.name;
      yield { path, declaration };
      for (const inside of declaration.inside) yield* this.#below(inside, `${path}.`);
    }
  }

  #toSymbol(name: string, declarations: readonly Declaration[]): FoundSymbol {
    const nodes = declarations.flatMap((one) => one.nodes);
    const words = declarations.flatMap((one) => meaningOf(one.nodes, this.text, this.#language).words);
    return {
      name,
      words,
      from: Math.min(...nodes.map(({ startIndex }) => startIndex)),
      to: Math.max(...nodes.map(({ endIndex }) => endIndex)),
      hasError: nodes.some((node) => node.hasError),
    };
  }
}
