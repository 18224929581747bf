// JSON as its standard has it: no comments, no commas at the end, no name twice. The value comes with the place of each problem.
import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type * as z from "zod/mini";
import { checkValue } from "./check-value.ts";
import { type DataNode, locateProblems } from "./data-node.ts";
import type { DataProblem } from "./data-problem.ts";

export type DecodedJson<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly DataProblem[] };

export interface ParsedJson {
  /** `undefined` when there are problems. */
  readonly value: unknown;
  readonly problems: readonly DataProblem[];
}

const MAX_DEPTH = 500;

/** Reads JSON and checks it against a schema. Places are UTF-16 offsets into `text`. */
export function decodeJson<T>(schema: z.core.$ZodType<T>, text: string): DecodedJson<T> {
  const read = readJson(text);
  if (read.root === undefined) return { ok: false, problems: read.problems };
  const checked = checkValue(schema, toValue(read.root));
  if (checked.ok) return checked;
  return { ok: false, problems: locateProblems(toDataNode(read.root), checked.problems) };
}

/** Reads JSON of any shape. Places are UTF-16 offsets into `text`. */
export function parseJson(text: string): ParsedJson {
  const { root, problems } = readJson(text);
  return { value: root === undefined ? undefined : toValue(root), problems };
}

interface ReadJson {
  /** `undefined` when there are problems. */
  readonly root?: Node;
  readonly problems: readonly DataProblem[];
}

function readJson(text: string): ReadJson {
  const tooDeep = findTooDeep(text);
  if (tooDeep !== undefined) return { problems: [tooDeep] };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  // What follows the first error is mostly its echo.
  const [first] = errors;
  if (root === undefined || first !== undefined) return { problems: [toProblem(first, text)] };
  const problems = [...findDuplicates(root)];
  return problems.length > 0 ? { problems } : { root, problems };
}

/** The parser calls itself for each level, and a hostile text must not use up its stack. */
function findTooDeep(text: string): DataProblem | undefined {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === "[" || token === "{") depth += 1;
    else if (token === "]" || token === "}") depth -= 1;
    if (depth > MAX_DEPTH) return { from: index, to: index + 1, message: `nested more than ${MAX_DEPTH} levels deep` };
  }
  return undefined;
}

function toProblem(error: ParseError | undefined, text: string): DataProblem {
  const { offset, length } = error ?? { offset: 0, length: 0 };
  const code = error === undefined ? "ValueExpected" : printParseErrorCode(error.error);
  const isComma = code === "PropertyNameExpected" || code === "ValueExpected";
  const message = isComma && /,\s*$/.test(text.slice(0, offset)) ? "remove the comma before this" : MESSAGES[code];
  return { from: offset, to: Math.min(offset + length, text.length), message: message ?? "this is not JSON" };
}

const MESSAGES: Readonly<Partial<Record<ReturnType<typeof printParseErrorCode>, string>>> = {
  InvalidSymbol: "expected a value: text stands in double quotes",
  InvalidNumberFormat: "expected a number, such as 12 or 0.5",
  PropertyNameExpected: "expected a name in double quotes",
  ValueExpected: "expected a value",
  ColonExpected: "expected a colon",
  CommaExpected: "expected a comma",
  CloseBraceExpected: "expected }",
  CloseBracketExpected: "expected ]",
  EndOfFileExpected: "expected the end: one value is enough",
  InvalidCommentToken: "JSON has no comments: remove this",
  UnexpectedEndOfString: "this text is not closed: expected a double quote on the same line",
  UnexpectedEndOfNumber: "expected a digit",
  InvalidUnicode: "expected four hexadecimal digits after \\u",
  InvalidEscapeCharacter: "unknown escape: write \\\\ for a backslash",
  InvalidCharacter: "a control character cannot stand in text: write it as \\u and its number",
};

function* findDuplicates(node: Node): Generator<DataProblem> {
  const names = new Set<unknown>();
  for (const child of node.children ?? []) {
    const [key, value] = child.type === "property" ? (child.children ?? []) : [undefined, child];
    if (key !== undefined && names.has(key.value))
      yield { ...spanOf(key), message: "this name is there twice: remove one" };
    names.add(key?.value);
    if (value !== undefined) yield* findDuplicates(value);
  }
}

function toValue(node: Node): unknown {
  if (node.type === "array") return (node.children ?? []).map(toValue);
  // Not by assignment, so that `__proto__` is a name like any other.
  if (node.type === "object")
    return Object.fromEntries(membersOf(node).map(({ name, value }) => [name, toValue(value)]));
  return node.value as unknown;
}

function toDataNode(node: Node): DataNode {
  const members = node.type === "object" ? membersOf(node) : [];
  const items = node.type === "array" ? (node.children ?? []) : [];
  const entries = [
    ...members.map(({ name, key, value }) => ({ name, key, value: toDataNode(value) })),
    ...items.map((item, i) => ({ name: String(i), key: null, value: toDataNode(item) })),
  ];
  return { ...spanOf(node), entries };
}

const membersOf = (node: Node): { name: string; key: { from: number; to: number }; value: Node }[] =>
  (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
    key === undefined || value === undefined ? [] : [{ name: String(key.value), key: spanOf(key), value }],
  );

const spanOf = ({ offset, length }: Node): { from: number; to: number } => ({ from: offset, to: offset + length });
