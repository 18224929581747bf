// Where a place of a Markdown text is, in words: its line, and the heading that it stands below.
import { LIMITS } from "@nomous/protocol";
import { splitsPair } from "../merge/words.ts";
import { LineStarts } from "./line-starts.ts";
import { headingIn, proseLines } from "./prose-lines.ts";

export interface Whereabouts {
  /** Empty: before the first heading. */
  readonly section: string;
  /** From 1. */
  readonly line: number;
}

interface Heading {
  readonly at: number;
  readonly text: string;
}

export class Outline {
  readonly #lines: LineStarts;
  readonly headings: readonly Heading[];

  constructor(text: string) {
    this.#lines = new LineStarts(text);
    this.headings = [...proseLines(text)].flatMap(({ line, at }) => {
      const heading = headingIn(line);
      return heading === undefined ? [] : [{ at, text: short(heading) }];
    });
  }

  at(at: number): Whereabouts {
    return { section: this.headings[this.#headingsBefore(at) - 1]?.text ?? "", line: this.#lines.lineAt(at) + 1 };
  }

  /** How many headings begin before a place. */
  #headingsBefore(at: number): number {
    let [low, high] = [0, this.headings.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.headings[middle]?.at ?? Infinity) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function short(heading: string): string {
  const most = LIMITS.labelLength;
  if (heading.length <= most) return heading;
  return heading.slice(0, splitsPair(heading, most) ? most - 1 : most);
}
