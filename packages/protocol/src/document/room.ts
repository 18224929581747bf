// Who is at a document now, and how its file stands: worth nothing once there is newer, so a stream of the latest.
import * as z from "zod/mini";
import { TabId } from "../ids.ts";
import { LIMITS } from "../limits.ts";
import { DocumentId } from "../ids.ts";

/** Both ends of a selection, as relative positions of Yjs; `head` is where the cursor is. */
export const TextSelection = z.object({
  anchor: z.string().check(z.maxLength(LIMITS.positionLength)),
  head: z.string().check(z.maxLength(LIMITS.positionLength)),
});
export type TextSelection = z.infer<typeof TextSelection>;

/** Somebody who has the document open. */
export const Presence = z.object({
  tab: TabId,
  person: z.string(),
  agent: z.optional(z.string()),
  selection: z.nullable(TextSelection),
});
export type Presence = z.infer<typeof Presence>;

export const FileTroubleCode = z.enum([
  "missing",
  "not-text",
  "too-large",
  "forbidden",
  "read-only",
  "full",
  "busy",
  "unreadable",
  "damaged",
]);
export type FileTroubleCode = z.infer<typeof FileTroubleCode>;

/** How the file stands to the log. */
export const FileState = z.object({
  /** `current`: all is in it. `behind`: it is about to be written. `paused`: git works in the folder. `failed`: see `trouble`. */
  status: z.enum(["current", "behind", "paused", "failed"]),
  /** The file has everything up to this item of the document's stream. */
  seq: z.int().check(z.nonnegative()),
  /** When that was seen, wall clock of the bridge. */
  at: z.number(),
  ending: z.enum(["lf", "crlf", "cr", "mixed", "none"]),
  hasMark: z.boolean(),
  trouble: z.optional(z.object({ code: FileTroubleCode, message: z.string() })),
});
export type FileState = z.infer<typeof FileState>;

export const RoomState = z.object({ people: z.array(Presence), file: FileState });
export type RoomState = z.infer<typeof RoomState>;

/** Tells where this tab is in a document; it counts until the tab says otherwise, leaves, or its connection ends. `null`: it leaves. */
export const Present = z.object({
  type: z.literal("PRESENT"),
  document: DocumentId,
  at: z.nullable(z.object({ selection: z.nullable(TextSelection) })),
});
export type Present = z.infer<typeof Present>;
