// YAML that people write by hand: every problem is told with its place, and nothing is guessed.
import { type Document, isAlias, isMap, isScalar, isSeq, parseDocument, visit, type YAMLError } from "yaml";
import type * as z from "zod/mini";
import { checkValue } from "./check-value.ts";
import { type DataNode, locateProblems } from "./data-node.ts";
import type { DataProblem } from "./data-problem.ts";

export type DecodedYaml<T> =
  /** `document` has the nodes; their ranges count from the beginning of the YAML, without `offset`. */
  | { readonly ok: true; readonly value: T; readonly document: Document }
  | { readonly ok: false; readonly problems: readonly DataProblem[] };

/** A few names for what is used again are useful; thousands are an attack on the reader's memory. */
const MAX_ALIASES = 100;

/**
 * Reads one YAML document and checks it against a schema. Places are UTF-16 offsets into `text`, or into the text that it was cut from
 * when `offset` says where it begins there.
 */
export function decodeYaml<T>(
  schema: z.core.$ZodType<T>,
  text: string,
  { offset = 0 }: { readonly offset?: number } = {},
): DecodedYaml<T> {
  const document = parseDocument(text, { prettyErrors: false, stringKeys: true, logLevel: "error" });
  const read = readValue(document, text);
  if (!read.ok) return { ok: false, problems: read.problems.map((problem) => shift(problem, offset)) };
  const checked = checkValue(schema, read.value);
  if (checked.ok) return { ok: true, value: checked.value, document };
  const problems = locateProblems(toDataNode(document.contents), checked.problems);
  return { ok: false, problems: problems.map((problem) => shift(problem, offset)) };
}

const shift = ({ from, to, message }: DataProblem, offset: number): DataProblem => ({
  from: from + offset,
  to: to + offset,
  message,
});

type ReadValue =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problems: readonly DataProblem[] };

function readValue(document: Document.Parsed, text: string): ReadValue {
  const problems = [...document.errors, ...document.warnings].map((error) => toProblem(error, text));
  if (problems.length === 0) problems.push(...aliasProblems(document));
  if (problems.length > 0) return { ok: false, problems: problems.toSorted((a, b) => a.from - b.from) };
  try {
    return { ok: true, value: document.toJS({ maxAliasCount: MAX_ALIASES }) };
  } catch (error) {
    // A few that are each used again a few times, level by level, are a great many: this is how the library refuses them.
    if (!(error instanceof ReferenceError)) throw error;
    return { ok: false, problems: [{ ...rangeOf(document.contents), message: TOO_MANY_ALIASES }] };
  }
}

const TOO_MANY_ALIASES = "too many values are used again with *: write them out";
const UNKNOWN_ALIAS = "nothing has this name: mark the value that is meant with &, or put the text in quotes";
const ALIAS_OF_ITSELF = "a value cannot contain itself";

function aliasProblems(document: Document.Parsed): DataProblem[] {
  const problems: DataProblem[] = [];
  let count = 0;
  visit(document, {
    Alias(_, alias, path) {
      count += 1;
      const told = (message: string): number => problems.push({ ...rangeOf(alias), message });
      if (count > MAX_ALIASES) {
        told(TOO_MANY_ALIASES);
        return visit.BREAK;
      }
      const meant = alias.resolve(document);
      if (meant === undefined) told(UNKNOWN_ALIAS);
      else if (path.includes(meant)) told(ALIAS_OF_ITSELF);
      return undefined;
    },
  });
  return problems;
}

const toProblem = ({ code, message, pos: [from, to] }: YAMLError, text: string): DataProblem => ({
  from,
  to: Math.min(to, text.length),
  message: IN_OUR_WORDS[code] ?? message.charAt(0).toLowerCase() + message.slice(1),
});

/** What people meet most, with what to do. */
const IN_OUR_WORDS: Readonly<Partial<Record<YAMLError["code"], string>>> = {
  BAD_SCALAR_START: "a value cannot begin with this character: put it in quotes",
  BLOCK_AS_IMPLICIT_KEY: "a value cannot hold another colon: put it in quotes, or begin a new line",
  DUPLICATE_KEY: "this name is there twice: remove one",
  MULTIPLE_DOCS: "a second document begins here: keep one",
  NON_STRING_KEY: "expected a name before the colon",
  RESOURCE_EXHAUSTION: "nested too deeply",
  TAB_AS_INDENT: "a tab cannot indent: use spaces",
  TAG_RESOLVE_FAILED: "this tag is not known: remove it",
};

function toDataNode(node: unknown): DataNode {
  const span = rangeOf(node);
  if (isMap(node)) {
    const entries = node.items.map(({ key, value }) => ({
      name: String(isScalar(key) ? key.value : key),
      key: rangeOf(key),
      value: toDataNode(value),
    }));
    return { ...span, entries };
  }
  if (isSeq(node)) {
    const entries = node.items.map((item, i) => ({ name: String(i), key: null, value: toDataNode(item) }));
    return { ...span, entries };
  }
  return { ...span, entries: [] };
}

function rangeOf(node: unknown): { from: number; to: number } {
  const range = isMap(node) || isSeq(node) || isScalar(node) || isAlias(node) ? node.range : null;
  return { from: range?.[0] ?? 0, to: range?.[1] ?? 0 };
}
