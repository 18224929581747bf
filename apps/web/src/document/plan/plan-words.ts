// The figures of a plan as people read them.
import { dateAfter, formatDays, lastDateOf, STANDING_WORDS, type TaskStanding } from "@nomous/workbench/plans";
import type { GlyphName, Tone } from "../../ui/glyph.tsx";
import { dayText } from "../../words/time.ts";

/** "10 d", and the day on which that is over where the plan says when it begins: "10 d, 11 Dec". */
export function endText(hours: number, start: string | null, now: number): string {
  const length = formatDays(hours);
  return start === null ? length : `${length}, ${dayText(lastDateOf(start, hours), now)}`;
}

/** When something is done, as days of the plan or as dates: "2 to 4 d", "1 Dec to 3 Dec". */
export function spanText(from: number, to: number, start: string | null, now: number): string {
  if (start === null) {
    const [begin, end] = [formatDays(from), formatDays(to)];
    // The unit stands once where it is the same.
    const isSame = begin.slice(-1) === end.slice(-1);
    return begin === end ? end : `${isSame || from === 0 ? begin.slice(0, -2) : begin} to ${end}`;
  }
  const [first, last] = [dayText(dateAfter(start, from), now), dayText(lastDateOf(start, to), now)];
  return first === last || to <= from ? first : `${first} to ${last}`;
}

interface StandingMark {
  readonly glyph: GlyphName;
  readonly tone?: Tone;
  readonly text: string;
}

const GLYPHS: Readonly<Record<TaskStanding, Omit<StandingMark, "text">>> = {
  open: { glyph: "ring" },
  doing: { glyph: "arc", tone: "accent" },
  blocked: { glyph: "blocked", tone: "warning" },
  done: { glyph: "check" },
  "not-verified": { glyph: "unverifiable", tone: "stale" },
  failed: { glyph: "error", tone: "error" },
  dropped: { glyph: "ended" },
};

/** Green is only for what was verified. */
export const standingMark = (standing: TaskStanding, isVerified: boolean): StandingMark =>
  isVerified && standing === "done"
    ? { glyph: "check", tone: "ok", text: "verified" }
    : { ...GLYPHS[standing], text: STANDING_WORDS[standing] };
