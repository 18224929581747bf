// The tokens of a Protocol Buffers text with their places, which the parser's errors and its tree do not have.

/** A word, number, text in quotes or sign; `line` counts from 1. */
export interface ProtoToken {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly line: number;
  /** A text whose quote is not closed on its line, which it ends with. */
  readonly isOpen: boolean;
}

const TOKEN = /\n|[^\S\n]+|\/\/[^\n]*|[\w.]+|"|'|\/\*|[^]/y;

/** All tokens but comments; a comment that does not end is the rest of the text. */
export function protoTokens(text: string): ProtoToken[] {
  const tokens: ProtoToken[] = [];
  let line = 1;
  for (let from = 0; from < text.length;) {
    TOKEN.lastIndex = from;
    const start = TOKEN.exec(text)?.[0] ?? "";
    const isText = start === '"' || start === "'";
    const close = isText ? closeOfText(text, from) : null;
    const to = isText
      ? (close ?? endOfLine(text, from))
      : start === "/*"
        ? endOfComment(text, from)
        : from + start.length;
    const token = text.slice(from, to);
    if (!/^(?:\s|\/\/|\/\*)/.test(start))
      tokens.push({ text: token, from, to, line, isOpen: isText && close === null });
    if (start === "\n") line += 1;
    if (start === "/*") line += token.split("\n").length - 1;
    from = to;
  }
  return tokens;
}

function endOfComment(text: string, from: number): number {
  const end = text.indexOf("*/", from + 2);
  return end < 0 ? text.length : end + 2;
}

function closeOfText(text: string, from: number): number | null {
  const quote = text.charAt(from);
  for (let at = from + 1; at < text.length && text.charAt(at) !== "\n"; at++) {
    if (text.charAt(at) === quote) return at + 1;
    if (text.charAt(at) === "\\" && text.charAt(at + 1) !== "\n") at += 1;
  }
  return null;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}
