import fc from "fast-check";
import { expect, test } from "vitest";
import * as Y from "yjs";
import type { TextSpanChange } from "../merger.ts";
import { carryChanges } from "./carry-changes.ts";
import { DocumentStates } from "./document-states.ts";
import { createLogFixture } from "./log-fixture.ts";
import { createMerger } from "./merger-core.ts";
import { mergerContract } from "./merger.contract.ts";
import { findPlace } from "./relative-place.ts";
import { applyChanges, diffText } from "./text-diff.ts";
import { cutsWord, splitsPair } from "./words.ts";
import { textOf } from "./ydoc.ts";

mergerContract("in-process", createMerger);

const SEED = 20251128;

/** Changes of a text with known tokens, apart from each other. */
const changesOf = (length: number, mark: string): fc.Arbitrary<TextSpanChange[]> =>
  fc.uniqueArray(fc.nat({ max: length }), { maxLength: 12 }).map((places) => {
    const at = places.toSorted((a, b) => a - b);
    const changes: TextSpanChange[] = [];
    for (let i = 0; i + 1 < at.length; i += 2)
      changes.push({ from: at[i] ?? 0, to: at[i + 1] ?? 0, insert: i % 3 === 0 ? `<${mark}${i}>` : "" });
    return changes;
  });

test("every token that a proposal inserts is in what is carried or there already, whatever the others did", () => {
  const base = "abcdefghij\nklmnopqrst\n".repeat(3);
  fc.assert(
    fc.property(changesOf(base.length, "m"), changesOf(base.length, "t"), (mine, theirs) => {
      const onto = applyChanges(base, theirs);
      const carried = carryChanges(base, mine, theirs, onto);
      const all = carried.map(({ insert }) => insert).join("") + onto;
      for (const { insert } of mine) expect(all).toContain(insert);
      let at = 0;
      for (const { from, to } of carried) {
        expect(from).toBeGreaterThanOrEqual(at);
        expect(to).toBeLessThanOrEqual(onto.length);
        at = to;
      }
    }),
    { seed: SEED, numRuns: 2_000 },
  );
});

const words = fc
  .array(fc.constantFrom("ab", "cd ", "ef", "\n", " ", "g1", ", ", "🎈", "e\u0301"), { minLength: 1, maxLength: 30 })
  .map((parts) => parts.join(""));

test("no hunk begins or ends inside a word, whatever both sides typed into words", async () => {
  await fc.assert(
    fc.asyncProperty(words, words, fc.nat(), fc.nat(), words, async (before, now, a, b, insert) => {
      const log = createLogFixture("d/1");
      const merger = createMerger(log.read);
      log.type(before, 2);
      const base = log.state;
      if (now !== before) log.type(now, 3);
      const [from, to] = [a % (before.length + 1), b % (before.length + 1)].toSorted((x, y) => x - y) as [
        number,
        number,
      ];
      if (splitsPair(before, from) || splitsPair(before, to)) return;
      const hunks = await merger.propose(base, [{ from, to, insert }], log.state);
      const doc = new Y.Doc();
      for (const update of (await merger.snapshot(log.state)).updates) Y.applyUpdateV2(doc, update);
      for (const hunk of hunks) {
        const place = findPlace(doc, hunk);
        if (place === null) throw new Error("a hunk has no place");
        expect(cutsWord(now, place.from) || cutsWord(now, place.to)).toBe(false);
      }
      await merger.close();
    }),
    { seed: SEED, numRuns: 300 },
  );
});

test("accepting all of a proposal is the three-way merge where nothing overlaps", () => {
  const line = fc.constantFrom("keep", "change", "drop", "extend");
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (plan) => {
      const base = plan.map((_, i) => `line ${i} of it\n`);
      const edited = (own: number): string[] =>
        base.map((text, i) => {
          if (i % 2 !== own || plan[i] === "keep") return text;
          return plan[i] === "change" ? `changed ${i}\n` : plan[i] === "drop" ? "" : `${text}more ${i}\n`;
        });
      const [mine, theirs] = [edited(0), edited(1)];
      const both = base.map((_, i) => (i % 2 === 0 ? mine[i] : theirs[i])).join("");
      const onto = theirs.join("");
      const text = base.join("");
      const carried = carryChanges(text, diffText(text, mine.join("")), diffText(text, onto), onto);
      expect(applyChanges(onto, carried)).toBe(both);
    }),
    { seed: SEED, numRuns: 300 },
  );
});

test("both put something at one place: the proposal keeps what the other one put there", () => {
  const theirs = [{ from: 3, to: 3, insert: "their\n" }];
  const carried = carryChanges("end", [{ from: 3, to: 3, insert: "mine\n" }], theirs, "endtheir\n");
  expect(carried).toEqual([{ from: 3, to: 3, insert: "mine\n" }]);
  expect(carryChanges("end", [{ from: 3, to: 3, insert: "their" }], theirs, "endtheir\n")).toEqual([]);
});

test("a state near one in memory reads only what is new, and a file's state and the log's stay both", async () => {
  const log = createLogFixture("d/1");
  for (let i = 1; i <= 200; i += 1) log.type(`${"x".repeat(i)}\n`, 5);
  const states = new DocumentStates(log.read);
  const at = (upTo: number, ...plus: number[]) => states.doc({ key: "d/1", upTo, plus }).then(textOf);
  expect(await at(100)).toBe(`${"x".repeat(100)}\n`);
  expect(await at(200)).toBe(`${"x".repeat(200)}\n`);
  expect(log.reads.updates).toBe(200);
  expect(await at(100)).toBe(`${"x".repeat(100)}\n`);
  expect(await at(200)).toBe(`${"x".repeat(200)}\n`);
  expect(log.reads).toEqual({ calls: 2, updates: 200 });
  log.type(`${"x".repeat(201)}\n`, 5);
  expect(await at(201)).toBe(`${"x".repeat(201)}\n`);
  expect(log.reads).toEqual({ calls: 3, updates: 201 });
  expect(await at(99)).toBe(`${"x".repeat(99)}\n`);
});

test("documents in memory are bounded by their size", async () => {
  const log = createLogFixture("d/1");
  log.type("text", 5);
  log.type("text two", 5);
  const states = new DocumentStates(log.read, 1);
  for (const upTo of [1, 2, 1, 2]) await states.doc({ key: "d/1", upTo, plus: [] });
  expect(log.reads.calls).toBe(4);
});

test("hundreds of updates in both encodings become one state", async () => {
  const log = createLogFixture("d/1");
  const merger = createMerger(log.read);
  log.append(await merger.seed("", 1), 2);
  for (let i = 0; i < 300; i += 1) log.type("word\n".repeat(i + 1), 1 + (i % 3));
  expect(await merger.text(log.state)).toBe("word\n".repeat(300));
});
