import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AttachedSize, type ContextSize, fitContext, type Fitting, MIN_LINES } from "./fit-context.ts";

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** A file whose whole costs no more than its marks and lines one by one, as with any tokenizer. */
const file = (lines: readonly number[], marks = 10): AttachedSize => ({
  tokens: marks + sum(lines),
  cut: { marks, lines },
});
const chat = (tokens: number, ...attached: AttachedSize[]) => ({ tokens, attached });

function used({ system, exchanges, passages }: ContextSize, { dropped, passages: kept, lines }: Fitting): number {
  const sizeOf = ({ tokens, cut }: AttachedSize, count: number): number =>
    cut === undefined || count === Infinity ? tokens : cut.marks + sum(cut.lines.slice(0, count));
  const turns = exchanges
    .slice(dropped)
    .map(
      ({ tokens, attached }, index) =>
        tokens + sum(attached.map((each, at) => sizeOf(each, lines[index + dropped]?.[at] ?? Number.NaN))),
    );
  return system + sum(turns) + sum(passages.slice(0, kept));
}

const leastLines = ({ cut }: AttachedSize): number =>
  cut === undefined || cut.lines.length <= MIN_LINES ? Infinity : MIN_LINES;

const tokens = fc.integer({ min: 1, max: 400 });
const attached = fc.oneof(
  tokens.map((count): AttachedSize => ({ tokens: count })),
  fc
    .tuple(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 120 }), fc.integer({ min: 0, max: 20 }))
    .map(([lines, saved]) => {
      const { cut, tokens: most } = file(lines);
      return { tokens: Math.max(10, most - saved), ...(cut && { cut }) };
    }),
);
const anything: fc.Arbitrary<ContextSize> = fc.record({
  system: fc.integer({ min: 0, max: 300 }),
  exchanges: fc.array(fc.record({ tokens, attached: fc.array(attached, { maxLength: 3 }) }), {
    minLength: 1,
    maxLength: 12,
  }),
  passages: fc.array(tokens, { maxLength: 6 }),
});

const check = (holds: (size: ContextSize, room: number, fitting: Fitting) => void): void =>
  fc.assert(
    fc.property(anything, fc.integer({ min: 0, max: 6_000 }), (size, room) =>
      holds(size, room, fitContext(size, room)),
    ),
    { seed: 7, numRuns: 2_000 },
  );

describe("whatever is asked", () => {
  test("no more is given than there is room, and the prompt is always in it", () => {
    check((size, room, fitting) => {
      expect(fitting.dropped).toBeLessThan(size.exchanges.length);
      expect(!fitting.fits || used(size, fitting) <= room).toBe(true);
    });
  });

  test("it is refused only when the prompt with the least of its files is too much", () => {
    check((size, room, { fits }) => {
      const exchanges = size.exchanges.slice(-1);
      const lines = exchanges.map((exchange) => exchange.attached.map(leastLines));
      const least = used({ ...size, exchanges }, { fits: true, dropped: 0, passages: 0, lines });
      expect(fits).toBe(least <= room);
    });
  });

  test("passages go before anything is cut, and files are cut to the least before a turn goes", () => {
    check((size, room, { passages, dropped, lines }) => {
      const kept = lines.slice(dropped).flat();
      const isCut = dropped > 0 || kept.some((count) => count !== Infinity);
      expect(isCut && passages > 0).toBe(false);
      expect(kept.every((count) => count >= MIN_LINES)).toBe(true);
      const least = size.exchanges.map((exchange) => exchange.attached.map(leastLines));
      const cut: Fitting = { fits: true, dropped: 0, passages: 0, lines: least };
      expect(dropped > 0 && used(size, cut) <= room).toBe(false);
    });
  });

  test("everything is given when there is room for it", () => {
    check((size) => {
      const { dropped, passages, lines } = fitContext(size, Infinity);
      expect([dropped, passages]).toEqual([0, size.passages.length]);
      expect(lines.flat().every((count) => count === Infinity)).toBe(true);
    });
  });
});

describe("when it becomes too much", () => {
  const exchanges = Array.from({ length: 10 }, () => chat(100));

  test("the passages that fit least go first, one after the other", () => {
    const size = { system: 50, exchanges, passages: [30, 20, 10] };
    expect([1_110, 1_109, 1_099, 1_079, 1_050].map((room) => fitContext(size, room).passages)).toEqual([3, 2, 1, 0, 0]);
  });

  test("files are cut to the same length, and short ones stay whole", () => {
    const short = file(Array.from({ length: 5 }, () => 10));
    const long = [100, 1_000].map((length) => file(Array.from({ length }, () => 10)));
    const size = { system: 0, exchanges: [chat(40, short, ...long)], passages: [] };
    expect(fitContext(size, 1_000).lines).toEqual([[Infinity, 44, 44]]);
  });

  test("the oldest turns go in blocks, so that the beginning stays the same for some turns", () => {
    const starts = Array.from({ length: 30 }, (_, more) => {
      const size = { system: 0, exchanges: Array.from({ length: 10 + more }, () => chat(100)), passages: [] };
      return fitContext(size, 1_000).dropped;
    });
    expect(starts).toEqual([
      0, 3, 3, 3, 5, 5, 8, 8, 8, 10, 10, 13, 13, 13, 15, 15, 18, 18, 18, 20, 20, 23, 23, 23, 25, 25, 28, 28, 28, 30,
    ]);
  });

  test("the question before the prompt stays when it can, although it is in the middle of a block", () => {
    const size = { system: 0, exchanges: [chat(300), chat(300), chat(100), chat(100)], passages: [] };
    expect(fitContext(size, 700).dropped).toBe(1);
    expect(fitContext(size, 250).dropped).toBe(2);
  });

  test("the room of turns that went goes to the files that were cut", () => {
    const long = file(Array.from({ length: 100 }, () => 10));
    const size = { system: 0, exchanges: [chat(500), chat(100), chat(100, long)], passages: [] };
    expect(fitContext(size, 800)).toEqual({ fits: true, dropped: 1, passages: 0, lines: [[], [], [59]] });
  });
});
