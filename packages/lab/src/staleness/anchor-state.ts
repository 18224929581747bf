// What a symbol, a whole file or a document is at one moment.
import { documentMeaning } from "@nomous/workbench/staleness";
import type { Content } from "./content.ts";
import type { CodeReader } from "./code-reader.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { resolveSymbol } from "./resolve-symbol.ts";
import type { Snapshot } from "./snapshot.ts";

/** Something that can be looked at without knowing what it was before. */
export type Anchor =
  | { readonly kind: "symbol"; readonly symbol: string }
  | { readonly kind: "file" }
  | { readonly kind: "document"; readonly section: string | null };

export type AnchorState =
  | ThereState
  | { readonly status: "no-file" }
  /** The file is there, and what is meant is not in it. */
  | { readonly status: "no-name" }
  /** `why` is a phrase with the name of the file. */
  | { readonly status: "unreadable"; readonly id: string; readonly why: string };

export interface ThereState {
  readonly status: "there";
  readonly hash: string;
  /** As it is written, for a person who compares. */
  readonly text: string;
  /** Where it stands, from 1; null for what has no lines of its own. */
  readonly lines: readonly [number, number] | null;
  /** The file that declares it: another than the cited one where that only passes it on. */
  readonly path: string;
  /** Nobody reads here what it is written in: when it changed, something in its file did. */
  readonly isOpaque: boolean;
  /** Of a symbol, what it says; empty for others. */
  readonly words: readonly string[];
}

/** `looked` is told of each file that may have a say. */
export async function stateOf(
  snapshot: Snapshot,
  code: CodeReader,
  path: string,
  anchor: Anchor,
  looked = new Set<string>(),
): Promise<AnchorState> {
  looked.add(path);
  if (anchor.kind === "symbol") return stateOfSymbol(snapshot, code, path, anchor.symbol, looked);
  const content = await snapshot.contentOf(path);
  if (content === null) return { status: "no-file" };
  if (content.status === "unreadable") return { status: "unreadable", id: content.id, why: `${path} ${content.why}` };
  return anchor.kind === "file" ? stateOfFile(code, path, content) : stateOfDocument(path, content, anchor.section);
}

type Text = Extract<Content, { readonly status: "text" }>;

const PLAIN = { lines: null, isOpaque: false, words: [] } as const;

function stateOfFile(code: CodeReader, path: string, content: Text): AnchorState {
  const tree = code.treeOf(path, content);
  const words = tree === null ? [plainFile(content.text)] : tree.whole().words;
  return { status: "there", hash: fingerprintOf(["file", ...words]), text: content.text, path, ...PLAIN };
}

/** Blanks at the end of a line are seen by nobody. */
const plainFile = (text: string): string => text.replaceAll(/[ \t]+$/gm, "").trimEnd();

function stateOfDocument(path: string, { text }: Text, section: string | null): AnchorState {
  const meaning = documentMeaning(text, section);
  if (meaning === null) return { status: "no-name" };
  return { status: "there", hash: fingerprintOf(["document", meaning]), text: meaning, path, ...PLAIN };
}

async function stateOfSymbol(
  snapshot: Snapshot,
  code: CodeReader,
  path: string,
  symbol: string,
  looked: Set<string>,
): Promise<AnchorState> {
  const found = await resolveSymbol(snapshot, code, path, symbol, looked);
  if (found.status === "no-file" || found.status === "no-name") return { status: found.status };
  if (found.status === "unreadable")
    return { status: "unreadable", id: snapshot.idOf(found.path) ?? "", why: `${found.path} ${found.why}` };
  const { text } = found;
  const there = { ...PLAIN, status: "there", path: found.path } as const;
  if (found.status === "opaque")
    return { ...there, hash: fingerprintOf(["opaque", plainFile(text)]), text, isOpaque: true };
  const { words, from, to } = found.symbol;
  return {
    ...there,
    hash: fingerprintOf(["symbol", ...words]),
    text: text.slice(text.lastIndexOf("\n", from - 1) + 1, to),
    lines: to === 0 ? null : [lineOf(text, from), lineOf(text, to)],
    words,
  };
}

function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}
