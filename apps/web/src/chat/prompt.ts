// Sending, and changing what still waits to be sent.
import {
  type Attachment,
  type Client,
  type CommandArgs,
  type ConversationId,
  LIMITS,
  newConversationId,
  newTurnId,
  type OutboxEntry,
  type TurnId,
  utf8Length,
} from "@nomous/client";
import type { Bridge } from "../hooks/use-client.ts";

export interface Prompt {
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** Asked for by a person; otherwise the bridge chooses. */
  readonly engine: string | undefined;
}

type PromptArgs = CommandArgs<"conversation.prompt">;

/** Where a prompt went. */
export interface Sent {
  readonly conversation: ConversationId;
  readonly turn: TurnId;
}

/** Sends `prompt` below `parent`; without a conversation it begins one. */
export function sendPrompt(
  { client, runtime }: Bridge,
  prompt: Prompt,
  place: { conversation: ConversationId | undefined; parent: TurnId | null },
): Sent {
  const conversation = place.conversation ?? newConversationId(runtime);
  const turn = newTurnId(runtime);
  client.command("conversation.prompt", {
    conversation,
    turn,
    answer: newTurnId(runtime),
    parent: place.parent,
    text: prompt.text,
    attachments: [...prompt.attachments],
    ...(prompt.engine === undefined ? {} : { engine: prompt.engine }),
  });
  return { conversation, turn };
}

/** Why `text` cannot be sent; `undefined` when it can. */
export function promptProblem(text: string): string | undefined {
  const size = utf8Length(text);
  if (size <= LIMITS.promptBytes) return undefined;
  return `${Math.ceil(size / 1024)} KiB; a message holds ${LIMITS.promptBytes / 1024} KiB. Attach a file instead.`;
}

/** The arguments of a prompt that waits; `undefined` for other commands. The client checked them when it took them. */
const promptArgs = ({ name, args }: OutboxEntry): PromptArgs | undefined =>
  name === "conversation.prompt" ? (args as PromptArgs) : undefined;

/**
 * Takes a waiting prompt back, or with `text` sends that in its place. What waits below it is queued again, so that its
 * parent is one that will exist. False when the prompt has already been sent.
 */
export async function rewriteWaiting(client: Client, turn: TurnId, text?: string): Promise<boolean> {
  const waiting = client.outbox.current().flatMap((entry) => {
    const args = promptArgs(entry);
    return args === undefined ? [] : [{ id: entry.id, args }];
  });
  const at = waiting.findIndex(({ args }) => args.turn === turn);
  const target = waiting[at];
  if (target === undefined) return false;
  const below = descendants(waiting.slice(at + 1), target.args);
  // Newest first: at no moment does one wait below a prompt that is gone.
  for (const { id } of [target, ...below].toReversed()) {
    if (!(await client.withdraw(id))) return false;
  }
  if (text !== undefined) client.command("conversation.prompt", { ...target.args, text });
  for (const { args } of below) {
    const isOrphan = text === undefined && args.parent === target.args.answer;
    client.command("conversation.prompt", isOrphan ? { ...args, parent: target.args.parent } : args);
  }
  return true;
}

function descendants<Entry extends { args: PromptArgs }>(later: readonly Entry[], first: PromptArgs): Entry[] {
  const parents = new Set<TurnId | null>([first.turn, first.answer]);
  return later.filter(({ args }) => {
    if (!parents.has(args.parent)) return false;
    parents.add(args.turn).add(args.answer);
    return true;
  });
}
