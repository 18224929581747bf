import { type Clock, sleep } from "@nomous/protocol";

/** Which numbered messages were answered, and how often. */
export interface Tally {
  hear(n: number): void;
  /** Of those from the one number to the other, how many nobody answered. */
  missing(from: number, to: number): number;
  /** Answers beyond the first of each message. */
  repeated(): number;
  /** Resolves when at most `most` of those are missing, or when no answer came for the quiet time: then with false. */
  until(from: number, to: number, most: number): Promise<boolean>;
  /** The quiet time begins now. */
  rouse(): void;
}

export function createTally(clock: Clock, quietMs: number): Tally {
  const answers = new Map<number, number>();
  let heardMs = clock.elapsed();
  let bell = new AbortController();
  const missing = (from: number, to: number): number => {
    let count = 0;
    for (let n = from; n <= to; n += 1) if (!answers.has(n)) count += 1;
    return count;
  };
  return {
    missing,
    hear(n) {
      answers.set(n, (answers.get(n) ?? 0) + 1);
      heardMs = clock.elapsed();
      bell.abort();
    },
    repeated: () => [...answers.values()].reduce((sum, count) => sum + count - 1, 0),
    async until(from, to, most) {
      while (missing(from, to) > most) {
        const leftMs = heardMs + quietMs - clock.elapsed();
        if (leftMs <= 0) return false;
        bell = new AbortController();
        await sleep(clock, leftMs, bell.signal);
      }
      return true;
    },
    rouse: () => void (heardMs = clock.elapsed()),
  };
}
