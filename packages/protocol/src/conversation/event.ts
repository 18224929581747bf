// The items of the two conversation streams: `conversations` is the list, `conversation/<id>` one tree.
import * as z from "zod/mini";
import { Actor } from "../actor.ts";
import { ConversationId, TurnId } from "../ids.ts";
import { LIMITS } from "../limits.ts";
import { AnswerOutcome, PersonTurn } from "./turn.ts";

const at = z.number();

export const Title = z.string().check(z.minLength(1), z.maxLength(LIMITS.titleLength));

/** Items of `conversations`. */
export const ConversationListEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("conversation.created"), id: ConversationId, title: Title, at, actor: Actor }),
  z.object({ type: z.literal("conversation.renamed"), id: ConversationId, title: Title, at, actor: Actor }),
  z.object({ type: z.literal("conversation.deleted"), id: ConversationId, at, actor: Actor }),
  z.object({ type: z.literal("conversation.restored"), id: ConversationId, at, actor: Actor }),
  /** A turn was added: how many turns and branches (leaves) there are now. */
  z.object({
    type: z.literal("conversation.grew"),
    id: ConversationId,
    turns: z.int(),
    branches: z.int(),
    at,
    actor: Actor,
  }),
  /** Deleted for good: its streams are gone. */
  z.object({ type: z.literal("conversation.purged"), id: ConversationId, at }),
]);
export type ConversationListEvent = z.infer<typeof ConversationListEvent>;

/** Items of `conversation/<id>`. */
export const ConversationEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("turn.added"), turn: PersonTurn }),
  /** An engine begins to answer `parent`; the text comes over `generation/<id>`. */
  z.object({ type: z.literal("answer.started"), id: TurnId, parent: TurnId, at, actor: Actor }),
  z.object({ type: z.literal("answer.ended"), id: TurnId, at, outcome: AnswerOutcome }),
]);
export type ConversationEvent = z.infer<typeof ConversationEvent>;
