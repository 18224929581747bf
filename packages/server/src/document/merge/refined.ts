// What somebody did to a text as people read it.
import type { TextSpanChange } from "../merger.ts";
import { diffWords } from "./text-diff.ts";
import { wholeWords } from "./whole-words.ts";

/** The changes as whole words; who replaced a text by a similar one changed only the words that differ. */
export const refined = (text: string, changes: readonly TextSpanChange[]): TextSpanChange[] =>
  wholeWords(text, changes).flatMap(({ from, to, insert }) =>
    diffWords(text.slice(from, to), insert).map((part) => ({
      from: part.from + from,
      to: part.to + from,
      insert: part.insert,
    })),
  );
