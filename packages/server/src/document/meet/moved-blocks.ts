// Lines that somebody cut out and put elsewhere, perhaps a little changed on the way: told by the words that went and those that came.
import { isWord, tokensOf } from "../merge/words.ts";
import type { LineStarts } from "./line-starts.ts";
import type { SidedChange } from "./sided-change.ts";

/** How much of a block has to be in what was put elsewhere. */
const LEAST_SHARE = 0.7;
/** Fewer words are somewhere by chance, unless all of the block is. */
const LEAST_WORDS = 3;
/** A word that so many changes put says nothing about where a block went. */
const MOST_PLACES = 64;
/** Words of a block by which it is looked up. */
const RAREST = 8;

/** Whether a change took the whole text of a line away. */
export function takesLine({ from, to }: SidedChange, text: string, lines: LineStarts): boolean {
  const line = lines.lineAt(from) + (lines.isStart(from) ? 0 : 1);
  const end = lines.start(line + 1) - 1;
  return end <= to && text.slice(lines.start(line), end).trim() !== "";
}

export class MovedBlocks {
  readonly #text: string;
  readonly #putting = new Map<string, SidedChange[]>();

  /** Of one side; `text` is what both began with. */
  constructor(text: string, changes: readonly SidedChange[]) {
    this.#text = text;
    for (const change of changes)
      for (const word of wordsOf(change.insert).keys()) {
        const putting = this.#putting.get(word);
        if (putting === undefined) this.#putting.set(word, [change]);
        else putting.push(change);
      }
  }

  /** The change that put elsewhere what this one took away. */
  whereTo(taken: SidedChange): SidedChange | undefined {
    const block = this.#text.slice(taken.from, taken.to);
    const words = wordsOf(block);
    let best: SidedChange | undefined;
    let bestShare = 0;
    for (const change of this.#candidates(words)) {
      if (change === taken) continue;
      const share = change.insert.includes(block.trim()) ? 1 : shareOf(words, wordsOf(change.insert));
      if (share > bestShare) [best, bestShare] = [change, share];
    }
    return bestShare >= LEAST_SHARE ? best : undefined;
  }

  #candidates(words: ReadonlyMap<string, number>): Set<SidedChange> {
    const lists = [...words.keys()].map((word) => this.#putting.get(word) ?? []);
    const rarest = lists
      .filter(({ length }) => length > 0 && length <= MOST_PLACES)
      .toSorted((a, b) => a.length - b.length)
      .slice(0, RAREST);
    return new Set(rarest.flat());
  }
}

function wordsOf(text: string): Map<string, number> {
  const words = new Map<string, number>();
  for (const token of tokensOf(text)) if (isWord(token)) words.set(token, (words.get(token) ?? 0) + 1);
  return words;
}

/** How many of the words of a block are among the others; none when there are too few to tell. */
function shareOf(block: ReadonlyMap<string, number>, others: ReadonlyMap<string, number>): number {
  let [all, there] = [0, 0];
  for (const [word, count] of block) {
    all += count;
    there += Math.min(count, others.get(word) ?? 0);
  }
  return all < LEAST_WORDS ? 0 : there / all;
}
