import type { Meeting } from "@nomous/client";
import { expect, test } from "vitest";
import {
  conflictOf,
  clientId,
  FOUND_AT,
  MARA,
  MEETING,
  placedConflict,
  side,
  TEXT,
  TOMAS,
} from "./conflict-fixture.tsx";
import { optionsOf } from "./conflict-options.ts";
import { keepText, sidesOf, type Viewer } from "./conflict-sides.ts";
import { decisionsOf, excerptOf, inOrder, openCount, spanText, whereText } from "./conflict-words.ts";
import { meetingText } from "./meeting-words.ts";
import { changeStretches, mergedStretches, sideStretches, type Stretch } from "./stretches.ts";
import { lineAround } from "./surrounding-lines.ts";

const WHO = { mine: [MARA], theirs: [TOMAS] };
const viewer = (letter: string, person?: string): Viewer => ({ client: clientId(letter), person });
const marked = (stretches: readonly Stretch[]): string =>
  stretches.map(({ text, mark }) => (mark === "same" ? text : `{${mark}:${text}}`)).join("");

const shown = (of: Viewer, who = WHO): string[] => {
  const { first, second } = sidesOf(who, of);
  return [first, second].map(({ side, label }) => `${label}=${side}`);
};

const decided = (isFirst: boolean, choice: "mine" | "theirs", actor = TOMAS.actor) => ({
  choice,
  text: choice,
  isFirst,
  actor,
  at: FOUND_AT,
});

const at = (h: number, m: number) => new Date(2026, 10, 20, h, m).getTime();

const one = (from: number, to: number) => [{ ...MARA, at: [from, to] as [number, number] }];

test("mine is what the viewer wrote, on whichever side: by the browser, else by the person", () => {
  expect(shown(viewer("m"))).toEqual(["Mine=mine", "Theirs=theirs"]);
  expect(shown(viewer("t"))).toEqual(["Mine=theirs", "Theirs=mine"]);
  expect(shown(viewer("x", "tomas"))).toEqual(["Mine=theirs", "Theirs=mine"]);
  expect(shown(viewer("x", "ines"))).toEqual(["mara=mine", "tomas=theirs"]);
  // One person in two browsers: the browser says it, and from a third one nobody's is "mine".
  const twice = { mine: [MARA], theirs: [side("mara", "n")] };
  expect(shown(viewer("n", "mara"), twice)).toEqual(["Mine=theirs", "Theirs=mine"]);
  expect(shown(viewer("x", "mara"), twice)).toEqual(["Came back=mine", "Was here=theirs"]);
});

test("a side says whose it is and from where, and what choosing it is called", () => {
  const file = { mine: [MARA], theirs: [side("mara", "a", { agent: "file" })] };
  const { first, second } = sidesOf(file, viewer("m", "mara"));
  expect([first.names, first.device, second.names, second.device]).toEqual(["mara", "this browser", "the file", ""]);
  expect(keepText("theirs", sidesOf(WHO, viewer("t")))).toBe("Keep mine");
  expect(keepText("theirs", sidesOf(WHO, viewer("x")))).toBe("Keep tomas’s");
  const twice = sidesOf({ mine: [MARA], theirs: [side("mara", "n")] }, viewer("x"));
  expect(keepText("mine", twice)).toBe("Keep what came back");
});

test("base is struck where either side changed it, each side is marked where it is new, and the space around belongs to none", () => {
  const { base, mine, theirs } = conflictOf(1);
  const stretches = sideStretches(base, mine, theirs);
  expect(marked(stretches.base)).toBe(
    "North takes [{removed:15} %][ev:piers/ms] less when the {removed:wind is low}.\n",
  );
  expect(marked(stretches.first)).toContain("[{first:20} %]");
  expect(marked(stretches.second)).toContain("the {second:line has stopped}.");
});

test("the merged text is marked by its authors, in the order in which the sides are shown", () => {
  const { merged, runs } = conflictOf(1);
  const length = runs.reduce((sum, [one]) => sum + one, 0);
  expect(length).toBe(merged.length);
  expect(marked(mergedStretches(merged, runs, false))).toBe(
    "North takes [{first:20} %][ev:piers/ms] less when the {second:line has stopped}.\n",
  );
  expect(marked(mergedStretches(merged, runs, true))).toContain("[{second:20} %]");
});

test("what somebody writes is told as a change of what stands there", () => {
  expect(marked(changeStretches("old 20 ms, whichever", "old 8 ms whichever"))).toBe(
    "old {removed:20} {added:8} ms{removed:,} whichever",
  );
});

test("those to decide come first, and an own decision that waits is not open any more", () => {
  const resolutions = [{ choice: "mine" as const, text: "", isFirst: true, actor: MARA.actor, at: FOUND_AT }];
  const all = [placedConflict(1, { resolutions }), placedConflict(2, { waiting: "mine" }), placedConflict(3)];
  expect(inOrder(all)).toEqual([all[2], all[1], all[0]]);
  expect(openCount(all)).toBe(1);
});

test("a conflict is called by the words that differ, its section and what happened", () => {
  const sides = sidesOf(WHO, viewer("x"));
  expect(excerptOf(conflictOf(1))).toBe("North takes [20 %][ev:piers/ms] less when the line has stopped.");
  expect(whereText(conflictOf(1), sides)).toBe("§3, mara and tomas");
  expect(whereText(conflictOf(1, { kind: "delete", section: "Who may read" }), sides)).toBe(
    "Who may read, changed and deleted",
  );
  const merged = "A batch leaves when it is full or when its oldest frame is 8 ms old.";
  expect(
    excerptOf(
      conflictOf(1, {
        merged,
        runs: [
          [59, "base"],
          [4, "mine"],
          [5, "base"],
        ],
      }),
    ),
  ).toBe("its oldest frame is 8 ms old.");
});

test("the first decision counts and the second is told as one that changed nothing", () => {
  const placed = placedConflict(1, { resolutions: [decided(true, "theirs"), decided(false, "mine", MARA.actor)] });
  const told = decisionsOf(placed, sidesOf(WHO, viewer("m")), viewer("m"), FOUND_AT);
  expect(told.map(({ text, isFirst }) => [text.replace(/, [\d:]+$/, ""), isFirst])).toEqual([
    ["tomas kept theirs", true],
    ["You kept mine", false],
  ]);
});

test("when a side was written is one moment, or from one to another", () => {
  const now = at(18, 0);
  expect(spanText(one(at(14, 52), at(14, 52)), now)).toBe("14:52");
  expect(spanText(one(at(14, 52), at(15, 4)), now)).toBe("14:52 to 15:04");
  expect(spanText(one(at(14, 52) - 86_400_000, at(15, 4) - 86_400_000), now)).toBe("19 Nov, 14:52 to 15:04");
});

test("a meeting tells who came back how much merged, and the others who is back", () => {
  const told = (rest: Partial<Meeting>, of = viewer("m")) => meetingText({ ...MEETING, ...rest }, of);
  expect(told({})).toBe("The bridge is back. Of your 14 changed places, 11 merged and 3 overlap with tomas.");
  expect(told({ places: 1, conflicts: 1 })).toBe("The bridge is back. Your one changed place overlaps with tomas.");
  expect(told({ conflicts: 0 })).toBe("The bridge is back. All of your 14 changed places merged.");
  expect(told({ conflicts: 1 }, viewer("t"))).toBe(
    "Mara is back. Of the 14 changed places, 13 merged and 1 overlaps with yours.",
  );
  expect(told({ theirs: [side("mara", "n")] })).toBe(
    "The bridge is back. Of your 14 changed places, 11 merged and 3 overlap with what mara wrote in another browser.",
  );
  expect(told({ mine: [side("mara", "a", { agent: "file" })], conflicts: 0, places: 2 }, viewer("t"))).toBe(
    "Another program changed the file. All of the 2 changed places merged.",
  );
});

test("what somebody wrote over the merged text is what is kept, and a cut version replaces nothing", () => {
  const sides = sidesOf(WHO, viewer("m"));
  const text = TEXT.replace("20 %", "21 %");
  const from = text.indexOf("North takes [21");
  const outdated = placedConflict(1, { isOutdated: true, place: { from, to: from + conflictOf(1).merged.length } });
  expect(optionsOf(outdated, sides, text).options[0]).toMatchObject({
    name: "Keep as it is",
    text: conflictOf(1).merged.replace("20 %", "21 %"),
  });
  const cut = placedConflict(1, { conflict: conflictOf(1, { isCut: true }) });
  expect(optionsOf(cut, sides, TEXT).options.map(({ choice }) => choice)).toEqual(["merged"]);
  const gone = optionsOf(placedConflict(1, { place: null }), sides, "");
  expect(gone.options.map(({ choice }) => choice)).toEqual(["merged", "mine", "theirs"]);
  expect(gone.lack).toContain("is gone");
});

test("the lines around a place are the next with words, before and behind it", () => {
  const text = "one\n\ntwo\nthree\n\n\nfour\n";
  const place = { from: 5, to: 15 };
  expect(lineAround(text, place, -1)).toEqual({ number: 1, text: "one" });
  expect(lineAround(text, place, 1)).toEqual({ number: 7, text: "four" });
  // With its line end, without, and of a place in which nothing stands.
  expect(lineAround(text, { from: 5, to: 14 }, 1)).toEqual({ number: 7, text: "four" });
  expect(lineAround(text, { from: 5, to: 5 }, 1)).toEqual({ number: 3, text: "two" });
  expect(lineAround(text, { from: 0, to: 3 }, -1)).toBeUndefined();
});
