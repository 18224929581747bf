import { type DocumentId, LIMITS, newDocumentId } from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { fromBase64, toBase64 } from "./base64.ts";
import type { EditArgs } from "./edit-command.ts";
import { mergeEdits } from "./merge-edits.ts";

const random = createSeededRandom(20_261_128);
const document: DocumentId = newDocumentId({ clock: new FakeClock(), random });
const below = (n: number): number => random.uint32() % Math.max(1, n);

const newDoc = (yjs: number): Y.Doc => {
  const doc = new Y.Doc();
  doc.clientID = yjs;
  return doc;
};

const SEED = (() => {
  const doc = newDoc(1);
  doc.getText("text").insert(0, "A document that somebody else began.\n".repeat(40));
  return Y.encodeStateAsUpdate(doc);
})();

/** Edits on the seed, each as its own command, and the text that they make. */
function edits(count: number, change: (text: Y.Text, n: number) => void): { all: EditArgs[]; text: string } {
  const doc = newDoc(4_000_000_000);
  Y.applyUpdate(doc, SEED);
  const all: EditArgs[] = [];
  doc.on("update", (update) => {
    const edit = { epoch: 1, base: all.length, yjs: doc.clientID, encoding: 1, update: toBase64(update) } as const;
    all.push({ document, edit });
  });
  const text = doc.getText("text");
  for (let n = 0; n < count; n += 1) change(text, n);
  return { all, text: text.toJSON() };
}

const typing = (text: Y.Text, n: number): void => text.insert(20, ["t", "yp", "ed ", "🙂"][n % 4] ?? "");
let cursor = 20;
/** As people write: a few letters here, some of them taken back, then elsewhere. */
const writing = (text: Y.Text): void => {
  if (below(10) === 0) cursor = below(text.length);
  if (below(100) < 28 && cursor > 0) text.delete((cursor -= 1), 1);
  else text.insert(cursor++, String.fromCodePoint(97 + below(26)));
};
const jumping = (text: Y.Text): void => {
  if (below(100) < 28) text.delete(below(text.length - 1), 1);
  else text.insert(below(text.length), String.fromCodePoint(97 + below(26)));
};

function applied(all: readonly EditArgs[]): string {
  const doc = newDoc(7);
  Y.applyUpdate(doc, SEED);
  for (const { edit } of all) {
    const apply = edit.encoding === 1 ? Y.applyUpdate : Y.applyUpdateV2;
    apply(doc, fromBase64(edit.update) ?? new Uint8Array());
  }
  expect(doc.store.pendingStructs).toBeNull();
  return doc.getText("text").toJSON();
}

describe("edits that wait", () => {
  it.each([
    ["typing", typing],
    ["edits everywhere", jumping],
  ])("become one that makes the same text: %s", (_, change) => {
    const { all, text } = edits(500, change);
    const merged = mergeEdits(all);
    expect(merged).toHaveLength(1);
    expect(merged[0]?.edit).toMatchObject({ encoding: 2, base: 0, yjs: 4_000_000_000 });
    expect(applied(merged)).toBe(text);
    expect(applied(all)).toBe(text);
  });

  it("merged in any grouping make the same text", () => {
    const { all, text } = edits(200, jumping);
    let rest = all;
    while (rest.length > 1) {
      const count = 2 + below(5);
      rest = [...mergeEdits(rest.slice(0, count)), ...rest.slice(count)];
    }
    expect(applied(rest)).toBe(text);
  });

  it("10,000 of them take far less than the 47 kB that a sync has", () => {
    const { all, text } = edits(10_000, writing);
    const merged = mergeEdits(all);
    expect(applied(merged)).toBe(text);
    expect(merged).toHaveLength(1);
    expect(JSON.stringify(merged).length).toBeLessThan(25_000);
  });

  it("keep a labelled one apart, in its place", () => {
    const { all } = edits(5, typing);
    const labelled = all.map((args, n) => (n === 2 ? { ...args, edit: { ...args.edit, label: "restored" } } : args));
    expect(mergeEdits(labelled).map(({ edit }) => [edit.base, edit.label])).toEqual([
      [0, undefined],
      [2, "restored"],
      [3, undefined],
    ]);
  });

  it("say together what the first of them had not seen: one base, the lowest", () => {
    const { all } = edits(3, typing);
    const [one, two, three] = all.map(({ edit }, n) => ({ document, edit: { ...edit, base: [7, 5, 9][n] ?? 0 } }));
    if (one === undefined || two === undefined || three === undefined) throw new Error("three edits");
    expect(mergeEdits([...mergeEdits([one, two]), three]).map(({ edit }) => edit.base)).toEqual([5]);
    expect(mergeEdits([three]).map(({ edit }) => edit.base)).toEqual([9]);
  });

  it("were made apart when one of them was, and build on what any of them does, but for their own writer", () => {
    const { all } = edits(4, typing);
    const marks = [{ after: [3, 4] }, {}, { isApart: true, after: [4, 4_000_000_000, 5] }, {}];
    const marked = all.map((args, n) => ({ document, edit: { ...args.edit, ...marks[n] } }));
    expect(mergeEdits(marked)).toMatchObject([{ edit: { isApart: true, after: [3, 4, 5] } }]);
    expect(Object.keys(mergeEdits(all)[0]?.edit ?? {}).toSorted()).toEqual("base encoding epoch update yjs".split(" "));
  });

  it("name no more than a command may: those longest known", () => {
    const { all } = edits(2, typing);
    const many = all.map((args, n) => ({
      document,
      edit: { ...args.edit, after: Array.from({ length: 40 }, (_, at) => 40 * n + at) },
    }));
    expect(mergeEdits(many)[0]?.edit.after).toEqual(Array.from({ length: LIMITS.editsAfter }, (_, at) => at));
  });

  it("with a hole between them stay apart: the bridge takes nothing that is left out", () => {
    const { all } = edits(6, typing);
    const left = all.filter((_, n) => n !== 3);
    expect(mergeEdits(left).map(({ edit }) => edit.base)).toEqual([0, 4]);
  });

  it("are never more than a command holds", () => {
    const { all, text } = edits(4, (shared) => shared.insert(0, "x".repeat(300_000)));
    const merged = mergeEdits(all);
    expect(merged.length).toBeGreaterThan(1);
    for (const { edit } of merged) expect(edit.update.length).toBeLessThanOrEqual(LIMITS.updateBase64);
    expect(applied(merged)).toBe(text);
  });
});
