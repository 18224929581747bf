import type { OpenSuggestion, PlacedHunk, SuggestionId } from "@nomous/client";
import { expect, test } from "vitest";
import type { OutlineEntry } from "../check/check-message.ts";
import { hunksWithin, ledHunks, placedHunks, whyText } from "./suggestion-words.ts";

const hunk = (number: number, from: number | null): PlacedHunk => ({
  hunk: number,
  from: "",
  to: "",
  removed: "a",
  inserted: "b",
  place: from === null ? null : { from, to: from + 1 },
  isOutdated: false,
});
const suggestion = (id: string, hunks: PlacedHunk[], more: Partial<OpenSuggestion> = {}): OpenSuggestion => ({
  suggestion: id as SuggestionId,
  why: "asked",
  note: "",
  actor: { person: "mara", client: "c" as OpenSuggestion["actor"]["client"] },
  at: 0,
  hunks,
  ...more,
});
const heading = (from: number): OutlineEntry => ({ from, to: from + 100, level: 2, title: "", worst: null });
const OUTLINE = [heading(0), heading(100)];
const ONE = suggestion("one", [hunk(1, 150), hunk(2, 10), hunk(3, 20), hunk(4, null)]);

test("who suggests and why is one sentence", () => {
  expect(whyText(ONE)).toBe("Suggestion by mara");
  expect(whyText({ ...ONE, actor: { ...ONE.actor, agent: "Qwen" }, note: "from decode.ts:18-44" })).toBe(
    "Suggestion by Qwen for mara, from decode.ts:18-44",
  );
  expect(whyText({ ...ONE, why: "epoch" })).toBe("Suggestion by mara, made on the text of another checkout");
});

test("an answer is for one hunk, those in its section, or all, those without a place too", () => {
  const open = placedHunks([ONE])[0];
  if (open === undefined) throw new Error("no hunk");
  expect(hunksWithin(open, "hunk", OUTLINE)).toEqual([2]);
  expect(hunksWithin(open, "section", OUTLINE)).toEqual([2, 3]);
  expect(hunksWithin(open, "all", OUTLINE)).toEqual([1, 2, 3, 4]);
});

test("answers for several stand at the first of them, and nowhere else", () => {
  const two = suggestion("two", [hunk(1, 12)]);
  const hunks = ledHunks(placedHunks([ONE, two]), OUTLINE);
  expect(hunks.map(({ suggestion, hunk, leads }) => [suggestion.suggestion, hunk.hunk, leads])).toEqual([
    ["one", 2, ["section", "all"]],
    ["two", 1, []],
    ["one", 3, []],
    ["one", 1, []],
  ]);
});
