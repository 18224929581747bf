// What one can do to a conversation as a whole: rename, delete, restore. Only the list changes, the turns stay.
import {
  type CommandArgs,
  type ConversationListEvent,
  CONVERSATIONS,
  type ConversationSummary,
  oneLine,
} from "@nomous/protocol";
import { type Decision, type DecisionContext, NOTHING_TO_DO, reject } from "../command/decision.ts";
import { jsonItem } from "./json-item.ts";

type Summary = ConversationSummary | undefined;

const NOT_FOUND = reject("not-found", "The conversation does not exist, or it was deleted for good.");

const listed = (event: ConversationListEvent, { actor }: DecisionContext): Decision => ({
  status: "applied",
  change: { appends: [{ sid: CONVERSATIONS, items: [jsonItem(event)], actor }] },
});

export function decideRename(
  summary: Summary,
  { conversation: id, title }: CommandArgs<"conversation.rename">,
  context: DecisionContext,
): Decision {
  if (summary === undefined) return NOT_FOUND;
  if (summary.deletedAt !== undefined) return reject("conflict", "The conversation was deleted. Restore it first.");
  const name = oneLine(title);
  if (name === "") return reject("invalid-arguments", "A title needs at least one visible character.");
  const { now: at, actor } = context;
  return listed({ type: "conversation.renamed", id, title: name, at, actor }, context);
}

export function decideDelete(
  summary: Summary,
  { conversation: id }: CommandArgs<"conversation.delete">,
  context: DecisionContext,
): Decision {
  if (summary === undefined) return NOT_FOUND;
  if (summary.deletedAt !== undefined) return NOTHING_TO_DO;
  const { now: at, actor } = context;
  return listed({ type: "conversation.deleted", id, at, actor }, context);
}

export function decideRestore(
  summary: Summary,
  { conversation: id }: CommandArgs<"conversation.restore">,
  context: DecisionContext,
): Decision {
  if (summary === undefined) return NOT_FOUND;
  if (summary.deletedAt === undefined) return NOTHING_TO_DO;
  const { now: at, actor } = context;
  return listed({ type: "conversation.restored", id, at, actor }, context);
}
