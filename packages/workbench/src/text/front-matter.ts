// The block of YAML before the document, between two lines of three hyphens. One that is never closed is none, nor are two
// rules with prose between them.
import type { Span } from "./span.ts";

export interface FrontMatter extends Span {
  /** What stands between the two lines. */
  readonly yaml: Span;
}

const OPENS = /^\uFEFF?---[ \t]*(?:\r\n|\n|\r)/;
const BEGINS_LIKE_YAML = /^\s*(?:$|#|\{|["']?[\w.-][^\n\r]*:)/;
const CLOSES = /^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|$)/m;

export function findFrontMatter(text: string): FrontMatter | null {
  const opened = OPENS.exec(text)?.[0];
  if (opened === undefined) return null;
  const rest = text.slice(opened.length);
  const closed = CLOSES.exec(rest);
  if (closed === null || !BEGINS_LIKE_YAML.test(rest.slice(0, closed.index))) return null;
  const yaml = { from: opened.length, to: opened.length + closed.index };
  return { from: opened.startsWith("\uFEFF") ? 1 : 0, to: yaml.to + closed[0].length, yaml };
}
