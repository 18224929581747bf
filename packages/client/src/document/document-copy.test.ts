import { type DocumentEvent, newSuggestionId } from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { describe, expect, it } from "vitest";
import { decodeCopy, encodeCopy } from "./document-copy.ts";
import { epochOf, growFacts, NO_FACTS, pathOf } from "./document-facts.ts";
import { actor } from "./document-fixture.ts";

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

describe("a copy of a document", () => {
  it("is read as it was written, with the times of its suggestions", () => {
    const state = new Uint8Array([1, 2, 3]);
    const copy = decodeCopy(encodeCopy({ facts: FACTS, state }));
    expect(copy?.facts).toEqual(FACTS);
    expect([...(copy?.state ?? [])]).toEqual([1, 2, 3]);
  });

  it("that is damaged, or of another build, is none", () => {
    expect(decodeCopy(new Uint8Array())).toBeUndefined();
    expect(decodeCopy(new Uint8Array([5, 200, 1, 7]))).toBeUndefined();
    expect(decodeCopy(new Uint8Array([1, 2, 123, 125]))).toBeUndefined();
  });
});
