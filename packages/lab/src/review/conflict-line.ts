// An edit conflict as its document's reviews say it: everything that a person needs to decide, with or without the bridge that found it. The
// same conflict is always the same line, on every machine, so that a line is only added when it says something else.
import * as z from "zod/mini";
import type { Conflict } from "./review.ts";

export const CONFLICT_CHOICES = ["merged", "mine", "theirs", "own"] as const;
export type ConflictChoice = (typeof CONFLICT_CHOICES)[number];

const moment = z.iso.datetime({ offset: true });
const Who = z.object({ person: z.string(), agent: z.optional(z.string()) });
const Side = z.object({
  ...Who.shape,
  /** The first and the last of it, as the bridge got them. */
  at: z.tuple([moment, moment]),
  edits: z.int(),
});

const Decision = z.object({
  choice: z.enum(CONFLICT_CHOICES),
  /** What the place became, or would have. */
  text: z.string(),
  by: Who,
  at: moment,
});
/** What somebody decided, when. */
export type ConflictDecision = z.infer<typeof Decision>;

/** Keys that are not known here are kept. */
export const ConflictLine = z.looseObject({
  v: z.literal(1),
  type: z.literal("conflict"),
  document: z.string(),
  id: z.string(),
  status: z.enum(["open", "resolved"]),
  kind: z.enum(["overlap", "adjacent", "delete", "move", "structure"]),
  section: z.string(),
  line: z.int(),
  base: z.string(),
  mine: z.string(),
  theirs: z.string(),
  merged: z.string(),
  /** The texts are only the beginning. */
  cut: z.optional(z.boolean()),
  who: z.object({ mine: z.array(Side), theirs: z.array(Side) }),
  at: moment,
  /** The decision that counts, which is the first: how, what the place became, by whom and when. */
  choice: z.optional(Decision.shape.choice),
  text: z.optional(z.string()),
  by: z.optional(Who),
  decided: z.optional(moment),
  /** Those that came after it, and changed nothing. */
  second: z.optional(z.array(Decision)),
});
export type ConflictLine = z.infer<typeof ConflictLine>;

/** Null for a line of another tool, and one that somebody changed: of those only what every `Conflict` says is known. */
export function detailsOf(conflict: Conflict): ConflictLine | null {
  const checked = z.safeParse(ConflictLine, conflict);
  return checked.success ? checked.data : null;
}

/** All that was decided, the one that counts first. */
export function decisionsOf({ choice, text, by, decided, second = [] }: ConflictLine): ConflictDecision[] {
  const isDecided = choice !== undefined && text !== undefined && by !== undefined && decided !== undefined;
  return isDecided ? [{ choice, text, by, at: decided }, ...second] : second;
}

/** The same as keys of a line. */
export function keysOfDecisions([first, ...second]: readonly ConflictDecision[]): Partial<ConflictLine> {
  if (first === undefined) return {};
  const { choice, text, by, at } = first;
  return { choice, text, by, decided: at, ...(second.length > 0 && { second }) };
}

/** The names of a side, each once. */
export const namesOfSide = (side: ConflictLine["who"]["mine"]): string =>
  [...new Set(side.map(nameOf))].join(" with ") || "somebody";

/** `Ada`, `agent of Ada`, `a program`. */
export function nameOf({ person, agent }: z.infer<typeof Who>): string {
  if (agent === "file") return "a program";
  if (agent === "git") return "git";
  return agent === undefined ? person : `${agent} of ${person}`;
}
