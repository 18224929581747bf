// What a document's stream says besides its updates: where it came from, who writes, what was proposed and settled. Readers fold it; times
// are those of the items.
import * as z from "zod/mini";
import { Actor } from "../actor.ts";
import { WorkspacePath } from "../conversation/turn.ts";
import { ConflictId, SuggestionId } from "../ids.ts";
import { LIMITS } from "../limits.ts";
import { ConflictChoice, EditConflict, Meeting } from "./conflict.ts";
import { Base64 } from "./update.ts";

const seq = z.int().check(z.nonnegative());
const text = z.string().check(z.maxLength(LIMITS.hunkLength));

/** Counts the versions of a document that do not build on each other: edits of one mean nothing in the next. */
export const DocumentEpoch = z.int().check(z.positive());

/** SHA-256 of a file's bytes, in hexadecimal digits. */
export const FileHash = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** A change that waits for a person: what it removes and what it puts there. `from` and `to` are relative positions of Yjs. */
export const Hunk = z.object({
  hunk: z.int().check(z.positive()),
  from: Base64,
  to: Base64,
  removed: text,
  inserted: text,
});
export type Hunk = z.infer<typeof Hunk>;

/** Why something is a suggestion: somebody made it one, or it was made on an epoch or a state that is gone. */
export const SuggestionReason = z.enum(["asked", "epoch", "floor"]);
export type SuggestionReason = z.infer<typeof SuggestionReason>;

export const Verdict = z.enum(["accepted", "rejected"]);
export type Verdict = z.infer<typeof Verdict>;

/** Why a version of a file is kept: a program wrote it, it came while ours was being written, or git brought another. */
export const KeptReason = z.enum(["foreign", "late", "checkout", "undecided"]);
export type KeptReason = z.infer<typeof KeptReason>;

export const DocumentEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("created"), path: WorkspacePath, actor: Actor }),
  /** The updates that follow build on nothing before. `commits`: git's HEAD before and now. */
  z.object({
    type: z.literal("epoch"),
    epoch: DocumentEpoch,
    why: z.enum(["created", "checkout", "damaged"]),
    commits: z.optional(z.tuple([z.nullable(z.string()), z.nullable(z.string())])),
    actor: Actor,
  }),
  /** From here on `writer` stands for this actor, under this client id of Yjs. */
  z.object({ type: z.literal("writer"), writer: z.int().check(z.positive()), yjs: z.int(), actor: Actor }),
  /** The file has another name now. */
  z.object({ type: z.literal("moved"), path: WorkspacePath, actor: Actor }),
  /** A version of the file, as it was on disk, that can be brought back. */
  z.object({ type: z.literal("kept"), hash: FileHash, sizeBytes: z.int(), why: KeptReason, actor: Actor }),
  /** What the update that follows is called in the history: "restored …", "approved". */
  z.object({ type: z.literal("label"), label: z.string().check(z.maxLength(LIMITS.labelLength)), actor: Actor }),
  z.object({
    type: z.literal("suggestion"),
    suggestion: SuggestionId,
    why: SuggestionReason,
    note: z.string().check(z.maxLength(LIMITS.labelLength)),
    actor: Actor,
    /** When it was made, where that is not the time of the item: in a snapshot. */
    at: z.optional(z.number()),
  }),
  /** Belongs to the suggestion; a hunk of the same number stands in the place of the one before. */
  z.object({ type: z.literal("hunk"), suggestion: SuggestionId, hunk: Hunk }),
  z.object({
    type: z.literal("settled"),
    suggestion: SuggestionId,
    hunks: z.array(z.int()),
    verdict: Verdict,
    actor: Actor,
  }),
  /** Edits that were made apart met; a `conflict` for each place that overlaps follows in the same commit. */
  z.object({ type: z.literal("met"), meeting: Meeting, at: z.optional(z.number()) }),
  /** One of the same id stands in the place of the one before: the document began anew, or more edits of the same side came. */
  z.object({ type: z.literal("conflict"), conflict: EditConflict, at: z.optional(z.number()) }),
  /** The first of a conflict decided it. `text`: what its place became, or would have. */
  z.object({
    type: z.literal("resolved"),
    conflict: ConflictId,
    choice: ConflictChoice,
    text: z.string().check(z.maxLength(LIMITS.conflictLength)),
    isFirst: z.boolean(),
    actor: Actor,
    at: z.optional(z.number()),
  }),
]);
export type DocumentEvent = z.infer<typeof DocumentEvent>;

/**
 * Where a document is readable as a whole: read this stream to its END, then go on in `document/<id>` after `seq`. Its items are the facts as
 * `DocumentEvent`s (`created`, `epoch`, every `writer`, each open `suggestion` with its `hunk`s, each
 * open `conflict`), then the text (kind text), then the state (kind
 * bytes, updates of encoding 2, each of which builds on those before it only).
 */
export const SnapshotPlace = z.object({ sid: z.string(), seq, epoch: DocumentEpoch });
export type SnapshotPlace = z.infer<typeof SnapshotPlace>;
