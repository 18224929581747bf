// What is said of conflicts: which one it is, who wrote what and when, how it ended.
import type { ConflictSide, EditConflict, PlacedConflict } from "@nomous/client";
import { clockText, momentText } from "../../words/time.ts";
import { bothText, keptText, nameOfActor, type SidesView, type Viewer } from "./conflict-sides.ts";

/** `waiting`: decided here, and the bridge does not know yet. */
export type Standing = "open" | "waiting" | "decided";

export function standingOf({ resolutions, waiting }: PlacedConflict): Standing {
  if (resolutions.length > 0) return "decided";
  return waiting === undefined ? "open" : "waiting";
}

const ORDER: readonly Standing[] = ["open", "waiting", "decided"];

/** Those to decide first; within each, as they came. */
export const inOrder = (conflicts: readonly PlacedConflict[]): readonly PlacedConflict[] =>
  ORDER.flatMap((standing) => conflicts.filter((one) => standingOf(one) === standing));

/** How many a person still has to decide. */
export const openCount = (conflicts: readonly PlacedConflict[]): number =>
  conflicts.filter((one) => standingOf(one) === "open").length;

/** "§3" where headings have numbers, else its words. */
function sectionWords(section: string): string {
  if (section === "") return "above the first heading";
  const number = /^(\d+(?:\.\d+)*)[.)]?\s/.exec(section)?.[1];
  return number === undefined ? section : `§${number}`;
}

const KINDS = {
  overlap: undefined,
  adjacent: undefined,
  delete: "changed and deleted",
  move: "moved and changed",
  structure: "made twice",
} as const satisfies Record<EditConflict["kind"], string | undefined>;

/** "§3, mara and tomas"; where it was more than words, what happened. */
export const whereText = ({ section, kind }: EditConflict, sides: SidesView): string =>
  `${sectionWords(section)}, ${KINDS[kind] ?? bothText(sides)}`;

const KIND_REASONS: Readonly<Record<EditConflict["kind"], string>> = {
  overlap: "Both changed the same words.",
  adjacent: "Both changed words beside each other.",
  delete: "One removed what the other changed.",
  move: "One moved what the other changed.",
  structure: "Both made it, each their own.",
};

export const kindText = ({ kind }: EditConflict): string => KIND_REASONS[kind];

const BEFORE = 24;

/** The first words that differ, with a little of what stands before them on their line. */
export function excerptOf({ merged, base, mine, theirs, runs }: EditConflict): string {
  const text = [merged, base, mine, theirs].find((one) => one.trim() !== "") ?? "";
  const at = text === merged ? firstChange(runs) : 0;
  const line = text.lastIndexOf("\n", at - 1) + 1;
  const early = Math.max(line, at - BEFORE);
  const from = early === line ? line : text.indexOf(" ", early) + 1;
  const words = text.slice(from <= at ? from : line).trimStart();
  return (/^[^\n]*/.exec(words)?.[0] ?? "").trim();
}

/** Where the merged text is first not as both sides began. */
export function firstChange(runs: EditConflict["runs"]): number {
  const [first] = runs;
  return first?.[1] === "base" && runs.length > 1 ? first[0] : 0;
}

/** "15:04", "14:52 to 15:04", "19 Nov, 14:31". */
export function spanText(sides: readonly ConflictSide[], now: number): string {
  const from = Math.min(...sides.map(({ at }) => at[0]));
  const to = Math.max(...sides.map(({ at }) => at[1]));
  const [begin, end] = [momentText(from, now), momentText(to, now)];
  if (begin === end) return begin;
  return begin.slice(0, -5) === end.slice(0, -5) ? `${begin} to ${clockText(to)}` : `${begin} to ${end}`;
}

export interface Decision {
  /** "tomas kept mine, 15:20" */
  readonly text: string;
  readonly isFirst: boolean;
  /** What it made of the place, or would have. */
  readonly result: string;
}

/** What was decided, the one that counts first. */
export function decisionsOf(
  { resolutions }: PlacedConflict,
  sides: SidesView,
  viewer: Viewer,
  now: number,
): Decision[] {
  return resolutions
    .toSorted((a, b) => Number(b.isFirst) - Number(a.isFirst))
    .map(({ actor, choice, at, isFirst, text }) => {
      const who = actor.client === viewer.client ? "You" : nameOfActor(actor);
      return { text: `${who} ${keptText(choice, sides)}, ${momentText(at, now)}`, isFirst, result: text };
    });
}
