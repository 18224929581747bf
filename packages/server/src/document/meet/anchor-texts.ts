// Conflicts that were told of a text that is gone, in the one that took its place: it came with git and may have the merged lines, one side's, or
// others altogether.
import type { ConflictAnchor, ToldConflict } from "../merger.ts";
import { isWord, tokensOf } from "../merge/words.ts";
import type { Range } from "./fit-places.ts";
import { Outline } from "./outline.ts";
import { proseLines } from "./prose-lines.ts";

type Anchored = Omit<ConflictAnchor, "from" | "to"> & Range;

/** Shorter texts are anywhere by chance. */
const LEAST_LENGTH = 3;
/** So many words of a line have to be the conflict's for it to be what became of that, and so much of the line. */
const LEAST_WORDS = 2;
const LEAST_SHARE = 0.5;

/** Where they are, one for each; an empty range where nothing of a conflict is left. */
export function anchorTexts(conflicts: readonly ToldConflict[], text: string): Anchored[] {
  const outline = new Outline(text);
  return conflicts.map((conflict) => {
    const section = sectionOf(conflict, text, outline);
    const found = sameText(conflict, text, outline) ?? likestLine(conflict, text, section) ?? endOf(section, text);
    const { line, section: heading } = outline.at(found.from);
    return { ...found, line, section: heading };
  });
}

/** One of its texts, the one that stood there first. */
function sameText(
  { merged, mine, theirs, base, section, line }: ToldConflict,
  text: string,
  outline: Outline,
): Range | undefined {
  for (const wanted of [merged, mine, theirs, base]) {
    if (wanted.trim().length < LEAST_LENGTH) continue;
    let nearest: Range | undefined;
    let least = Infinity;
    for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) {
      const where = outline.at(at);
      const away = Math.abs(where.line - line) + (where.section === section ? 0 : text.length);
      if (away < least) [nearest, least] = [{ from: at, to: at + wanted.length }, away];
    }
    if (nearest !== undefined) return nearest;
  }
  return undefined;
}

/** The line whose words are most of all in the conflict's. */
function likestLine({ merged, mine, theirs, base }: ToldConflict, text: string, section: Range): Range | undefined {
  const known = new Set(wordsOf([merged, mine, theirs, base].join("\n")));
  let likest: Range | undefined;
  let most = LEAST_SHARE;
  for (const { line, at } of proseLines(text.slice(section.from, section.to))) {
    const words = wordsOf(line);
    const count = words.filter((word) => known.has(word)).length;
    if (count < LEAST_WORDS || count / words.length <= most) continue;
    most = count / words.length;
    likest = { from: section.from + at, to: section.from + at + line.length };
  }
  return likest;
}

const wordsOf = (text: string): string[] => tokensOf(text).filter(isWord);

/** From behind the heading of its section to the next one; all of the text when there is no such section any more. */
function sectionOf({ section, line }: ToldConflict, text: string, outline: Outline): Range {
  const { headings } = outline;
  if (section === "") return { from: 0, to: headings[0]?.at ?? text.length };
  const away = (place: number): number => Math.abs(outline.at(place).line - line);
  const [own] = headings.filter((heading) => heading.text === section).toSorted((a, b) => away(a.at) - away(b.at));
  if (own === undefined) return { from: 0, to: text.length };
  const next = headings[headings.indexOf(own) + 1]?.at ?? text.length;
  return { from: Math.min(next, own.at + `${text.slice(own.at)}\n`.indexOf("\n") + 1), to: next };
}

/** Behind its last line that is not blank. */
function endOf({ from, to }: Range, text: string): Range {
  const { length } = text.slice(from, to).trimEnd();
  const feed = text.indexOf("\n", from + length);
  const end = feed === -1 || feed >= to ? to : feed + 1;
  return { from: end, to: end };
}
