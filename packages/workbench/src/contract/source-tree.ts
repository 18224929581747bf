// What a text of JSON or YAML says, with the place of every key and value, so that the rules of a contract are written once.
import type { Span } from "../text/span.ts";

/** What is wrong with a contract, where, and what to do. */
export interface ContractProblem extends Span {
  readonly message: string;
}

export interface SourceEntry {
  readonly key: string;
  /** The key as it is written, with its quotes. */
  readonly place: Span;
  readonly value: SourceNode;
}

interface SourceMap extends Span {
  readonly kind: "map";
  readonly entries: readonly SourceEntry[];
  /** It may have more keys than are seen here: others are merged into it, or left out. */
  readonly isOpen: boolean;
}

interface SourceList extends Span {
  readonly kind: "list";
  readonly items: readonly SourceNode[];
}

interface SourceScalar extends Span {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
}

/** What is not followed: an alias, an elision, a value that does not parse. */
interface SourceUnknown extends Span {
  readonly kind: "unknown";
}

export type SourceNode = SourceMap | SourceList | SourceScalar | SourceUnknown;

/** A text that was read. `root` is null where it does not parse; `isFragment` says that parts of it are left out. */
export interface SourceText {
  readonly root: SourceNode | null;
  readonly isFragment: boolean;
  readonly problems: readonly ContractProblem[];
}

export const entryOf = (node: SourceNode | undefined, key: string): SourceEntry | undefined =>
  node?.kind === "map" ? node.entries.find((entry) => entry.key === key) : undefined;

export const valueOf = (node: SourceNode | undefined, key: string): SourceNode | undefined => entryOf(node, key)?.value;

export const entriesOf = (node: SourceNode | undefined): readonly SourceEntry[] =>
  node?.kind === "map" ? node.entries : [];

export const itemsOf = (node: SourceNode | undefined): readonly SourceNode[] =>
  node?.kind === "list" ? node.items : [];

export const textOf = (node: SourceNode | undefined): string | null =>
  node?.kind === "scalar" && typeof node.value === "string" ? node.value : null;

export const numberOf = (node: SourceNode | undefined): number | null =>
  node?.kind === "scalar" && typeof node.value === "number" ? node.value : null;

/** Every node of a tree, from the outside in. */
export function* nodesOf(root: SourceNode): Generator<SourceNode> {
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    if (node.kind === "map") for (const { value } of node.entries) waiting.push(value);
    if (node.kind === "list") for (const item of node.items) waiting.push(item);
  }
}

/**
 * Where a pointer such as `#/components/schemas/User` leads: undefined if nowhere, an unknown node if through something whose
 * keys are not all seen.
 */
export function nodeAt(root: SourceNode, pointer: string): SourceNode | undefined {
  let node = root;
  for (const step of pointer.split("/").slice(1)) {
    const key = decodeStep(step);
    const next = node.kind === "list" ? node.items[Number(key)] : valueOf(node, key);
    if (next !== undefined) node = next;
    else
      return node.kind === "unknown" || (node.kind === "map" && node.isOpen) ? { ...node, kind: "unknown" } : undefined;
  }
  return node;
}

function decodeStep(step: string): string {
  const percent = step.replaceAll(/%([\da-f]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return percent.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** A key that a map has twice: the second hides the first. */
export function duplicateKeys(root: SourceNode): ContractProblem[] {
  const problems: ContractProblem[] = [];
  for (const node of nodesOf(root)) {
    const seen = new Set<string>();
    for (const { key, place } of entriesOf(node)) {
      if (seen.has(key))
        problems.push({ ...place, message: `The key \`${key}\` stands here twice. Remove one, or rename it.` });
      seen.add(key);
    }
  }
  return problems;
}
