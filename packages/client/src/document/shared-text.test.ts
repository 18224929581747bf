import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { SharedText, type TextParts } from "./shared-text.ts";

const SEED = 20_261_128;
const nothing = (): void => {};
const textIn = (doc: Y.Doc): Y.Text => doc.getText("text");

interface Step {
  readonly who: number;
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
  /** Whether the writer has what the others wrote. */
  readonly hears: boolean;
}

/** What three writers did, one after the other. */
const history: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    who: fc.nat(2),
    at: fc.nat(60),
    remove: fc.nat(4),
    insert: fc.string({ maxLength: 6 }),
    hears: fc.boolean(),
  }),
  { minLength: 1, maxLength: 60 },
);

/** A doc with all of it, and the state after each step: those build on each other. */
function live(steps: readonly Step[]): { readonly doc: Y.Doc; readonly states: Uint8Array[] } {
  const writers = [11, 12, 13].map((clientID) => Object.assign(new Y.Doc(), { clientID }));
  const doc = new Y.Doc();
  const states: Uint8Array[] = [];
  for (const { who, at, remove, insert, hears } of steps) {
    const writer = writers[who] ?? doc;
    if (hears) Y.applyUpdate(writer, Y.encodeStateAsUpdate(doc));
    const text = textIn(writer);
    const from = Math.min(at, text.length);
    text.delete(from, Math.min(remove, text.length - from));
    text.insert(from, insert);
    const before = Y.encodeStateVector(doc);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(writer));
    states.push(Y.encodeStateAsUpdateV2(doc, before));
  }
  return { doc, states };
}

function built(parts: readonly Uint8Array[]): { readonly text: SharedText; readonly told: string[] } {
  const told: string[] = [];
  const text = new SharedText(
    99,
    () => told.push("made"),
    () => told.push("changed"),
  );
  for (const update of parts) text.build({ encoding: 2, update });
  return { text, told };
}

function again({ state, later }: TextParts): SharedText {
  const text = new SharedText(98, nothing, nothing);
  for (const part of state) text.build(part);
  text.apply(later);
  return text;
}

describe("a text that is built of the parts of a state", () => {
  it("is the text that the state is of, goes on as it would, and tells nobody", () => {
    fc.assert(
      fc.property(history, fc.nat(60), (steps, at) => {
        const { doc, states } = live(steps);
        const { text, told } = built(states);
        expect(told).toEqual([]);
        expect(text.text).toBe(textIn(doc).toJSON());
        expect(text.length).toBe(textIn(doc).length);
        expect(Y.encodeStateVector(text.doc)).toEqual(Y.encodeStateVector(doc));
        const before = Y.encodeStateVector(doc);
        const from = Math.min(at, text.length);
        text.change([{ from, to: Math.min(from + 3, text.length), insert: "new" }]);
        Y.applyUpdate(doc, Y.encodeStateAsUpdate(text.doc, before));
        expect(textIn(doc).toJSON()).toBe(text.text);
        expect(told).toEqual(["made", "changed"]);
      }),
      { seed: SEED, numRuns: 100 },
    );
  });

  it("says what it was told until something is added to it", () => {
    const { doc, states } = live([{ who: 0, at: 0, remove: 0, insert: "abc", hears: false }]);
    const text = new SharedText(99, nothing, nothing);
    for (const update of states) text.build({ encoding: 2, update }, "as the snapshot says");
    expect(text.text).toBe("as the snapshot says");
    textIn(doc).insert(3, "d");
    text.apply([{ encoding: 1, update: Y.encodeStateAsUpdate(doc) }]);
    expect(text.text).toBe("abcd");
  });
});

describe("the parts of a text", () => {
  it("are what came and what was typed, and make the same text again", () => {
    const { states } = live([{ who: 0, at: 0, remove: 0, insert: "abc", hears: false }]);
    const { text } = built(states);
    const other = live([{ who: 1, at: 0, remove: 0, insert: "from elsewhere ", hears: false }]);
    text.apply([{ encoding: 2, update: Y.encodeStateAsUpdateV2(other.doc) }]);
    text.change([{ from: 1, to: 2, insert: "typed" }]);
    const parts = text.parts();
    expect([parts.state.length, parts.later.length]).toEqual([1, 2]);
    expect(parts.state[0]?.update).toBe(states[0]);
    expect(again(parts).text).toBe(text.text);
  });

  it("become one when many were added", () => {
    const { text } = built([]);
    for (let n = 0; n <= 1_000; n += 1) text.change([{ from: n, to: n, insert: "x" }]);
    const parts = text.parts();
    expect([parts.state.length, parts.later.length]).toEqual([1, 0]);
    expect(again(parts).text).toBe("x".repeat(1_001));
    text.change([{ from: 0, to: 1, insert: "y" }]);
    expect(again(text.parts()).text).toBe(`y${"x".repeat(1_000)}`);
  });
});
