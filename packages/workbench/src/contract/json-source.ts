// JSON with places. Documents show JSON with comments, with `...` for what they leave out, and entries without the object around
// them: such a text is a fragment, and what keeps it from being parsed is no problem.
import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { ContractProblem, SourceEntry, SourceNode, SourceText } from "./source-tree.ts";

type ErrorName = ReturnType<typeof printParseErrorCode>;

const MESSAGES: Readonly<Record<ErrorName, string>> = {
  InvalidSymbol: "This is no JSON. A text needs double quotes.",
  InvalidNumberFormat: "This is no number of JSON.",
  PropertyNameExpected: "A key in double quotes is missing here. No comma may stand before a `}`.",
  ValueExpected: "A value is missing here. No comma may stand before a `]`.",
  ColonExpected: "A `:` is missing before this.",
  CommaExpected: "A `,` is missing before this.",
  CloseBraceExpected: "A `{` is never closed. Add `}`.",
  CloseBracketExpected: "A `[` is never closed. Add `]`.",
  EndOfFileExpected: "The JSON ends before this. Remove it, or put both in one list.",
  InvalidCommentToken: "JSON has no comments.",
  UnexpectedEndOfComment: "This comment never ends.",
  UnexpectedEndOfString: "This text is never closed. Add a double quote on its line.",
  UnexpectedEndOfNumber: "This number is not complete.",
  InvalidUnicode: "`\\u` needs four hexadecimal digits.",
  InvalidEscapeCharacter: "JSON has no such escape. A backslash is written `\\\\`.",
  InvalidCharacter: "This text holds a control character. Write a tab as `\\t`.",
  "<unknown ParseErrorCode>": "This is no JSON.",
};

/** Entries of an object that is left out. */
const BARE_ENTRY = /^\s*"[^"\n]*"\s{0,9}:/;

/** Reads JSON. Never throws. */
export function readJson(text: string): SourceText {
  if (BARE_ENTRY.test(text)) return { root: null, isFragment: true, problems: [] };
  const errors: ParseError[] = [];
  try {
    const tree = parseTree(text, errors, { disallowComments: true });
    const isFragment = errors.some((error) => isElision(text, error));
    const root = tree === undefined ? null : nodeOf(tree);
    const [first] = errors;
    return { root, isFragment, problems: first === undefined || isFragment ? [] : [problemOf(text, first)] };
  } catch {
    const problem = { from: 0, to: text.length, message: "The JSON is nested too deep to be read. Flatten it." };
    return { root: null, isFragment: false, problems: [problem] };
  }
}

/** Whether a text is several values, each in a paragraph or on a line of its own: examples one after the other. */
export function isSequence(text: string): boolean {
  const parts = [/\n[^\S\n]*\n/, /\n/].map((between) => text.split(between).filter((part) => part.trim() !== ""));
  return parts.some((values) => values.length > 1 && values.every((value) => readJson(value).problems.length === 0));
}

function isElision(text: string, { error, offset, length }: ParseError): boolean {
  const name = printParseErrorCode(error);
  if (name === "InvalidCommentToken") return true;
  return name === "InvalidSymbol" && /^(?:\.{3}|…)/.test(text.slice(offset, offset + length));
}

function problemOf(text: string, { error, offset, length }: ParseError): ContractProblem {
  const atEnd = text.trimEnd().length;
  const from = Math.max(0, Math.min(offset, atEnd - 1));
  return { from, to: Math.max(from, Math.min(offset + length, atEnd)), message: MESSAGES[printParseErrorCode(error)] };
}

function nodeOf({ type, offset, length, children = [], value }: Node): SourceNode {
  const place = { from: offset, to: offset + length };
  if (type === "object") return { kind: "map", entries: children.flatMap(entriesFrom), isOpen: false, ...place };
  if (type === "array") return { kind: "list", items: children.map(nodeOf), ...place };
  return { kind: "scalar", value: value as string | number | boolean | null, ...place };
}

function entriesFrom({ children: [key, value] = [] }: Node): SourceEntry[] {
  if (key === undefined) return [];
  const place = { from: key.offset, to: key.offset + key.length };
  const node: SourceNode = value === undefined ? { kind: "unknown", from: place.to, to: place.to } : nodeOf(value);
  return [{ key: key.value as string, place, value: node }];
}
