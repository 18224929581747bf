// The edits of somebody who writes a long text: typing on, jumps to other places, corrections there. The same seed is the same text. It has
// the size of the public editing trace that merge benchmarks use (some 260 000 single-character edits, 105 000 characters left), and more
// jumps, so that its history is the harder one to carry.
import { createSeededRandom } from "@nomous/testkit";
import type { Text } from "yjs";

export interface Edit {
  readonly at: number;
  /** Characters to remove there, or one to insert. */
  readonly remove: 0 | 1;
  readonly insert: string;
}

const LETTERS = "etaoin shrdlu cmfwyp vbgkjq xz etaoin shr\n";

/** `count` edits of an empty text, one character each. */
export function* traceEdits(seed: number, count: number): Generator<Edit> {
  const random = createSeededRandom(seed);
  let length = 0;
  let at = 0;
  let deleting = 0;
  for (let i = 0; i < count; i += 1) {
    if (deleting === 0 && random.chance(0.08)) at = random.int(length + 1);
    if (deleting === 0 && random.chance(0.21)) deleting = 1 + random.int(2);
    if (deleting > 0 && at > 0) {
      deleting -= 1;
      at -= 1;
      length -= 1;
      yield { at, remove: 1, insert: "" };
    } else {
      deleting = 0;
      yield { at, remove: 0, insert: LETTERS[random.int(LETTERS.length)] ?? "e" };
      at += 1;
      length += 1;
    }
  }
}

export function applyEdit(text: Text, { at, remove, insert }: Edit): void {
  if (remove > 0) text.delete(at, remove);
  else text.insert(at, insert);
}
