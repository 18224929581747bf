// Edits that were made apart and met. Whoever writes while others are not seen writes on an older state; Yjs merges that so that no letter is lost,
// but what it makes of one sentence that two people changed may be false. Those places are told here, with everything that a person needs to
// choose, so that a client without the bridge, and one without the old items of the log, can show them.
import * as z from "zod/mini";
import { Actor } from "../actor.ts";
import { ConflictId, MeetingId } from "../ids.ts";
import { LIMITS } from "../limits.ts";
import { Base64 } from "./update.ts";

const count = z.int().check(z.nonnegative());
const text = z.string().check(z.maxLength(LIMITS.conflictLength));

/**
 * `overlap`: both changed the same words. `adjacent`: words beside each other. `delete`: one removed what the other changed. `move`: one moved
 * what the other changed. `structure`: both made the same heading, or a task or requirement of the same id.
 */
export const ConflictKind = z.enum(["overlap", "adjacent", "delete", "move", "structure"]);
export type ConflictKind = z.infer<typeof ConflictKind>;

/** Who wrote one side, and when the bridge got the first and the last of it (its wall clock, milliseconds). */
export const ConflictSide = z.object({ actor: Actor, at: z.tuple([z.number(), z.number()]), edits: count });
export type ConflictSide = z.infer<typeof ConflictSide>;

/** Who wrote a stretch: nobody since the common state, who came back, or those who were here. */
export const ConflictAuthor = z.enum(["base", "mine", "theirs"]);
export type ConflictAuthor = z.infer<typeof ConflictAuthor>;

/** One place that two sides changed, as whole lines. Offsets and lengths are UTF-16 units. */
export const EditConflict = z.object({
  conflict: ConflictId,
  meeting: MeetingId,
  kind: ConflictKind,
  /** The heading that it stands below; empty: before the first. */
  section: z.string().check(z.maxLength(LIMITS.labelLength)),
  /** In the merged text as it was then, from 1. */
  line: z.int().check(z.positive()),
  /** Both ends of `merged`, as relative positions of Yjs. */
  from: Base64,
  to: Base64,
  /** What both sides began with, each side's own, and what stands in the document: with the lines of all three. */
  base: text,
  mine: text,
  theirs: text,
  merged: text,
  /** `merged` in stretches, by who wrote them: their lengths come to that of `merged`. */
  runs: z.array(z.tuple([z.int().check(z.positive()), ConflictAuthor])),
  /** The place was too long to be told whole; the document and its history have all of it. */
  isCut: z.optional(z.boolean()),
  /** Who came back with edits. */
  who: z.object({ mine: z.array(ConflictSide), theirs: z.array(ConflictSide) }),
});
export type EditConflict = z.infer<typeof EditConflict>;

/** What somebody decided: the document as it is, one side, or something else. */
export const ConflictChoice = z.enum(["merged", "mine", "theirs", "own"]);
export type ConflictChoice = z.infer<typeof ConflictChoice>;

/** Two sides met: what overlapped is in the conflicts of the same meeting, the rest was merged without one. */
export const Meeting = z.object({
  meeting: MeetingId,
  mine: z.array(ConflictSide),
  theirs: z.array(ConflictSide),
  /** Places that the side which came back changed, and those of them that overlap. */
  places: count,
  conflicts: count,
});
export type Meeting = z.infer<typeof Meeting>;
