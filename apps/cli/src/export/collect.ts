// Reads all conversations through the client, every branch of them. An answer that is too long for its conversation,
// or still being written, is read from its own stream as far as that goes now.
import { type Client, ClientError } from "@nomous/client";
import {
  type ConversationSummary,
  type ConversationTree,
  fromUtf8,
  generationStream,
  ITEM,
  type Turn,
  type TurnId,
} from "@nomous/protocol";
import { until } from "../bridge/until.ts";
import { type AnswerText, type ExportedConversation, exportTurn, isoTime } from "./exported.ts";

/** Oldest first. Deleted conversations are left out. */
export async function collectConversations(client: Client): Promise<ExportedConversation[]> {
  const list = await until(client.conversations, (view) => (view.status === "live" ? view.list : undefined));
  const summaries = [...list.values()].filter((summary) => summary.deletedAt === undefined);
  const conversations: ExportedConversation[] = [];
  // One after the other, so that a long history is not all subscribed at once.
  for (const summary of summaries.toSorted((a, b) => a.createdAt - b.createdAt)) {
    const conversation = await collect(client, summary);
    if (conversation !== undefined) conversations.push(conversation);
  }
  return conversations;
}

/** `undefined` when it was deleted meanwhile. */
async function collect(client: Client, summary: ConversationSummary): Promise<ExportedConversation | undefined> {
  const { id, title, createdAt } = summary;
  const tree = await until(client.conversation(id), ({ status, tree }): ConversationTree | "missing" | undefined =>
    status === "live" ? tree : status === "missing" ? "missing" : undefined,
  );
  if (tree === "missing") return undefined;
  const turns = [];
  for (const turn of tree.turns.values()) turns.push(exportTurn(turn, await readAnswer(client, turn)));
  return { id, title, createdAt: isoTime(createdAt), turns };
}

async function readAnswer(client: Client, turn: Turn): Promise<AnswerText> {
  if (turn.role === "person") return { text: turn.text };
  const text = turn.outcome?.text;
  return text === undefined ? streamedText(client, turn.id) : { text };
}

async function streamedText(client: Client, answer: TurnId): Promise<AnswerText> {
  const reader = client.stream(generationStream(answer), { until: "head" });
  let text = "";
  try {
    for await (const items of reader)
      for (const { kind, data } of items) if (kind === ITEM.text) text += fromUtf8(data);
  } catch (error) {
    if (!(error instanceof ClientError && error.why === "corrupt")) throw error;
    return { text, error: "The database is damaged here: the rest cannot be read. Look with `nomous doctor`." };
  }
  return { text };
}
