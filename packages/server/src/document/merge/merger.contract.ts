// What every merger does, on whatever thread.
import type { Hunk } from "@nomous/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import * as Y from "yjs";
import type { DocumentState, Merger, ReadUpdates } from "../merger.ts";
import { createLogFixture, type LogFixture } from "./log-fixture.ts";
import { findPlace } from "./relative-place.ts";
import { docOf, fork, textIn, textOf } from "./ydoc.ts";

const SEED = 20251128;
const KEY = "document/1";

/** A document that says `text`, and its merger. */
async function begin(
  createMerger: (read: ReadUpdates) => Merger,
  text: string,
): Promise<{ log: LogFixture; merger: Merger }> {
  const log = createLogFixture(KEY);
  const merger = createMerger(log.read);
  log.append(await merger.seed(text, 1), 2);
  return { log, merger };
}

async function docAt(merger: Merger, state: DocumentState): Promise<Y.Doc> {
  const doc = new Y.Doc();
  for (const update of (await merger.snapshot(state)).updates) Y.applyUpdateV2(doc, update);
  return doc;
}

/** All hunks accepted at once, as a client does it. */
function accept(doc: Y.Doc, hunks: readonly Hunk[]): string {
  const changed = fork(doc);
  const placed = hunks.map((hunk) => ({ hunk, place: findPlace(doc, hunk) }));
  for (const { hunk, place } of placed.toReversed()) {
    if (place === null) throw new Error(`hunk ${hunk.hunk} has no place`);
    expect(textOf(doc).slice(place.from, place.to)).toBe(hunk.removed);
    textIn(changed).delete(place.from, place.to - place.from);
    textIn(changed).insert(place.from, hunk.inserted);
  }
  return textOf(changed);
}

const pieces = fc.constantFrom("one", "two ", "\n", "😀", "e\u0301", "- ", " ");
const someText = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(""));

export function mergerContract(name: string, createMerger: (read: ReadUpdates) => Merger): void {
  test(`${name}: a rewrite makes exactly the text, and one to the same text is none`, async () => {
    const logs = new Map<string, LogFixture>();
    const merger = createMerger((key, after, upTo) => (logs.get(key) ?? createLogFixture(key)).read(key, after, upTo));
    await fc.assert(
      fc.asyncProperty(someText, someText, async (from, to) => {
        const key = `document-${logs.size}/1`;
        const log = createLogFixture(key);
        logs.set(key, log);
        log.append(await merger.seed(from, 1), 2);
        const update = await merger.rewrite(log.state, to, 2);
        expect(update === null).toBe(from === to);
        if (update !== null) log.append(update);
        expect(await merger.text(log.state)).toBe(to);
      }),
      { seed: SEED, numRuns: 40 },
    );
    await merger.close();
  });

  test(`${name}: what others typed since the state that is rewritten survives`, async () => {
    const { log, merger } = await begin(createMerger, "one two three\nfour five six\nseven\n");
    const file = log.state;
    log.type("one two three\nfour FIVE and six\nseven\n", 2);
    const update = await merger.rewrite(file, "one 2 three\nfour five six!\nseven\neight\n", 3);
    if (update !== null) log.append(update);
    expect(await merger.text(log.state)).toBe("one 2 three\nfour FIVE and six!\nseven\neight\n");
    expect(await merger.text({ ...file, plus: [3] })).toBe("one 2 three\nfour five six!\nseven\neight\n");
    await merger.close();
  });

  test(`${name}: a snapshot is the whole state, and stands for the items before it`, async () => {
    const { log, merger } = await begin(createMerger, "");
    for (let i = 0; i < 100; i += 1) log.type(`${"word ".repeat(i)}end`, 2);
    const { updates, text } = await merger.snapshot(log.state);
    await merger.close();
    log.trim(log.state.upTo, updates);
    const later = createMerger(log.read);
    expect(await later.text(log.state)).toBe(text);
    await expect(later.text({ ...log.state, upTo: 3 })).rejects.toThrow("the log begins later");
    await later.close();
  });

  test(`${name}: a proposal on an older state lands where its text is now, with what was typed at its edges outside`, async () => {
    const { log, merger } = await begin(createMerger, "alpha beta gamma\n");
    const base = log.state;
    log.type("new first line\nalpha >beta< gamma\n", 2);
    const hunks = await merger.propose(base, [{ from: 6, to: 10, insert: "BETA" }], log.state);
    expect(hunks).toMatchObject([{ hunk: 1, removed: "beta", inserted: "BETA" }]);
    const doc = await docAt(merger, log.state);
    expect(accept(doc, hunks)).toBe("new first line\nalpha >BETA< gamma\n");
    await merger.close();
  });

  test(`${name}: where both changed a place the hunk puts the proposal against what stands there`, async () => {
    const { log, merger } = await begin(createMerger, "the quick brown fox\n");
    const base = log.state;
    log.type("the slow brown fox\n", 2);
    const hunks = await merger.propose(base, [{ from: 4, to: 9, insert: "fast" }], log.state);
    expect(hunks).toMatchObject([{ removed: "slow", inserted: "fast" }]);
    await merger.close();
  });

  test(`${name}: an update that the log has already proposes nothing`, async () => {
    const { log, merger } = await begin(createMerger, "one\n");
    const base = log.state;
    const update = await merger.rewrite(base, "one\ntwo\n", 2);
    if (update === null) throw new Error("no update");
    expect(await merger.propose(base, { update, encoding: 1 }, log.state)).toMatchObject([{ inserted: "two\n" }]);
    log.append(update);
    log.type("one\ntwo and a half\n", 3);
    expect(await merger.propose(base, { update, encoding: 1 }, log.state)).toEqual([]);
    await merger.close();
  });

  test(`${name}: when the state of a proposal is gone, what it inserts is a hunk at the end`, async () => {
    const { log, merger } = await begin(createMerger, "one\n");
    const base = log.state;
    log.type("one\nthree\n", 3);
    const update = await merger.rewrite(base, "zero\none\ntwo\n", 2);
    await merger.close();
    if (update === null) throw new Error("no update");
    const later = createMerger(log.read);
    log.trim(2, (await later.snapshot(log.state)).updates);
    await later.close();
    const trimmed = createMerger(log.read);
    const hunks = await trimmed.propose(base, { update, encoding: 1 }, log.state);
    expect(hunks).toHaveLength(1);
    expect(hunks[0]?.inserted.split("\n")).toEqual(expect.arrayContaining(["zero", "two"]));
    expect(accept(await docAt(trimmed, log.state), hunks).startsWith("one\nthree\n")).toBe(true);
    await trimmed.close();
  });

  test(`${name}: hunks of another epoch are found again by their text, under their numbers`, async () => {
    const { log, merger } = await begin(createMerger, "one\ntwo\nthree\nfour\n");
    const open = await merger.propose(
      log.state,
      [
        { from: 4, to: 7, insert: "2" },
        { from: 14, to: 18, insert: "4" },
        { from: 19, to: 19, insert: "five\n" },
      ],
      log.state,
    );
    const update = await merger.seed("zero\none\ntwo!\n3\n4\n", 9);
    const moved = await merger.transfer(open, log.state, { update });
    expect(moved.map(({ hunk }) => hunk)).toEqual([1, 3]);
    const doc = new Y.Doc();
    Y.applyUpdateV2(doc, update);
    expect(accept(doc, moved)).toBe("zero\none\n2!\n3\n4\nfive\n");
    await merger.close();
  });

  test(`${name}: a proposal of a long text is several hunks that together are it`, async () => {
    const { log, merger } = await begin(createMerger, "start\n");
    const long = "😀 and some more text\n".repeat(1_000);
    const hunks = await merger.proposeText("start\n", `start\n${long}`, log.state);
    expect(hunks.length).toBeGreaterThan(2);
    expect(accept(await docAt(merger, log.state), hunks)).toBe(`start\n${long}`);
    await merger.close();
  });

  test(`${name}: edits that were made apart meet: what each side alone made of the state, and what there is of both`, async () => {
    const { log, merger } = await begin(createMerger, "# A\n\nIt keeps items for one hour.\nlast\n");
    const base = log.state;
    const write = async (state: DocumentState, text: string, yjs: number, writer: number): Promise<void> => {
      const update = await merger.rewrite(state, text, yjs);
      if (update !== null) log.append(update, 1, writer);
    };
    await write(base, "# A\n\nIt keeps items for 24 hours, then archives them.\nlast\n", 30, 3);
    await write(base, "# A\n\nIt keeps items for seven days.\nlast\nmine\n", 20, 2);
    const apart = { state: base, mine: [2], last: log.state.upTo };
    const { conflicts, ...counts } = await merger.meet(apart);
    expect(counts).toEqual({ places: 2, theirs: 1 });
    expect(conflicts).toMatchObject([{ kind: "overlap", section: "A", line: 3, base: "It keeps items for one hour." }]);
    const [conflict] = conflicts;
    if (conflict === undefined) throw new Error("no conflict");
    const doc = await docAt(merger, log.state);
    const place = findPlace(doc, conflict);
    expect(textOf(doc).slice(place?.from, place?.to)).toBe(conflict.merged);
    // The state may have updates behind its item, and what comes behind the last one is not looked at.
    expect(await merger.meet({ ...apart, state: { ...base, plus: [2] } })).toMatchObject({ theirs: 0, conflicts: [] });
    expect(await merger.meet({ ...apart, last: 2 })).toEqual({ places: 0, theirs: 1, conflicts: [] });
    const update = await merger.seed("# B\n\n## A\n\nIt keeps items for seven days.\n", 9);
    const [anchor] = await merger.anchor([conflict], { update });
    expect(anchor).toMatchObject({ section: "A", line: 5 });
    const begun = docOf({ encoding: 2, update });
    const found = anchor && findPlace(begun, anchor);
    expect(textOf(begun).slice(found?.from, found?.to)).toBe(conflict.mine);
    await merger.close();
  });

  test(`${name}: where the log knows only what came of all edits, nobody can tell whose they were`, async () => {
    const { log, merger } = await begin(createMerger, "one\n");
    const base = log.state;
    await merger.text(base);
    log.type("one\ntwo\n", 3);
    log.trim(log.state.upTo, (await merger.snapshot(log.state)).updates);
    await expect(merger.meet({ state: base, mine: [2], last: log.state.upTo })).rejects.toThrow("the log begins later");
    await merger.close();
  });
}
