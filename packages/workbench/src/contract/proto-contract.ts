// Protocol Buffers: what the parser refuses, and what the compiler would: numbers and names that stand twice or are reserved, and
// types that a whole file uses and does not have.
import protobuf from "protobufjs";
import { outlineProto, type ProtoOutline, type ProtoScope } from "./proto-outline.ts";
import type { ProtoToken } from "./proto-tokens.ts";
import type { ContractProblem } from "./source-tree.ts";

const SCALARS: ReadonlySet<string> = new Set(
  "bool bytes double fixed32 fixed64 float int32 int64 sfixed32 sfixed64 sint32 sint64 string uint32 uint64".split(" "),
);
const ELISION = /^[^\S\n]*(?:\.{3}|…)[^\S\n]*$|(?<=\{[^\S\n]*)(?:\.{3}|…)(?=[^\S\n]*\})/gm;
/** A text that leaves the first line out may be of either version, or stand within a service or a message. */
const AROUND = [
  ['syntax="proto3";', ""],
  ["", ""],
  ['syntax="proto3";service S{', "\n}"],
  ['syntax="proto3";message M{', "\n}"],
  ["message M{", "\n}"],
] as const;
/** The parser's words for an end where something was expected. */
const AT_END = /^illegal [\w ]+ 'null'/;
const LARGEST = 536_870_911;

/** Checks a `.proto` file, or a part of one. */
export function protoProblems(text: string): ContractProblem[] {
  const whole = text.replaceAll(ELISION, (elision) => " ".repeat(elision.length));
  const outline = outlineProto(whole);
  const found = outline.scopes.flatMap((scope) => [...numberProblems(scope), ...nameProblems(scope)]);
  const syntax = syntaxProblem(whole, outline, found.length > 0);
  if (syntax !== null) return [...found, syntax];
  return whole === text ? [...found, ...unknownTypes(outline)] : found;
}

function numberProblems({ kind, fields, reservedRanges, allowsAlias }: ProtoScope): ContractProblem[] {
  const names = new Map<number, string>();
  return fields.flatMap(({ name, number }) => {
    const value = Number(number.text);
    const other = names.get(value);
    names.set(value, name.text);
    if (kind === "message" && (value < 1 || value > LARGEST || (value >= 19_000 && value <= 19_999)))
      return [at(number, `${number.text} is no number of a field. Write 1 to ${LARGEST}, except 19000 to 19999.`)];
    if (reservedRanges.some(([from, to]) => value >= from && value <= to))
      return [at(number, `${number.text} is reserved here. Give \`${name.text}\` another number.`)];
    if (other === undefined || allowsAlias) return [];
    return [at(number, `\`${other}\` has the number ${number.text} too. Give \`${name.text}\` another one.`)];
  });
}

function nameProblems({ fields, reservedNames }: ProtoScope): ContractProblem[] {
  const seen = new Set<string>();
  return fields.flatMap(({ name }) => {
    if (reservedNames.has(name.text))
      return [at(name, `The name \`${name.text}\` is reserved here. Choose another one.`)];
    if (seen.has(name.text)) return [at(name, `The name \`${name.text}\` stands here twice. Rename one.`)];
    seen.add(name.text);
    return [];
  });
}

function unknownTypes({ isFile, hasImports, used, declared }: ProtoOutline): ContractProblem[] {
  if (!isFile || hasImports) return [];
  return used
    .filter(({ text }) => !text.includes(".") && !SCALARS.has(text) && !declared.has(text))
    .map((type) => at(type, `Nothing here declares \`${type.text}\`. Declare it, or import the file that does.`));
}

/** What the parser says; its errors name a line, unless they are about what `isKnown` says was found. */
function syntaxProblem(text: string, outline: ProtoOutline, isKnown: boolean): ContractProblem | null {
  const open = outline.tokens.find((token) => token.isOpen);
  if (open !== undefined) return at(open, "This text is not closed on its line. Add the quote that is missing.");
  const unclosed = outline.unclosed.at(-1);
  if (unclosed !== undefined) return unclosedProblem(text, unclosed);
  let first: string | null = null;
  for (const [before, behind] of outline.isFile ? [["", ""] as const] : AROUND) {
    const error = parseError(before + text + behind);
    if (error === null) return null;
    first ??= error;
  }
  if (first === null) return null;
  const [, what = first, line] = /^(.*?)(?: \(line (\d+)\))?$/s.exec(first) ?? [];
  if (line === undefined && isKnown) return null;
  const place = placeOf(text, outline.tokens, what, line === undefined ? null : Number(line));
  const told = AT_END.test(what) ? "it ends too early" : what.length > 80 ? `${what.slice(0, 80)}…` : what;
  return { ...place, message: `This is no Protocol Buffers text: ${told}.` };
}

/** The one that was opened last and not closed: what follows it is read as a part of it. */
function unclosedProblem(text: string, words: readonly ProtoToken[]): ContractProblem | null {
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined) return null;
  const span = { from: first.from, to: last.to };
  return { ...span, message: `\`${text.slice(span.from, span.to)}\` is never closed. Add \`}\` after its last line.` };
}

function parseError(text: string): string | null {
  try {
    protobuf.parse(text, { keepCase: true });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The token that an error names, or the line that it stands on, or the beginning. */
function placeOf(
  text: string,
  tokens: readonly ProtoToken[],
  what: string,
  line: number | null,
): { from: number; to: number } {
  const named = /'([^']*)'/.exec(what)?.[1];
  const onLine = line === null ? tokens : tokens.filter((token) => token.line === line);
  const token = onLine.find((each) => each.text === named) ?? onLine.at(-1) ?? tokens.at(-1);
  return token === undefined ? { from: 0, to: text.length } : { from: token.from, to: token.to };
}

const at = ({ from, to }: ProtoToken, message: string): ContractProblem => ({ from, to, message });
