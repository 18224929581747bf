// The statements of a D2 text: keys with what follows their `:`, and the braces that open and close. Blocks of text (`|md … |`)
// and comments say nothing that a diagram names.
import { linesOf, partOf, type Piece } from "./piece.ts";

/** A key with its value, where it has one, and whether a brace opens behind them; or a brace that closes. */
export type D2Statement =
  | { readonly kind: "key"; readonly key: Piece; readonly value: Piece | null; readonly opens: boolean }
  | { readonly kind: "close"; readonly brace: Piece };

/** Quotes, a variable, or a sign: of a text's beginning, a comment, a brace, an end, a value. */
const SIGN = /"[^"]*"|'[^']*'|\$\{[^}]*\}|\|+[`|]?|(?<!\S)#.*|[{};:]/g;
const COMMENT = '"""';

export function d2Statements(text: string): D2Statement[] {
  const statements: D2Statement[] = [];
  let textEnd: string | null = null;
  for (const line of linesOf(text, 0)) {
    if (textEnd !== null) textEnd = line.code.endsWith(textEnd) ? null : textEnd;
    else if (line.code.startsWith(COMMENT))
      textEnd = line.code.endsWith(COMMENT, line.code.length - 1) ? null : COMMENT;
    else textEnd = readLine(statements, line);
  }
  return statements;
}

/** Adds the statements of a line, and gives what ends the block of text that it begins; null where it begins none. */
function readLine(statements: D2Statement[], line: Piece): string | null {
  let start = 0;
  let colon: number | null = null;
  const add = (end: number, opens = false): void => {
    const key = partOf(line, start, colon ?? end);
    const value = colon === null ? null : partOf(line, colon + 1, end);
    if (key.code !== "" || opens) statements.push({ kind: "key", key, value, opens });
    [start, colon] = [end + 1, null];
  };
  for (const { 0: sign, index } of line.code.matchAll(SIGN)) {
    if (sign === ":") colon ??= index;
    else if (sign === ";") add(index);
    else if (sign === "{") add(index, true);
    else if (sign === "}") {
      add(index);
      statements.push({ kind: "close", brace: partOf(line, index, index + 1) });
    } else if (sign.startsWith("#")) {
      add(index);
      return null;
    } else if (sign.startsWith("|") && colon !== null && partOf(line, colon + 1, index).code === "") {
      add(index);
      const closer = sign.length > 1 && sign.endsWith("`") ? `\`${sign.slice(0, -1)}` : sign;
      return line.code.length > index + sign.length && line.code.endsWith(closer) ? null : closer;
    }
  }
  add(line.code.length);
  return null;
}
