// Randomness that a number reproduces. `fork` gives each part its own stream, so that one more draw in one place does not
// reshuffle the others.
import type { Random } from "@nomous/protocol";

/** A `Random` that its seed reproduces. */
export interface SeededRandom extends Random {
  /** An independent generator, the same for the same seed and name. */
  fork(name: string): SeededRandom;
  /** An integer in [0, `below`). */
  int(below: number): number;
  /** An integer in [`from`, `to`], both included. */
  between(from: number, to: number): number;
  /** True with probability `p`. */
  chance(p: number): boolean;
  pick<T>(from: readonly T[]): T;
  bytes(length: number): Uint8Array<ArrayBuffer>;
}

/** Mulberry32: 32 bits of state, which is enough for a script of faults and for nothing secret. */
export function createSeededRandom(seed: number): SeededRandom {
  const origin = seed >>> 0;
  let state = origin;
  const uint32 = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  const unit = (): number => uint32() / 2 ** 32;
  const int = (below: number): number => Math.floor(unit() * below);
  return {
    uint32,
    int,
    between: (from, to) => from + int(to - from + 1),
    chance: (p) => unit() < p,
    pick<T>(from: readonly T[]): T {
      if (from.length === 0) throw new Error("nothing to pick from");
      return from[int(from.length)] as T;
    },
    bytes: (length) => Uint8Array.from({ length }, () => uint32() & 0xff),
    fork: (name) => createSeededRandom(hash(origin, name)),
  };
}

/** FNV-1a. */
function hash(start: number, text: string): number {
  let value = (0x811c9dc5 ^ start) >>> 0;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value;
}
