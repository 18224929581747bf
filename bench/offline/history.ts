// A year of conversations, written into the database of a bridge that does not run: through its own storage and journal, as the events that a prompt
// and the end of its answer leave, a commit for each conversation. Asking the bridge for them one after the other would take minutes.
import {
  type Actor,
  type ConversationEvent,
  type ConversationId,
  type ConversationListEvent,
  conversationStream,
  CONVERSATIONS,
  generationStream,
  ITEM,
  LIMITS,
  newConversationId,
  newTurnId,
  type Runtime,
  titleOf,
  type TurnId,
  utf8,
  utf8Length,
} from "@nomous/protocol";
import { systemRuntime } from "@nomous/client";
import { createJournal, createSqliteStorage, type Journal, Streams } from "@nomous/server";
import { createSeededRandom } from "@nomous/testkit";
import type { TextMaker } from "./texts.ts";

interface MadeTurn {
  readonly id: TurnId;
  readonly text: string;
}

export interface MadeConversation {
  readonly id: ConversationId;
  readonly title: string;
  /** One after the other, without a branch. */
  readonly turns: readonly MadeTurn[];
}

interface Ordered {
  readonly conversations: number;
  /** In all. */
  readonly turns: number;
}

const BEGAN_AT = Date.UTC(2026, 0, 5, 9);
/** From a question to the next one. */
const PAIR_MS = 90_000;
const DAY_MS = 86_400_000;
/** One answer of so many is longer than a conversation repeats. */
const LONG_EVERY = 500;
const PIECE = 24;

const person: Actor = { person: "ada", client: "benchbenchbenchbenchbe" } as Actor;
const engine: Actor = { ...person, agent: "scripted" };
const route = { engine: "scripted", name: "scripted engine", reason: "because it was asked for", refused: [] };

const json = (value: unknown) => ({ kind: ITEM.json, data: utf8(JSON.stringify(value)) });

/** `directory`: the folder of the workspace's database, which is made. */
export async function writeHistory(
  directory: string,
  texts: TextMaker,
  { conversations, turns }: Ordered,
): Promise<readonly MadeConversation[]> {
  const storage = await createSqliteStorage({ directory, runtime: systemRuntime });
  const { clock } = systemRuntime;
  const journal = createJournal({ clock, storage, streams: new Streams(clock, storage) });
  const made: MadeConversation[] = [];
  const random = createSeededRandom(11);
  const pairs = turns / 2;
  for (let n = 0; n < conversations; n += 1) {
    const at = BEGAN_AT + Math.floor((n * 300) / conversations) * DAY_MS;
    // The pairs are shared out evenly.
    const count = Math.floor(((n + 1) * pairs) / conversations) - Math.floor((n * pairs) / conversations);
    const writer = new ConversationWriter({ clock: { ...clock, now: () => writer.at }, random }, at);
    for (let k = 0; k < count; k += 1) writer.ask(texts, random.int(LONG_EVERY) === 0);
    made.push(await writer.commit(journal));
  }
  await storage.close();
  return made;
}

class ConversationWriter {
  at: number;
  readonly #runtime: Runtime;
  readonly #id: ConversationId;
  readonly #turns: MadeTurn[] = [];
  readonly #events: ConversationEvent[] = [];
  readonly #listed: ConversationListEvent[] = [];
  readonly #answers: { readonly id: TurnId; readonly text: string }[] = [];

  constructor(runtime: Runtime, at: number) {
    this.at = at;
    this.#runtime = runtime;
    this.#id = newConversationId({ ...runtime, clock: { ...runtime.clock, now: () => at } });
  }

  ask(texts: TextMaker, isLong: boolean): void {
    const pair = texts.pair();
    const text = isLong ? texts.longAnswer() : pair.answer;
    const parent = this.#turns.at(-1)?.id ?? null;
    const { at } = this;
    const turn = newTurnId(this.#runtime);
    const answer = newTurnId(this.#runtime);
    this.#turns.push({ id: turn, text: pair.prompt }, { id: answer, text });
    this.#answers.push({ id: answer, text });
    const count = piecesOf(text).length;
    const isRepeated = utf8Length(text) <= LIMITS.answerBytes;
    const outcome = {
      reason: "done" as const,
      route,
      ...(isRepeated ? { text } : { isShortened: true }),
      citations: [],
      turns: [],
      count: count + 1,
      textCount: count,
      firstMs: 400,
      totalMs: 20_000,
    };
    this.#events.push(
      {
        type: "turn.added",
        turn: { role: "person", id: turn, parent, text: pair.prompt, attachments: [], at, actor: person },
      },
      { type: "answer.started", id: answer, parent: turn, at, actor: engine },
      { type: "answer.ended", id: answer, at: at + outcome.totalMs, outcome },
    );
    if (parent === null)
      this.#listed.push({
        type: "conversation.created",
        id: this.#id,
        title: titleOf(pair.prompt),
        at,
        actor: person,
      });
    const turns = this.#turns.length;
    this.#listed.push({ type: "conversation.grew", id: this.#id, turns, branches: 1, at, actor: person });
    this.at += PAIR_MS;
  }

  async commit(journal: Journal): Promise<MadeConversation> {
    const outcome = await journal.commit({
      appends: [
        { sid: conversationStream(this.#id), items: this.#events.map(json), actor: person },
        { sid: CONVERSATIONS, items: this.#listed.map(json), actor: person },
        ...this.#answers.map(({ id, text }) => ({
          sid: generationStream(id),
          items: [json({ type: "route", route }), ...piecesOf(text)],
          end: { reason: "done" as const },
          actor: engine,
        })),
      ],
    });
    if (outcome.status !== "committed") throw new Error(`A conversation was not written: ${outcome.status}.`);
    return { id: this.#id, title: titleOf(this.#turns[0]?.text ?? ""), turns: this.#turns };
  }
}

/** As an engine writes them, a few words at a time. */
function piecesOf(text: string): { kind: typeof ITEM.text; data: Uint8Array }[] {
  const pieces = [];
  for (let from = 0; from < text.length; from += PIECE)
    pieces.push({ kind: ITEM.text, data: utf8(text.slice(from, from + PIECE)) });
  return pieces;
}
