// Who wrote which part of a text: every character of Yjs has the client id and the clock of its writer, and came with one update of the log.
import type { ConflictAuthor, EditConflict } from "@nomous/protocol";
import type * as Y from "yjs";
import { textIn } from "./ydoc.ts";

/** Clocks of a client id that came with one side. */
export interface AuthoredSpan {
  readonly client: number;
  readonly from: number;
  readonly to: number;
  readonly author: ConflictAuthor;
}

type Runs = EditConflict["runs"];

/** A stretch of the text up to `to`. */
interface Stretch {
  readonly to: number;
  readonly author: ConflictAuthor;
}

export class Authors {
  readonly #stretches: Stretch[] = [];

  /** Everything that is in no span was there before. */
  constructor(doc: Y.Doc, spans: readonly AuthoredSpan[]) {
    const byClient = Map.groupBy(
      spans.toSorted((a, b) => a.from - b.from),
      ({ client }) => client,
    );
    for (let item = textIn(doc)._start; item !== null; item = item.right)
      if (!item.deleted && item.countable) this.#add(item, byClient.get(item.id.client) ?? []);
  }

  /** The runs of a range. */
  runs(from: number, to: number): Runs {
    const runs: Runs = [];
    let at = from;
    for (let i = firstBehind(this.#stretches, from); at < to; i += 1) {
      const { to: end, author } = this.#stretches[i] ?? { to, author: "base" as const };
      runs.push([Math.min(end, to) - at, author]);
      at = end;
    }
    return runs;
  }

  #add({ id, length }: Pick<Y.Item, "id" | "length">, spans: readonly AuthoredSpan[]): void {
    const end = id.clock + length;
    let next = firstBehind(spans, id.clock);
    for (let clock = id.clock; clock < end;) {
      const span = spans[next];
      const isIn = span !== undefined && span.from <= clock;
      const until = Math.min(end, isIn ? span.to : (span?.from ?? end));
      this.#push(until - clock, isIn ? span.author : "base");
      clock = until;
      if (isIn) next += 1;
    }
  }

  #push(length: number, author: ConflictAuthor): void {
    const last = this.#stretches.at(-1);
    const to = (last?.to ?? 0) + length;
    if (last?.author === author) this.#stretches[this.#stretches.length - 1] = { to, author };
    else this.#stretches.push({ to, author });
  }
}

/** The first that ends behind a place. */
function firstBehind(stretches: readonly { readonly to: number }[], at: number): number {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.to ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
