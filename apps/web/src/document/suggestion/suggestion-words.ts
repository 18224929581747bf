import type { OpenSuggestion } from "@nomous/client";
import type { OutlineEntry } from "../check/check-message.ts";
import type { Extent } from "./suggestion-block.ts";
import type { OpenHunk } from "./suggestion-field.ts";

/** Who proposes it, and from what: "Suggestion by mara, from edits that were made offline". */
export function whyText({ actor: { person, agent }, why, note }: OpenSuggestion): string {
  const who = agent === undefined ? person : `${agent} for ${person}`;
  const from = {
    asked: "",
    epoch: "made on the text of another checkout",
    floor: "made on a text that is no longer kept",
  }[why];
  const reason = [from, note].filter((words) => words !== "").join(": ");
  return reason === "" ? `Suggestion by ${who}` : `Suggestion by ${who}, ${reason}`;
}

/** Every hunk that has a place, in the order of the text. */
export const placedHunks = (suggestions: readonly OpenSuggestion[]): OpenHunk[] =>
  suggestions
    .flatMap((suggestion) =>
      suggestion.hunks.flatMap((hunk): OpenHunk[] =>
        hunk.place === null ? [] : [{ suggestion, hunk, from: hunk.place.from, to: hunk.place.to, leads: [] }],
      ),
    )
    .toSorted((a, b) => a.from - b.from || a.to - b.to);

/** With what each is the first of, where there are several: so the answers for all of these stand once. */
export function ledHunks(hunks: readonly OpenHunk[], outline: readonly OutlineEntry[]): OpenHunk[] {
  const led = new Set<string>();
  const leads = (hunk: OpenHunk, extent: "section" | "all"): boolean => {
    const count = hunksWithin(hunk, extent, outline).length;
    const place = extent === "all" ? "" : sectionAt(outline, hunk.from)?.from;
    const key = `${extent} ${hunk.suggestion.suggestion} ${place}`;
    if (led.has(key) || count === 1) return false;
    led.add(key);
    return extent === "all" || count < hunk.suggestion.hunks.length;
  };
  return hunks.map((hunk) => ({
    ...hunk,
    leads: (["section", "all"] as const).filter((extent) => leads(hunk, extent)),
  }));
}

/** The numbers of the hunks that an answer is for: those of one suggestion, in one section or everywhere. */
export function hunksWithin(open: OpenHunk, extent: Extent, outline: readonly OutlineEntry[]): number[] {
  const own = sectionAt(outline, open.from);
  return open.suggestion.hunks
    .filter(({ hunk, place }) => {
      if (extent === "hunk") return hunk === open.hunk.hunk;
      return extent === "all" || (place !== null && sectionAt(outline, place.from) === own);
    })
    .map(({ hunk }) => hunk);
}

const sectionAt = (outline: readonly OutlineEntry[], at: number): OutlineEntry | undefined =>
  outline.findLast(({ from }) => from <= at);
