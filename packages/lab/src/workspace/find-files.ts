// Finds files by words of their path, as one types them: every word must occur; a hit in the file's name counts more than one
// in a folder, and the start of a word more than its middle.
import type { ListedFile } from "./list-files.ts";

export interface FoundFiles {
  readonly files: readonly Pick<ListedFile, "path" | "sizeBytes">[];
  /** How many files matched. */
  readonly total: number;
}

/** The files whose path has all words of `text`, best first; without words, those that changed last. */
export function findFiles(files: Iterable<ListedFile>, text: string, limit: number): FoundFiles {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const matches: { file: ListedFile; score: number }[] = [];
  for (const file of files) {
    const score = scoreOf(file.path, words);
    if (score !== null) matches.push({ file, score });
  }
  matches.sort(
    (a, b) =>
      b.score - a.score ||
      (words.length === 0 ? 0 : a.file.path.length - b.file.path.length) ||
      b.file.changedMs - a.file.changedMs ||
      (a.file.path < b.file.path ? -1 : 1),
  );
  const best = matches.slice(0, limit).map(({ file: { path, sizeBytes } }) => ({ path, sizeBytes }));
  return { files: best, total: matches.length };
}

const IN_PATH = 1;
const IN_NAME = 4;
const AT_WORD_START = 2;
const IS_NAME = 4;

/** Null when a word does not occur. */
function scoreOf(path: string, words: readonly string[]): number | null {
  const lower = path.toLowerCase();
  const nameStart = lower.lastIndexOf("/") + 1;
  let score = 0;
  for (const word of words) {
    const inName = lower.indexOf(word, nameStart);
    const at = inName === -1 ? lower.indexOf(word) : inName;
    if (at === -1) return null;
    score += inName === -1 ? IN_PATH : IN_NAME;
    if (at === 0 || /[^\p{L}\p{N}]/u.test(path.charAt(at - 1)) || isHump(path, at)) score += AT_WORD_START;
    const rest = lower.slice(inName + word.length);
    if (inName === nameStart && /^(?:\.[^/]*)?$/.test(rest)) score += IS_NAME;
  }
  return score;
}

const isHump = (path: string, at: number): boolean =>
  /\p{Lu}/u.test(path.charAt(at)) && /\p{Ll}/u.test(path.charAt(at - 1));
