// Where places of a text are once it was changed.
import type { TextSpanChange } from "../merger.ts";
import type { LineStarts } from "./line-starts.ts";
import type { Lines } from "./sided-change.ts";

export const growthOf = ({ from, to, insert }: TextSpanChange): number => insert.length - (to - from);

export class Shifts {
  readonly #lines: LineStarts;
  readonly #changes: readonly Lines[];
  /** How far the text moves by the first n of them. */
  readonly #moved: readonly number[];

  /** The changes are in order. */
  constructor(lines: LineStarts, changes: readonly (TextSpanChange & Lines)[]) {
    this.#lines = lines;
    this.#changes = changes;
    const moved = [0];
    for (const change of changes) moved.push((moved.at(-1) ?? 0) + growthOf(change));
    this.#moved = moved;
  }

  /** Where a place of the axis of lines is that no change reaches over. */
  at(cut: number): number {
    let [low, high] = [0, this.#changes.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#changes[middle]?.last ?? 0) <= cut) low = middle + 1;
      else high = middle;
    }
    return this.#lines.start(cut >> 1) + (this.#moved[low] ?? 0);
  }
}
