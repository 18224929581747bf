import fc from "fast-check";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { mergeUpdates } from "../merge/merge-updates.ts";
import { docOf, type EncodedUpdate, hasGap } from "../merge/ydoc.ts";
import { statePartsOf } from "./state-parts.ts";

const SEED = 20_261_128;
const textIn = (doc: Y.Doc): Y.Text => doc.getText("text");

/** Three writers who hear of each other now and then, and a doc that hears of all. */
const someDoc = fc
  .array(fc.record({ who: fc.nat(2), at: fc.nat(40), remove: fc.nat(4), insert: fc.string(), hears: fc.boolean() }), {
    maxLength: 80,
  })
  .map((steps) => {
    const doc = new Y.Doc();
    const writers = [11, 12, 13].map((clientID) => Object.assign(new Y.Doc(), { clientID }));
    for (const { who, at, remove, insert, hears } of steps) {
      const writer = writers[who] ?? doc;
      if (hears) Y.applyUpdate(writer, Y.encodeStateAsUpdate(doc));
      const from = Math.min(at, textIn(writer).length);
      textIn(writer).delete(from, Math.min(remove, textIn(writer).length - from));
      textIn(writer).insert(from, insert);
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(writer));
    }
    return doc;
  });

/** A doc of the parts, after each of which nothing may be missing. */
function joined(parts: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const part of parts) {
    Y.applyUpdateV2(doc, part);
    expect(hasGap(doc)).toBe(false);
  }
  return doc;
}

test("[D15] the parts of a state are that state, and each builds on those before it only", () => {
  fc.assert(
    fc.property(someDoc, fc.integer({ min: 1, max: 5 }), (doc, mostPieces) => {
      const copy = joined(statePartsOf(doc, mostPieces));
      expect(textIn(copy).toJSON()).toBe(textIn(doc).toJSON());
      expect(Y.encodeStateAsUpdateV2(copy)).toEqual(Y.encodeStateAsUpdateV2(doc));
    }),
    { seed: SEED, numRuns: 150 },
  );
});

test("the parts and what came behind them can be merged before anybody reads them", () => {
  fc.assert(
    fc.property(someDoc, fc.integer({ min: 1, max: 5 }), (doc, mostPieces) => {
      const updates: EncodedUpdate[] = statePartsOf(doc, mostPieces).map((update) => ({ encoding: 2, update }));
      doc.on("update", (update: Uint8Array) => void updates.push({ encoding: 1, update }));
      for (const clientID of [12, 14, 11]) textIn(Object.assign(doc, { clientID })).insert(0, `${clientID} `);
      const copy = docOf(mergeUpdates(updates) ?? { encoding: 1, update: Uint8Array.of(0, 0) });
      expect(hasGap(copy)).toBe(false);
      expect(textIn(copy).toJSON()).toBe(textIn(doc).toJSON());
    }),
    { seed: SEED, numRuns: 150 },
  );
});

test("a state is as many parts as its pieces and its text ask for, and a short one is one part", () => {
  const doc = new Y.Doc();
  expect(statePartsOf(doc)).toHaveLength(1);
  textIn(doc).insert(0, "x".repeat(200_000));
  expect(statePartsOf(doc)).toHaveLength(1);
  for (let n = 0; n < 20_000; n += 1) textIn(doc).insert(0, `${n} `);
  expect(statePartsOf(doc).length).toBeGreaterThan(3);
  expect(textIn(joined(statePartsOf(doc))).length).toBe(textIn(doc).length);
});
