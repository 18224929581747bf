// Randomness that a seed reproduces, to the last bit on every machine: orders of rounds, simulations, permutations.
import { ln } from "./natural-log.ts";

export interface SeededRandom {
  /** In [0, 1), with 53 random bits. */
  next(): number;
  /** An integer in [0, `below`). */
  int(below: number): number;
  /** Standard normal, by the polar method (Marsaglia and Bray 1964). */
  normal(): number;
  /** A new list in random order (Fisher–Yates). */
  shuffle<T>(items: readonly T[]): T[];
}

/** The same seed gives the same numbers; a text such as `4747/round 3` is a seed of its own. */
export function createRandom(seed: number | string): SeededRandom {
  const uint32 = sfc32(String(seed));
  const next = (): number => ((uint32() >>> 5) * 2 ** 26 + (uint32() >>> 6)) / 2 ** 53;
  const int = (below: number): number => Math.floor(next() * below);
  return {
    next,
    int,
    normal() {
      for (;;) {
        const x = 2 * next() - 1;
        const y = 2 * next() - 1;
        const square = x * x + y * y;
        if (square > 0 && square < 1) return x * Math.sqrt((-2 * ln(square)) / square);
      }
    },
    shuffle<T>(items: readonly T[]): T[] {
      const shuffled = [...items];
      for (let last = shuffled.length - 1; last > 0; last -= 1) {
        const other = int(last + 1);
        [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
      }
      return shuffled;
    },
  };
}

/** Chris Doty-Humphrey's small fast counter: 128 bits of state, of which a counter makes every seed's period at least 2³². */
function sfc32(seed: string): () => number {
  let [a, b, c] = [hash(seed, 1), hash(seed, 2), hash(seed, 3)];
  let counter = 1;
  const uint32 = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let mixed = 0; mixed < 15; mixed += 1) uint32();
  return uint32;
}

/** FNV-1a. */
function hash(text: string, salt: number): number {
  let value = 0x811c9dc5 ^ salt;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value;
}
