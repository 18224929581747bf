import type { Node } from "web-tree-sitter";

/** A name that a file gives to something. */
export interface Declaration {
  /** `resume`; of what is put into something else, with its name: `Reader.resume`. */
  readonly name: string;
  /** What it says: usually one node, with the word before it for one of several variables. */
  readonly nodes: readonly Node[];
  /** What has names of its own in it. */
  readonly inside: readonly Node[];
}

/** A name that comes from another file. */
export interface ForeignName {
  /** Here; null for all that the other file has. */
  readonly name: string | null;
  /** There. */
  readonly original: string;
  /** As it is written: `./reader.ts`, `.reader`. */
  readonly source: string;
}

export interface Names {
  readonly declarations: readonly Declaration[];
  readonly foreign: readonly ForeignName[];
}

/** How a language names things: what is directly in a node. */
export type NamesIn = (node: Node) => Names;
