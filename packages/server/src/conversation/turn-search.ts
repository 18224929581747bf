// Search over the turns of all conversations that are not deleted. The texts are kept in memory and scanned: 10,000 turns
// take a few milliseconds. They are read at the first search; afterwards a conversation is read again when it has grown
// or when an answer of it was open.
import {
  type ConversationId,
  type ConversationList,
  type QueryResult,
  shorten,
  type Turn,
  type TurnId,
} from "@nomous/protocol";
import type { PastTurn } from "../engine/engine.ts";
import { StorageError } from "../storage/storage.ts";
import type { Conversations } from "./conversations.ts";
import { plainWords } from "./plain-words.ts";
import { contentWordsOf, wordsOf } from "./words.ts";

/** Beyond this many turns the conversations that were idle for longest are not searched. */
const MAX_TURNS = 20_000;
/** Of a longer turn only the beginning is searched. */
const MAX_CHARACTERS = 8_000;
const EXCERPT_CHARACTERS = 200;
/** So much of an excerpt stands before the first hit at most. */
const LEAD_CHARACTERS = 40;

interface SearchedTurn {
  readonly conversation: ConversationId;
  readonly turn: TurnId;
  readonly role: Turn["role"];
  /** The engine that wrote it. */
  readonly engine: string | undefined;
  readonly at: number;
  /** Plain words in one line. */
  readonly text: string;
  readonly folded: string;
}

interface SearchedConversation {
  readonly turns: readonly SearchedTurn[];
  /** Turns that the list counted when it was read. */
  readonly size: number;
  readonly hasOpenAnswer: boolean;
}

export class TurnSearch {
  readonly #conversations: Pick<Conversations, "list" | "load">;
  readonly #isQuoting: (engine: string) => boolean;
  readonly #searched = new Map<ConversationId, SearchedConversation>();
  /** All turns, newest first; `undefined` after a change. */
  #newestFirst: readonly SearchedTurn[] | undefined;
  #refreshing: Promise<unknown> = Promise.resolve();

  /** Answers of an engine that quotes only repeat what is found elsewhere: they are not recalled. */
  constructor(conversations: Pick<Conversations, "list" | "load">, isQuoting: (engine: string) => boolean) {
    this.#conversations = conversations;
    this.#isQuoting = isQuoting;
  }

  /** Turns that contain all words of `text`, newest first. */
  async search(text: string, limit: number): Promise<QueryResult<"conversation.search">["hits"]> {
    const words = [...new Set(wordsOf(text))];
    if (words.length === 0) return [];
    const list = await this.#refresh();
    const hits: QueryResult<"conversation.search">["hits"] = [];
    for (const turn of this.#turns()) {
      if (!words.every((word) => turn.folded.includes(word))) continue;
      const title = list.get(turn.conversation)?.title ?? "";
      hits.push({ conversation: turn.conversation, turn: turn.turn, title, excerpt: excerptOf(turn, words) });
      if (hits.length === limit) break;
    }
    return hits;
  }

  /** Turns of other conversations that share the rarer words of `text`, best first. */
  async recall(text: string, limit: number, except: ConversationId): Promise<readonly PastTurn[]> {
    const words = contentWordsOf(text);
    if (words.length === 0) return [];
    const list = await this.#refresh();
    const turns = this.#turns().filter(
      ({ conversation, engine }) => conversation !== except && !(engine !== undefined && this.#isQuoting(engine)),
    );
    return rank(turns, words)
      .slice(0, limit)
      .map((found) => ({
        conversation: found.conversation,
        title: list.get(found.conversation)?.title ?? "",
        turn: found.turn,
        role: found.role,
        excerpt: excerptOf(found, words),
      }));
  }

  #turns(): readonly SearchedTurn[] {
    this.#newestFirst ??= [...this.#searched.values()]
      .flatMap(({ turns }) => turns)
      .toSorted((a, b) => b.at - a.at || (a.turn < b.turn ? 1 : -1));
    return this.#newestFirst;
  }

  /** One at a time, so that two searches do not read the same conversations twice. */
  #refresh(): Promise<ConversationList> {
    const refreshed = this.#refreshing.then(() => this.#readChanged());
    this.#refreshing = refreshed.catch(() => undefined);
    return refreshed;
  }

  async #readChanged(): Promise<ConversationList> {
    const list = await this.#conversations.list();
    const live = [...list.values()]
      .filter(({ deletedAt }) => deletedAt === undefined)
      .toSorted((a, b) => b.activeAt - a.activeAt);
    const kept = new Set<ConversationId>();
    let total = 0;
    for (const { id, turns } of live) {
      total += turns;
      if (total > MAX_TURNS && kept.size > 0) break;
      kept.add(id);
      const known = this.#searched.get(id);
      if (known !== undefined && known.size === turns && !known.hasOpenAnswer) continue;
      const read = await this.#turnsOf(id);
      this.#searched.set(id, { ...searchedOf(id, read), size: turns });
      this.#newestFirst = undefined;
    }
    for (const id of this.#searched.keys()) {
      if (kept.has(id)) continue;
      this.#searched.delete(id);
      this.#newestFirst = undefined;
    }
    return list;
  }

  /** A damaged conversation cannot be searched; that is no reason not to search the others. */
  async #turnsOf(id: ConversationId): Promise<readonly Turn[]> {
    try {
      const { tree } = await this.#conversations.load(id);
      return [...tree.turns.values()];
    } catch (error) {
      if (error instanceof StorageError && error.code === "corrupt") return [];
      throw error;
    }
  }
}

function searchedOf(conversation: ConversationId, turns: readonly Turn[]): Omit<SearchedConversation, "size"> {
  return {
    turns: turns.map((turn) => {
      const markdown = turn.role === "person" ? turn.text : (turn.outcome?.text ?? "");
      const text = plainWords(markdown.slice(0, MAX_CHARACTERS));
      const engine = turn.role === "engine" ? turn.actor.agent : undefined;
      const { id, role, at } = turn;
      return { conversation, turn: id, role, engine, at, text, folded: text.toLowerCase() };
    }),
    hasOpenAnswer: turns.some((turn) => turn.role === "engine" && turn.outcome === undefined),
  };
}

/** Rare words count more than common ones; a turn must have at least half of what could be had. */
function rank(turns: readonly SearchedTurn[], words: readonly string[]): SearchedTurn[] {
  const found = words.map((word) => new Set(turns.filter(({ folded }) => folded.includes(word))));
  const weights = found.map((having) => Math.log(1 + turns.length / (1 + having.size)));
  const best = weights.reduce((sum, weight) => sum + weight, 0);
  const score = (turn: SearchedTurn): number =>
    weights.reduce((sum, weight, i) => sum + (found[i]?.has(turn) === true ? weight : 0), 0);
  return turns
    .map((turn) => ({ turn, score: score(turn) }))
    .filter(({ score }) => score >= best / 2)
    .toSorted((a, b) => b.score - a.score)
    .map(({ turn }) => turn);
}

/** The text from a few words before the first hit on, cut at words. */
function excerptOf({ text, folded }: SearchedTurn, words: readonly string[]): string {
  const hit = Math.min(...words.map((word) => folded.indexOf(word)).filter((place) => place >= 0));
  if (hit <= LEAD_CHARACTERS) return shorten(text, EXCERPT_CHARACTERS);
  const lead = text.slice(hit - LEAD_CHARACTERS, hit);
  const from = lead.includes(" ") ? hit - lead.length + lead.indexOf(" ") + 1 : hit;
  return `…${shorten(text.slice(from), EXCERPT_CHARACTERS - 1)}`;
}
