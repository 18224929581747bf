import { type DocumentEvent, newSuggestionId } from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { describe, expect, it } from "vitest";
import { decodeCopy, encodeCopy } from "./document-copy.ts";
import { epochOf, growFacts, NO_FACTS, pathOf } from "./document-facts.ts";
import { actor } from "./document-fixture.ts";
import type { Update } from "./apply-update.ts";

const suggestion = newSuggestionId({ clock: new FakeClock(), random: createSeededRandom(1) });
const hunk = (n: number) => ({ hunk: n, from: "AA==", to: "AA==", removed: "a", inserted: "b" });
const grown = (...events: readonly DocumentEvent[]) =>
  events.reduce((facts, event) => growFacts(facts, event, 7), NO_FACTS);

const FACTS = grown(
  { type: "created", path: "a.md", actor },
  { type: "epoch", epoch: 1, why: "created", actor },
  { type: "moved", path: "b.md", actor },
  { type: "suggestion", suggestion, why: "asked", note: "n", actor },
  { type: "hunk", suggestion, hunk: hunk(1) },
  { type: "hunk", suggestion, hunk: hunk(2) },
  { type: "epoch", epoch: 2, why: "checkout", actor },
);

describe("the facts of a document", () => {
  it("are where it is, which epoch it is in, and the hunks that wait", () => {
    expect([pathOf(FACTS), epochOf(FACTS)]).toEqual(["b.md", 2]);
    const settled = growFacts(FACTS, { type: "settled", suggestion, hunks: [1], verdict: "rejected", actor }, 8);
    expect([...(settled.suggestions.get(suggestion)?.hunks.keys() ?? [])]).toEqual([2]);
    const gone = growFacts(settled, { type: "settled", suggestion, hunks: [2], verdict: "accepted", actor }, 9);
    expect(gone.suggestions.size).toBe(0);
  });

  it("a hunk of the same number takes the place of the one before", () => {
    const moved = growFacts(FACTS, { type: "hunk", suggestion, hunk: { ...hunk(1), removed: "other" } }, 8);
    expect(moved.suggestions.get(suggestion)?.hunks.get(1)?.removed).toBe("other");
  });
});

const part = (encoding: 1 | 2, ...bytes: readonly number[]): Update => ({ encoding, update: Uint8Array.from(bytes) });

describe("a copy of a document", () => {
  it("is read as it was written, with the times of its suggestions", () => {
    const later = [part(1, 5), part(1), part(2, 6)];
    const document = { facts: FACTS, ahead: [7, 2 ** 32 - 1], state: [part(2, 1, 2, 3), part(2, 4)], later };
    expect(decodeCopy(encodeCopy(document))).toEqual(document);
    const empty = { facts: NO_FACTS, ahead: [], state: [], later: [] };
    expect(decodeCopy(encodeCopy(empty))).toEqual(empty);
  });

  it("of the build before, which did not say whose edits it has beyond its cursor, is read", () => {
    const copy = { facts: FACTS, state: [part(2, 1, 2, 3)], later: [part(1, 5)] };
    const [, none, ...rest] = encodeCopy({ ...copy, ahead: [] });
    expect(none).toBe(0);
    expect(decodeCopy(Uint8Array.from([1, ...rest]))).toEqual({ ...copy, ahead: [] });
  });

  it("that is damaged, or of another build, is none", () => {
    const whole = encodeCopy({ facts: FACTS, ahead: [9], state: [part(2, 1, 2, 3)], later: [part(1, 5)] });
    for (let length = 0; length < whole.length - 3; length += 1)
      expect(decodeCopy(whole.slice(0, length))).toBeUndefined();
    expect(decodeCopy(new Uint8Array([3, ...whole.slice(1)]))).toBeUndefined();
    expect(decodeCopy(new Uint8Array([1, 5, 200, 1, 7]))).toBeUndefined();
    expect(decodeCopy(new Uint8Array([1, 1, 2, 123, 125]))).toBeUndefined();
    expect(decodeCopy(new Uint8Array([1, 0, 0, 3, 1, 7]))).toBeUndefined();
  });
});
