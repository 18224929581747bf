// What a Protocol Buffers text declares: messages and enums with their fields, what they reserve, and the types they use. It asks
// no more of the text than that braces and semicolons stand where they should; syntax is the parser's.
import { type ProtoToken, protoTokens } from "./proto-tokens.ts";

/** A field of a message, or a value of an enum. */
interface ProtoField {
  readonly name: ProtoToken;
  readonly number: ProtoToken;
}

/** A message or an enum. */
export interface ProtoScope {
  readonly kind: "message" | "enum";
  readonly fields: ProtoField[];
  readonly reservedRanges: (readonly [from: number, to: number])[];
  readonly reservedNames: Set<string>;
  allowsAlias: boolean;
}

export interface ProtoOutline {
  readonly tokens: readonly ProtoToken[];
  readonly scopes: readonly ProtoScope[];
  /** The names of all messages and enums, at whatever depth. */
  readonly declared: ReadonlySet<string>;
  /** The types of fields and methods, as they are written. */
  readonly used: readonly ProtoToken[];
  /** It says which version of the language it is, so that it is a whole file. */
  readonly isFile: boolean;
  /** What braces open and nothing closes, by the words before them. */
  readonly unclosed: readonly (readonly ProtoToken[])[];
  readonly hasImports: boolean;
}

const LABEL = /^(?:optional|repeated|required)$/;
const WORD = /^[A-Za-z_.]/;
const NUMBER = /^(?:0[xX][\da-fA-F]+|\d+)$/;

/** What is found while the tokens are walked. */
interface Found {
  readonly scopes: ProtoScope[];
  readonly declared: Set<string>;
  readonly used: ProtoToken[];
}

export function outlineProto(text: string): ProtoOutline {
  const tokens = protoTokens(text);
  const found: Found = { scopes: [], declared: new Set(), used: [] };
  const open: (ProtoScope | null)[] = [];
  const openers: (readonly ProtoToken[])[] = [];
  let statement: ProtoToken[] = [];
  for (const token of tokens) {
    if (token.text !== "{" && token.text !== "}" && token.text !== ";") {
      statement.push(token);
      continue;
    }
    const around = open.at(-1) ?? null;
    readMethod(statement, found);
    if (token.text === "{") {
      open.push(openScope(statement, around, found));
      openers.push([...statement, token]);
    } else if (around !== null) readStatement(around, statement, found);
    if (token.text === "}") {
      open.pop();
      openers.pop();
    }
    statement = [];
  }
  const first = tokens[0]?.text;
  const hasImports = tokens.some((token) => token.text === "import");
  return { tokens, ...found, isFile: first === "syntax" || first === "edition", unclosed: openers, hasImports };
}

/** The scope that braces behind a statement open: a new one, the one around them for `oneof`, or none. */
function openScope(statement: readonly ProtoToken[], around: ProtoScope | null, found: Found): ProtoScope | null {
  const [first, second] = statement.filter(({ text }) => text !== "export" && text !== "local");
  if (first?.text === "oneof") return around;
  const group = statement.findIndex(({ text }) => text === "group");
  const name = group >= 0 ? statement[group + 1] : second;
  if (group < 0 && first?.text !== "message" && first?.text !== "enum") return null;
  if (name !== undefined) found.declared.add(name.text);
  if (group >= 0 && around !== null) readStatement(around, statement, found);
  const scope: ProtoScope = {
    kind: group < 0 && first?.text === "enum" ? "enum" : "message",
    fields: [],
    reservedRanges: [],
    reservedNames: new Set(),
    allowsAlias: false,
  };
  found.scopes.push(scope);
  return scope;
}

function readStatement(scope: ProtoScope, statement: readonly ProtoToken[], found: Found): void {
  const [first] = statement;
  if (first === undefined || first.text === "extensions") return;
  if (first.text === "reserved") readReserved(scope, statement.slice(1));
  else if (first.text === "option")
    scope.allowsAlias ||= statement[1]?.text === "allow_alias" && statement.at(-1)?.text === "true";
  else readField(scope, statement, found);
}

/** `TYPE NAME = NUMBER` with what may stand before and behind it. */
function readField(scope: ProtoScope, statement: readonly ProtoToken[], found: Found): void {
  const equals = statement.findIndex(({ text }) => text === "=");
  const name = statement[equals - 1];
  const isNegative = statement[equals + 1]?.text === "-";
  const number = statement[equals + (isNegative ? 2 : 1)];
  if (name === undefined || number === undefined || !WORD.test(name.text) || !NUMBER.test(number.text)) return;
  if (!isNegative) scope.fields.push({ name, number });
  const type = statement.slice(0, equals - 1).filter(({ text }) => WORD.test(text) && !LABEL.test(text));
  if (scope.kind === "message") found.used.push(...type.filter(({ text }) => text !== "map" && text !== "group"));
}

function readReserved(scope: ProtoScope, tokens: readonly ProtoToken[]): void {
  for (const [i, { text }] of tokens.entries()) {
    if (/^["']/.test(text)) scope.reservedNames.add(text.slice(1, -1));
    else if (NUMBER.test(text) && tokens[i - 1]?.text !== "to") {
      const end = tokens[i + 1]?.text === "to" ? tokens[i + 2]?.text : text;
      scope.reservedRanges.push([Number(text), end === "max" ? Infinity : Number(end)]);
    } else if (/^[A-Za-z_]/.test(text) && text !== "to" && text !== "max") scope.reservedNames.add(text);
  }
}

/** `rpc NAME (stream? TYPE) returns (stream? TYPE)`. */
function readMethod(statement: readonly ProtoToken[], found: Found): void {
  if (statement[0]?.text !== "rpc") return;
  found.used.push(
    ...statement.filter(({ text }, i) => WORD.test(text) && text !== "stream" && statement[i + 1]?.text === ")"),
  );
}
