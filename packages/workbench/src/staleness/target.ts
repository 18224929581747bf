// The names of what documents rest on, as a lock and a person write them.
import type { LineRange } from "../rule/citation/code-citation.ts";
import type { Binding } from "./binding.ts";

export const symbolTarget = (path: string, symbol: string): string => `${path}#${symbol}`;

export const linesTarget = (path: string, { first, last }: LineRange): string =>
  first === last ? `${path}:${first}` : `${path}:${first}-${last}`;

export const sectionTarget = (path: string, section: string | null): string =>
  section === null ? path : `${path}#${section}`;

/** What a binding is called when its file lies there. */
export function targetAt({ kind, symbol, lines, section }: Binding, path: string): string {
  if (kind === "symbol" && symbol !== null) return symbolTarget(path, symbol);
  if (kind === "lines" && lines !== null) return linesTarget(path, lines);
  return kind === "document" ? sectionTarget(path, section) : path;
}
