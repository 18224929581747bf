// A day on which others worked and one browser was away: documents edited, questions asked and answered, all through the bridge.
import { type Client, type DocumentId, systemRuntime } from "@nomous/client";
import { generationStream, newTurnId } from "@nomous/protocol";
import type { MadeConversation } from "./history.ts";
import type { TextMaker } from "./texts.ts";

export interface DaysWork {
  /** Those that are edited. */
  readonly documents: readonly DocumentId[];
  /** Those that are gone on with. */
  readonly conversations: readonly MadeConversation[];
  /** Questions and answers together. */
  readonly turns: number;
}

const EDITS_EACH = 3;
const LANES = 8;

/** Makes some edits at places of their own in each document, and asks the scripted engine. */
export async function workForADay(
  client: Client,
  texts: TextMaker,
  { documents, conversations, turns }: DaysWork,
): Promise<void> {
  await inLanes(documents, (id) => edit(client, id, texts));
  const each = Math.ceil(turns / 2 / conversations.length);
  const shares = conversations.map((conversation, n) => ({
    conversation,
    count: Math.max(0, Math.min(each, turns / 2 - n * each)),
  }));
  await inLanes(shares, ({ conversation, count }) => ask(client, conversation, count, texts));
}

async function inLanes<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const queue = [...all];
  const lane = async (): Promise<void> => {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function edit(client: Client, id: DocumentId, texts: TextMaker): Promise<void> {
  const document = await client.document(id);
  const stop = document.view.subscribe(() => undefined);
  for (let n = 1; n <= EDITS_EACH; n += 1) {
    while (document.view.current().doc === undefined || document.view.current().status !== "live")
      await new Promise((resolve) => setTimeout(resolve, 5));
    const { text } = document.view.current();
    const at = text.indexOf("\n\n", Math.floor((text.length * n) / (EDITS_EACH + 2)));
    const place = at < 0 ? text.length : at;
    await document.edit([{ from: place, to: place, insert: ` ${texts.sentence()}` }]);
  }
  await document.saved();
  stop();
  await document.close();
}

async function ask(client: Client, { id, turns }: MadeConversation, count: number, texts: TextMaker): Promise<void> {
  let parent = turns.at(-1)?.id ?? null;
  for (let n = 0; n < count; n += 1) {
    const { answer: words } = texts.pair();
    const turn = newTurnId(systemRuntime);
    const answer = newTurnId(systemRuntime);
    const text = `scripted: rate=0 echo\n${words}`;
    const settings = { engine: "scripted" };
    const args = { conversation: id, turn, answer, parent, text, attachments: [], settings };
    const { status, error } = await client.command("conversation.prompt", args).result;
    if (status !== "applied") throw new Error(error?.message ?? "A prompt was refused.");
    for await (const _ of client.stream(generationStream(answer))) continue;
    parent = answer;
  }
}
