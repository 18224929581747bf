// Commands change something, exactly once for each id, however often they are sent (rules C1 to C6).
import * as z from "zod/mini";
import { Title } from "./conversation/event.ts";
import { ChatSettings } from "./conversation/settings.ts";
import { Attachment, PromptText } from "./conversation/turn.ts";
import { ErrorBody } from "./error.ts";
import { CommandId, ConversationId, StreamId, TurnId } from "./ids.ts";
import { LIMITS } from "./limits.ts";
import { ModelId, ModelSource } from "./model.ts";
import type { Scope } from "./scope.ts";

const conversation = ConversationId;
const model = ModelId;

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
  /** When it was decided, server's wall clock; the same on every repetition. */
  at: z.number(),
});
export type CommandResult = z.infer<typeof CommandResult>;

/** Dedup rows below this id may go; sent when the outbox moves and with every HELLO. */
export const Floor = z.object({ type: z.literal("FLOOR"), outboxFloor: z.string().check(z.maxLength(36)) });
export type Floor = z.infer<typeof Floor>;
