// Where two edits met, in the text as it is by now: lines were added and removed above since, so the lines themselves are looked for.
import { createLineIndex, type LineIndex } from "../../text/line-index.ts";
import type { Span } from "../../text/span.ts";
import type { OpenConflict } from "./review-facts.ts";

/** The lines of the conflict without the last line break, the nearest to where they met if they are there twice. Null: they were edited since, or removed. */
export function openConflictPlace(
  text: string,
  { line, merged }: Pick<OpenConflict, "line" | "merged">,
  lines: LineIndex = createLineIndex(text),
): Span | null {
  const wanted = merged.replaceAll(/\r\n?/g, "\n").replace(/\n$/, "");
  if (wanted.trim() === "") return null;
  let nearest: (Span & { readonly distance: number }) | null = null;
  // Documents have one kind of line ends; in one that has both, lines of the other kind were edited since.
  for (const words of new Set([wanted, wanted.replaceAll("\n", "\r\n")])) {
    for (let from = text.indexOf(words); from >= 0; from = text.indexOf(words, from + words.length)) {
      const to = from + words.length;
      if (!isAtLines(text, from, to)) continue;
      const distance = Math.abs(lines.positionOf(from).line - (line ?? 1));
      if (nearest === null || distance < nearest.distance) nearest = { from, to, distance };
    }
  }
  return nearest === null ? null : { from: nearest.from, to: nearest.to };
}

const isAtLines = (text: string, from: number, to: number): boolean =>
  (from === 0 || "\n\uFEFF".includes(text[from - 1] ?? "")) && /^(?:\r?\n|$)/.test(text.slice(to, to + 2));
