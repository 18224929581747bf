// Which conversation a question goes into, and below which turn.
import type { Client } from "@nomous/client";
import {
  type ChatSettings,
  type ConversationId,
  ConversationId as ConversationIdSchema,
  check,
  newConversationId,
  newestLeaf,
  type Runtime,
  settingsAt,
  type TurnId,
} from "@nomous/protocol";
import { until } from "../bridge/until.ts";
import { CliError } from "../cli-error.ts";
import { EXIT } from "../exit-codes.ts";

interface Place {
  readonly conversation: ConversationId;
  /** The turn that the next question follows; `null` begins the conversation. */
  readonly parent: TurnId | null;
}

/** Where a conversation stands when the command begins. */
export interface Beginning extends Place {
  /** What the turns above were asked with. */
  readonly settings: ChatSettings;
}

export interface Wanted {
  readonly conversation?: string;
  readonly continue?: boolean;
}

export async function findPlace(client: Client, runtime: Runtime, wanted: Wanted): Promise<Beginning> {
  const id = wanted.conversation === undefined ? undefined : parseId(wanted.conversation);
  const conversation = id ?? (wanted.continue === true ? await newest(client) : undefined);
  if (conversation === undefined) return { conversation: newConversationId(runtime), parent: null, settings: {} };
  return { conversation, ...(await leafOf(client, conversation)) };
}

function parseId(text: string): ConversationId {
  const checked = check(ConversationIdSchema, text);
  if (checked.ok) return checked.value;
  throw new CliError(EXIT.usage, `${text} is not the id of a conversation.`, "`nomous chat --json` prints it.");
}

async function newest(client: Client): Promise<ConversationId> {
  const list = await until(client.conversations, ({ status, list }) => (status === "live" ? list : undefined));
  const alive = [...list.values()].filter((summary) => summary.deletedAt === undefined);
  const last = alive.toSorted((a, b) => a.activeAt - b.activeAt).at(-1);
  if (last !== undefined) return last.id;
  throw new CliError(EXIT.failure, "There is no conversation to go on with.", 'Begin one: nomous chat "…"');
}

async function leafOf(client: Client, id: ConversationId): Promise<Omit<Beginning, "conversation">> {
  const view = await until(client.conversation(id), (view) =>
    view.status === "live" || view.status === "missing" ? view : undefined,
  );
  if (view.status === "live") {
    const parent = newestLeaf(view.tree);
    return { parent, settings: settingsAt(view.tree, parent) };
  }
  throw new CliError(
    EXIT.failure,
    `There is no conversation ${id} in this workspace.`,
    "Without --conversation a new one begins.",
  );
}
