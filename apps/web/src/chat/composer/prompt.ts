// Sending, and changing what still waits to be sent.
import {
  type Attachment,
  type ChatSettings,
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
import type { Bridge } from "../../hooks/use-client.ts";
import { sameSettings } from "../settings/settings.ts";

export interface Prompt {
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** What it is asked with; sent along where it differs from what holds there. */
  readonly settings: ChatSettings;
}

type PromptArgs = CommandArgs<"conversation.prompt">;

/** Where a prompt went. */
export interface Sent {
  readonly conversation: ConversationId;
  readonly turn: TurnId;
}

/** Where a prompt goes: `inherited` are the settings that hold below `parent`. */
export interface PromptPlace {
  /** Without one it begins one. */
  readonly conversation: ConversationId | undefined;
  readonly parent: TurnId | null;
  readonly inherited: ChatSettings;
}

export function sendPrompt({ client, runtime }: Bridge, prompt: Prompt, place: PromptPlace): Sent {
  const conversation = place.conversation ?? newConversationId(runtime);
  const turn = newTurnId(runtime);
  client.command("conversation.prompt", {
    conversation,
    turn,
    answer: newTurnId(runtime),
    parent: place.parent,
    text: prompt.text,
    attachments: [...prompt.attachments],
    ...(sameSettings(prompt.settings, place.inherited) ? {} : { settings: prompt.settings }),
  });
  return { conversation, turn };
}

/** Why this cannot be sent; `undefined` when it can. */
export function promptProblem({ text, attachments }: Pick<Prompt, "text" | "attachments">): string | undefined {
  const size = utf8Length(text);
  if (size > LIMITS.promptBytes)
    return `${Math.ceil(size / 1024)} KiB; a message holds ${LIMITS.promptBytes / 1024} KiB. Attach a file instead.`;
  if (attachments.length > LIMITS.attachments)
    return `${attachments.length} files are attached; a message takes ${LIMITS.attachments}.`;
  return undefined;
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
    client.command("conversation.prompt", isOrphan ? inPlaceOf(target.args, args) : args);
  }
  return true;
}

/** `args` where `gone` stood; the settings that it brought still hold for what follows. */
function inPlaceOf({ parent, settings }: PromptArgs, args: PromptArgs): PromptArgs {
  return { ...(settings === undefined ? {} : { settings }), ...args, parent };
}

function descendants<Entry extends { args: PromptArgs }>(later: readonly Entry[], first: PromptArgs): Entry[] {
  const parents = new Set<TurnId | null>([first.turn, first.answer]);
  return later.filter(({ args }) => {
    if (!parents.has(args.parent)) return false;
    parents.add(args.turn).add(args.answer);
    return true;
  });
}
