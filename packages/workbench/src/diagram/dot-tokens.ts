// The tokens of a Graphviz text. Written by hand where strings are long: an expression would run out of stack on a hostile one.

/** A token; `text` is what a name or a string says, the sign itself otherwise. */
export interface DotToken {
  readonly kind: "name" | "sign" | "open";
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const TOKEN = /[\s]+|\/\/[^\n]*|^#[^\n]*|->|--|[{}[\];,=:+]|-?(?:\.\d+|\d+(?:\.\d*)?)|[\w\u0080-\uffff]+|[^]/gm;

/** All tokens; a string, comment or markup that does not end is one token of the kind `open`. */
export function dotTokens(text: string): DotToken[] {
  const tokens: DotToken[] = [];
  for (let at = 0; at < text.length;) {
    const token = longToken(text, at) ?? shortToken(text, at);
    at = token.to;
    if (token.text !== "" || token.kind !== "sign") tokens.push(token);
  }
  return tokens;
}

function shortToken(text: string, from: number): DotToken {
  TOKEN.lastIndex = from;
  const found = TOKEN.exec(text)?.[0] ?? "";
  const to = from + found.length;
  if (/^(?:\s|\/\/|#)/.test(found)) return { kind: "sign", text: "", from, to };
  return { kind: /^-?[\w.\u0080-\uffff]/.test(found) && found !== "--" ? "name" : "sign", text: found, from, to };
}

function longToken(text: string, from: number): DotToken | null {
  const start = text.charAt(from);
  const isComment = text.startsWith("/*", from);
  if (start !== '"' && start !== "<" && !isComment) return null;
  const end = isComment ? endOfComment(text, from) : start === '"' ? endOfString(text, from) : endOfMarkup(text, from);
  if (end === null) return { kind: "open", text: isComment ? "/*" : start, from, to: text.length };
  return isComment
    ? { kind: "sign", text: "", from, to: end }
    : { kind: "name", text: text.slice(from, end), from, to: end };
}

function endOfComment(text: string, from: number): number | null {
  const end = text.indexOf("*/", from + 2);
  return end < 0 ? null : end + 2;
}

function endOfString(text: string, from: number): number | null {
  for (let at = from + 1; at < text.length; at++) {
    if (text.charAt(at) === "\\") at += 1;
    else if (text.charAt(at) === '"') return at + 1;
  }
  return null;
}

function endOfMarkup(text: string, from: number): number | null {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text.charAt(at) === "<") depth += 1;
    if (text.charAt(at) === ">") depth -= 1;
    if (depth === 0) return at + 1;
  }
  return null;
}
