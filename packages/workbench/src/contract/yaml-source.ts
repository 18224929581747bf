// YAML with places, of one document or several. A line of `...` stands for what is left out: the text is a fragment. A template
// that only becomes YAML when it is filled in is not read.
import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Pair,
  parseAllDocuments,
  type ParsedNode,
} from "yaml";
import type { Span } from "../text/span.ts";
import type { ContractProblem, SourceEntry, SourceNode, SourceText } from "./source-tree.ts";

const ELISION_LINE = /^[^\S\n]*(?:-[^\S\n]+)?(?:\.{3}|…)[^\S\n]*$/gm;
const ELISION = /^(?:\.{3}|…)$/;
const ELISION_COMMENT = /#\s*(?:\.{3}|…)/;
const TEMPLATE = /\{\{|\{%/;
/** Longer than any fence that a person wrote; the library takes seconds for a longer one that is nothing but errors. */
const LONGEST = 250_000;

/** Reads YAML; `root` is its first document. One of more than 250 000 characters is not read. Never throws. */
export function readYaml(text: string): SourceText {
  if (text.length > LONGEST) return { root: null, isFragment: true, problems: [] };
  const whole = text.replaceAll(ELISION_LINE, (line) => " ".repeat(line.length));
  try {
    const documents = parseAllDocuments(whole, {
      prettyErrors: false,
      uniqueKeys: false,
      merge: true,
      logLevel: "silent",
    });
    const errors = documents.flatMap((document) => document.errors.slice(0, 1));
    const isTemplate = errors.length > 0 && TEMPLATE.test(text);
    const [first] = documents;
    return {
      root: first === undefined || errors.length > 0 ? null : rootOf(first),
      isFragment: whole !== text || isTemplate || ELISION_COMMENT.test(text) || /:\s*(?:\.{3}|…)\s*$/m.test(text),
      problems: isTemplate ? [] : errors.map(({ pos, message }) => problemOf(text, pos, message)),
    };
  } catch {
    const problem = { from: 0, to: text.length, message: "The YAML is nested too deep to be read. Flatten it." };
    return { root: null, isFragment: false, problems: [problem] };
  }
}

function problemOf(text: string, [start, end]: readonly [number, number], message: string): ContractProblem {
  const from = Math.min(start, Math.max(0, text.trimEnd().length - 1));
  const [what = ""] = message.split("\n", 1);
  const told = what.length > 120 ? `${what.slice(0, 120)}…` : what;
  const to = from + text.slice(from, end).trimEnd().length;
  return { from, to, message: `The YAML does not parse: ${told}` };
}

const rootOf = (document: Document.Parsed): SourceNode | null =>
  document.contents === null ? null : nodeOf(document.contents);

function nodeOf(node: ParsedNode): SourceNode {
  const place = placeOf(node);
  if (isMap(node)) {
    const entries = node.items.flatMap(entryFrom);
    return { kind: "map", entries, isOpen: entries.length < node.items.length, ...place };
  }
  if (isSeq(node)) return { kind: "list", items: node.items.map(itemFrom), ...place };
  if (isAlias(node) || ELISION.test(node.source)) return { kind: "unknown", ...place };
  const { value } = node;
  const isPlain =
    value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return isPlain ? { kind: "scalar", value, ...place } : { kind: "unknown", ...place };
}

/** Nothing for what is merged in, and for a key that is no word. */
function entryFrom({ key, value }: Pair<ParsedNode, ParsedNode | null>): SourceEntry[] {
  if (!isScalar(key) || key.source === "<<") return [];
  const place = placeOf(key);
  const node: SourceNode =
    value === null ? { kind: "scalar", value: null, from: place.to, to: place.to } : nodeOf(value);
  return [{ key: typeof key.value === "string" ? key.value : key.source, place, value: node }];
}

/** An item of an ordered map is a pair, which no contract has. */
function itemFrom(item: ParsedNode | Pair): SourceNode {
  return isPair(item) ? { kind: "unknown", from: 0, to: 0 } : nodeOf(item);
}

const placeOf = ({ range: [from, to] }: ParsedNode): Span => ({ from, to });
