// Commands change something, exactly once for each id, however often they are sent (rules C1 to C6).
import * as z from "zod/mini";
import { Title } from "./conversation/event.ts";
import { ChatSettings } from "./conversation/settings.ts";
import { Attachment, PromptText } from "./conversation/turn.ts";
import { WorkspacePath } from "./conversation/turn.ts";
import { ConflictChoice } from "./document/conflict.ts";
import { DocumentEpoch, Verdict } from "./document/document-event.ts";
import { Base64, UpdateEncoding } from "./document/update.ts";
import { ErrorBody } from "./error.ts";
import { CommandId, ConflictId, ConversationId, DocumentId, JobId, StreamId, SuggestionId, TurnId } from "./ids.ts";
import { LIMITS } from "./limits.ts";
import { ModelId, ModelSource } from "./model.ts";
import type { Scope } from "./scope.ts";

const conversation = ConversationId;
const model = ModelId;
const document = DocumentId;
const seq = z.int().check(z.nonnegative());
const position = z.int().check(z.nonnegative());
const label = z.string().check(z.maxLength(LIMITS.labelLength));

/** An update that Yjs made on the state up to item `base` of the document's stream. */
export const DocumentEdit = z.object({
  epoch: DocumentEpoch,
  base: seq,
  /** The client id of Yjs that wrote it; new for each page load. */
  yjs: z.int().check(z.nonnegative()),
  encoding: UpdateEncoding,
  update: Base64,
  /** What the history calls it. */
  label: z.optional(label),
  /** It was made, at least in part, while this client did not follow the document: others may have written what it had not seen. */
  isApart: z.optional(z.boolean()),
  /** Other client ids of Yjs whose edits behind `base` it builds on: of the same person before the page was loaded again. */
  after: z.optional(z.array(z.int().check(z.nonnegative())).check(z.maxLength(LIMITS.editsAfter))),
});
export type DocumentEdit = z.infer<typeof DocumentEdit>;

/**
 * Every command: its arguments and the scope it needs. Clients choose the ids of what they create, so that a queued
 * prompt can be followed by another before the bridge has seen either.
 */
export const COMMANDS = {
  /** Adds a turn below `parent` and has it answered; makes the conversation when it does not exist. */
  "conversation.prompt": {
    scope: "conversation:write",
    args: z.object({
      conversation,
      turn: TurnId,
      answer: TurnId,
      parent: z.nullable(TurnId),
      text: PromptText,
      attachments: z.array(Attachment).check(z.maxLength(LIMITS.attachments)),
      /** From here on; without them those of the turns above hold. */
      settings: z.optional(ChatSettings),
    }),
  },
  "conversation.rename": { scope: "conversation:write", args: z.object({ conversation, title: Title }) },
  /** Hides it everywhere; it can be restored for 30 days. */
  "conversation.delete": { scope: "conversation:write", args: z.object({ conversation }) },
  "conversation.restore": { scope: "conversation:write", args: z.object({ conversation }) },
  /** Stops what writes the stream; what is written stays. Cancelling what has ended is applied and changes nothing. */
  "stream.cancel": { scope: "conversation:write", args: z.object({ sid: StreamId }) },
  /** Makes a Markdown file of the workspace a document that can be edited; result `{document}`. Once it is one, the same. */
  "document.open": { scope: "document:write", args: z.object({ path: WorkspacePath }) },
  /** Result `DocumentSaved`: the items it became, or the suggestion, when it was made on an epoch or a state that is gone. */
  "document.edit": { scope: "document:write", args: z.object({ document, edit: DocumentEdit }) },
  /** Proposes changes to the text as of item `base`: offsets in UTF-16 units, in ascending order, not overlapping. */
  "document.suggest": {
    scope: "document:write",
    args: z.object({
      document,
      suggestion: SuggestionId,
      epoch: DocumentEpoch,
      base: seq,
      note: label,
      changes: z
        .array(z.object({ from: position, to: position, insert: z.string().check(z.maxLength(LIMITS.hunkLength)) }))
        .check(z.minLength(1), z.maxLength(200)),
    }),
  },
  /** Accepts or rejects hunks of a suggestion; what accepting changes in the text comes along, so that both happen or none. */
  "document.settle": {
    scope: "document:write",
    args: z.object({
      document,
      suggestion: SuggestionId,
      hunks: z.array(z.int().check(z.positive())).check(z.minLength(1)),
      verdict: Verdict,
      edit: z.optional(DocumentEdit),
    }),
  },
  /**
   * Decides an edit conflict. `text` is what the place becomes, `edit` what makes it so (not there when it is so already). The first decision
   * counts; a later one is stored beside it and changes no text. Result `DocumentSaved`.
   */
  "document.resolve": {
    scope: "document:write",
    args: z.object({
      document,
      conflict: ConflictId,
      choice: ConflictChoice,
      text: z.string().check(z.maxLength(LIMITS.conflictLength)),
      edit: z.optional(DocumentEdit),
    }),
  },
  /** Begins a document of a type, as `nomous new` does; result `{document, path}`. */
  "document.new": {
    scope: "document:write",
    args: z.object({
      type: z.string().check(z.maxLength(80)),
      title: Title,
      from: z.array(WorkspacePath).check(z.maxLength(16)),
      isFull: z.boolean(),
      /** `null`: nobody said what it is about. */
      scopes: z.nullable(z.array(z.string().check(z.maxLength(80))).check(z.maxLength(32))),
      category: z.optional(z.string().check(z.maxLength(200))),
      /** The spike that is ready to run; then only the type counts. */
      isSample: z.optional(z.boolean()),
    }),
  },
  /** Moves a document to another state of its lifecycle. A refusal names every obstacle in `error.details.obstacles`. */
  "document.state": { scope: "document:write", args: z.object({ document, state: z.string().check(z.maxLength(80)) }) },
  /** Somebody looked again at what a document rests on: as it is now it is what the document says. */
  "document.reviewed": {
    scope: "document:write",
    args: z.object({ path: WorkspacePath, why: z.nullable(z.string().check(z.maxLength(2_000))) }),
  },
  /** Begins a document anew from its file, when its log is damaged. */
  "document.restart": { scope: "document:write", args: z.object({ document }) },
  /** Puts work of a kind at the end of the queue; it begins when nothing else runs on this machine. The kind says what `args` are. */
  "job.start": {
    scope: "jobs:run",
    args: z.object({ job: JobId, kind: z.string().check(z.maxLength(40)), args: z.unknown() }),
  },
  /** Takes a waiting job out of the queue, or has a running one end as soon as it can; what it made stays. */
  "job.cancel": { scope: "jobs:run", args: z.object({ job: JobId }) },
  /** Brings a model into memory, so that its first answer need not wait; `models` tells how far it is. */
  "model.load": { scope: "models:write", args: z.object({ model }) },
  /** Takes it out of memory when its answers are written. */
  "model.unload": { scope: "models:write", args: z.object({ model }) },
  /** Forgets that it crashed: the router may choose it again. */
  "model.forgive": { scope: "models:write", args: z.object({ model }) },
  /** The model that answers where nobody asked for another; `null`: the best that is found. */
  "model.use": { scope: "models:write", args: z.object({ model: z.nullable(model) }) },
  /** Adds a GGUF file or a folder of them (absolute path), or an OpenAI-compatible server (URL), to the machine's list. */
  "model.add": { scope: "models:write", args: ModelSource },
  /** Takes what was added off the list; no file is touched. */
  "model.remove": { scope: "models:write", args: z.object({ model }) },
} as const satisfies Record<string, { scope: Scope; args: z.core.$ZodType }>;

export type CommandName = keyof typeof COMMANDS;
export type CommandArgs<Name extends CommandName> = z.infer<(typeof COMMANDS)[Name]["args"]>;

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name);

export const Command = z.object({
  type: z.literal("CMD"),
  id: CommandId,
  name: z.string().check(z.maxLength(80)),
  args: z.unknown(),
  /** It waited in the outbox for this connection: who made it had no other then. */
  waited: z.optional(z.boolean()),
});
export type Command = z.infer<typeof Command>;

export const CommandStatus = z.enum(["applied", "rejected", "conflict", "expired"]);
export type CommandStatus = z.infer<typeof CommandStatus>;

export const CommandResult = z.object({
  type: z.literal("RES"),
  id: CommandId,
  status: CommandStatus,
  /** Why it was not applied. */
  error: z.optional(ErrorBody),
  /** What the command's description says. */
  result: z.optional(z.unknown()),
  /** When it was decided, server's wall clock; the same on every repetition. */
  at: z.number(),
});
export type CommandResult = z.infer<typeof CommandResult>;

/** Result of `document.edit`, `document.settle` and `document.resolve`: `items` are the first and the last that were stored of it. */
export const DocumentSaved = z.union([
  z.object({ items: z.tuple([seq, seq]) }),
  z.object({ suggestion: z.nullable(SuggestionId) }),
]);
export type DocumentSaved = z.infer<typeof DocumentSaved>;

/** Result of `document.open` and `document.new`. */
export const DocumentOpened = z.object({ document: DocumentId, path: WorkspacePath });
export type DocumentOpened = z.infer<typeof DocumentOpened>;

/** Dedup rows below this id may go; sent when the outbox moves and with every HELLO. */
export const Floor = z.object({ type: z.literal("FLOOR"), outboxFloor: z.string().check(z.maxLength(36)) });
export type Floor = z.infer<typeof Floor>;
