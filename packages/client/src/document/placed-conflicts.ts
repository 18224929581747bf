// Edit conflicts in the present text: where they are, and what makes their places say something else.
import type { ConflictChoice, ConflictId, EditConflict, KnownConflict, KnownConflicts } from "@nomous/protocol";
import { ClientError } from "../client-error.ts";
import type { PlacedConflict, TextChange } from "./live-document.ts";
import { rangeOf, type TextRange } from "./range-of.ts";
import type { SharedText } from "./shared-text.ts";
import { difference } from "./text-difference.ts";

/** `waiting`: what this client decided and the bridge has not confirmed. */
export function placedConflicts(
  conflicts: KnownConflicts,
  text: SharedText | undefined,
  waiting: ReadonlyMap<ConflictId, ConflictChoice>,
): PlacedConflict[] {
  const placed = [...conflicts.values()].map(({ conflict, at, resolutions }: KnownConflict) => {
    const place = rangeOf(text, conflict.from, conflict.to);
    const isOutdated = place === null || text?.text.slice(place.from, place.to) !== conflict.merged;
    return { conflict, at, place, isOutdated, resolutions, waiting: waiting.get(conflict.conflict) };
  });
  return placed.toSorted((a, b) => a.at - b.at);
}

/**
 * Changes, to be made one list after the other, that make the place of a conflict say `wanted` and keep that in the place; throws a `ClientError`
 * when it has none any more.
 */
export function changesToSay(conflict: EditConflict, text: SharedText, wanted: string): TextChange[][] {
  const whole = text.text;
  const place = rangeOf(text, conflict.from, conflict.to);
  if (place === null) return wanted === "" ? [] : [insertionOf(conflict.section, whole, wanted)];
  const changes = difference(whole.slice(place.from, place.to), wanted);
  const placed = changes.map(({ from, to, insert }) => ({ from: place.from + from, to: place.from + to, insert }));
  const last = placed.at(-1);
  if (last?.to !== place.to || last.from === last.to || last.insert === "") return [placed];
  return [...replacement(last, place, whole), placed.slice(0, -1)];
}

/** Behind what is removed at the end of a place, a text would be behind the place: it is put there first, before the end or in the midst of all. */
function replacement({ from, to, insert }: TextChange, place: TextRange, whole: string): TextChange[][] {
  const isPair = (whole.codePointAt(from) ?? 0) > 0xffff;
  const at = Math.min(from > place.from ? from : from + (isPair ? 2 : 1), to);
  const removed = [
    { from, to: at, insert: "" },
    { from: at + insert.length, to: to + insert.length, insert: "" },
  ];
  return [[{ from: at, to: at, insert }], removed];
}

/** To the end of the section, as a paragraph of its own, unless the section has it. */
function insertionOf(heading: string, whole: string, wanted: string): TextChange[] {
  const section = sectionOf(heading, whole);
  if (section === undefined)
    throw new ClientError(
      "conflict",
      "The place of this conflict is gone, and its heading too. Write into the document what should stay, then keep the document as it is.",
    );
  const { from } = section;
  const words = whole.slice(from, section.to).trimEnd();
  const lines = wanted.replace(/\n+$/, "");
  if (`\n${words}\n`.includes(`\n${lines}\n`)) return [];
  const at = from + words.length;
  const before = at === 0 ? "" : words === "" && whole[at - 1] === "\n" ? "\n" : "\n\n";
  return [{ from: at, to: at, insert: `${before}${lines}${at === whole.length ? "\n" : ""}` }];
}

const HEADING = /^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#*)?[ \t]*$/;
const FENCE = /^ {0,3}(?:```|~~~)/;

/** What stands below a heading up to the next one; before the first, when it is empty. */
function sectionOf(heading: string, whole: string): TextRange | undefined {
  let from = heading === "" ? 0 : undefined;
  let isFenced = false;
  let at = 0;
  for (const line of whole.split("\n")) {
    if (FENCE.test(line)) isFenced = !isFenced;
    const words = isFenced ? undefined : HEADING.exec(line)?.[1];
    if (words !== undefined && from !== undefined) return { from, to: at };
    at = Math.min(at + line.length + 1, whole.length);
    if (words === heading) from = at;
  }
  return from === undefined ? undefined : { from, to: whole.length };
}
