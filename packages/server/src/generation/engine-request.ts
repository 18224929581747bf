// What an engine is asked: the branch from its root to the prompt, with the texts that are durable.
import { fromUtf8, generationStream, ITEM, pathTo, type Turn, type TurnId } from "@nomous/protocol";
import type { Conversations } from "../conversation/conversations.ts";
import type { TurnSearch } from "../conversation/turn-search.ts";
import type { EngineMessage, EngineRequest } from "../engine/engine.ts";
import type { Journal } from "../stream/journal.ts";
import type { NewGeneration } from "./new-generation.ts";

interface RequestParts {
  readonly journal: Journal;
  readonly conversations: Conversations;
  readonly search: TurnSearch;
}

export async function engineRequest(parts: RequestParts, generation: NewGeneration): Promise<EngineRequest> {
  const { conversation, path, settings } = generation;
  const messages = await messagesOf(parts.journal, await finishedPath(parts, generation, path));
  return { conversation, messages, settings, recall: (text, limit) => parts.search.recall(text, limit, conversation) };
}

/** The path as decided may hold answers that were still open then. */
async function finishedPath(
  { conversations }: RequestParts,
  { conversation }: NewGeneration,
  path: readonly Turn[],
): Promise<readonly Turn[]> {
  const prompt = path.at(-1);
  const isFinished = path.every((turn) => turn.role === "person" || turn.outcome !== undefined);
  if (prompt === undefined || isFinished) return path;
  const { tree } = await conversations.load(conversation);
  return pathTo(tree, prompt.id);
}

/** The turns with their whole texts. */
export async function messagesOf(journal: Journal, path: readonly Turn[]): Promise<readonly EngineMessage[]> {
  const messages: EngineMessage[] = [];
  for (const turn of path) messages.push(await messageOf(journal, turn));
  return messages;
}

async function messageOf(journal: Journal, turn: Turn): Promise<EngineMessage> {
  if (turn.role === "person") return { role: "person", turn: turn.id, text: turn.text, attachments: turn.attachments };
  const text = turn.outcome?.text ?? (await writtenText(journal, turn.id));
  return { role: "engine", turn: turn.id, text, attachments: [] };
}

/** The text of an answer that is too long for its conversation. */
async function writtenText(journal: Journal, answer: TurnId): Promise<string> {
  let text = "";
  for await (const { kind, data } of journal.items(generationStream(answer), 0)) {
    if (kind === ITEM.text) text += fromUtf8(data);
  }
  return text;
}
