// What this browser has, found by its words: turns, documents by their sections, and the titles of both. It keeps the texts, because what is
// found is shown with what stands around it.
import type { ConversationId, DocumentId, TurnId } from "@nomous/client";
import { mistakesIn, termsOf, type Word, wordsOf } from "@nomous/workbench/prose";
import MiniSearch, { type Query, type SearchResult } from "minisearch";
import { type Excerpt, excerptOf } from "./excerpt.ts";
import { passagesOf } from "./passages.ts";

/** One text of this browser. */
export type IndexedText =
  | {
      readonly kind: "turn";
      readonly id: TurnId;
      readonly conversation: ConversationId;
      readonly title: string;
      readonly text: string;
      readonly at: number;
    }
  | {
      readonly kind: "document";
      readonly id: DocumentId;
      readonly path: string;
      readonly title: string;
      readonly text: string;
      readonly at: number;
    };

interface TurnHit {
  readonly kind: "turn";
  readonly turn: TurnId;
  readonly conversation: ConversationId;
}

interface TitleHit {
  readonly kind: "conversation";
  readonly conversation: ConversationId;
}

interface DocumentHit {
  readonly kind: "document";
  readonly document: DocumentId;
  readonly path: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
}

/** What was found, with the way there. */
export type Hit = (TurnHit | TitleHit | DocumentHit) & {
  /** Of the conversation, or the document. */
  readonly title: Excerpt["pieces"];
  readonly excerpt: Excerpt["pieces"];
  /** When it was written, as far as it is known. */
  readonly at: number;
};

export interface Found {
  /** Best first. */
  readonly hits: readonly Hit[];
  /** With those beyond the limit. */
  readonly total: number;
  /** Nothing has these very words: what was found is spelt alike. */
  readonly isAlike: boolean;
}

export interface IndexSize {
  readonly turns: number;
  readonly conversations: number;
  readonly documents: number;
}

interface Entry {
  readonly kind: Hit["kind"];
  readonly source: IndexedText;
  /** The first line of a passage, and where it stands. */
  readonly line: number;
  readonly fields: Fields;
}

interface Fields {
  readonly id: number;
  readonly title: string;
  readonly path: string;
  readonly text: string;
}

type NewEntry = Omit<Entry, "fields"> & { readonly fields: Omit<Fields, "id"> };

/** So many places of one document, or turns of one conversation, are enough to go on from there. */
const PLACES_EACH = 3;
const NOTHING: Found = { hits: [], total: 0, isAlike: false };

export class LocalIndex {
  readonly #search = new MiniSearch<Fields>({
    fields: ["title", "path", "text"],
    tokenize: termsOf,
    processTerm: (term) => term,
    searchOptions: {
      tokenize: (term) => [term],
      boost: { title: 2.5, path: 2 },
      weights: { prefix: 0.5, fuzzy: 0.4 },
      combineWith: "AND",
    },
  });
  readonly #entries = new Map<number, Entry>();
  readonly #idsOf = new Map<string, readonly number[]>();
  /** The title under which each conversation is found, and how many of its turns are here. */
  readonly #conversations = new Map<ConversationId, { title: string; turns: number }>();
  #documents = 0;
  #nextId = 0;

  get size(): IndexSize {
    let turns = 0;
    for (const conversation of this.#conversations.values()) turns += conversation.turns;
    return { turns, conversations: this.#conversations.size, documents: this.#documents };
  }

  /** Puts a text in the place of what there was under its id. */
  put(text: IndexedText): void {
    const isKnown = this.#idsOf.has(text.id);
    this.#remove(text.id);
    if (text.kind === "document") {
      if (!isKnown) this.#documents += 1;
      const passages = passagesOf(text.text);
      const all = passages.length === 0 ? [{ line: 1, text: "" }] : passages;
      // The title and the path are found once, at the beginning.
      this.#add(
        text.id,
        all.map((passage, index) => ({
          kind: "document",
          source: text,
          line: passage.line,
          fields: { title: index === 0 ? text.title : "", path: index === 0 ? text.path : "", text: passage.text },
        })),
      );
      return;
    }
    this.#add(text.id, [{ kind: "turn", source: text, line: 1, fields: { title: "", path: "", text: text.text } }]);
    const { turns = 0 } = this.#conversations.get(text.conversation) ?? {};
    this.#putTitle(text, isKnown ? turns : turns + 1);
  }

  /** Forgets a document, or a conversation with its turns. */
  remove(id: ConversationId | DocumentId): void {
    const conversation = id as ConversationId;
    if (this.#conversations.delete(conversation)) {
      const turns = [...this.#entries.values()].flatMap(({ kind, source }) =>
        kind === "turn" && source.kind === "turn" && source.conversation === conversation ? [source.id] : [],
      );
      for (const turn of turns) this.#remove(turn);
    } else if (this.#idsOf.has(id)) this.#documents -= 1;
    this.#remove(id);
  }

  /** What has all words of `text`; the last of them may be a beginning. `without`: conversations that are not looked into. */
  find(text: string, limit: number, without: ReadonlySet<string> = new Set()): Found {
    const asked = askedOf(text);
    if (asked.length === 0) return NOTHING;
    const exact = this.#search.search(queryOf(asked, false));
    const results = exact.length > 0 ? exact : this.#search.search(queryOf(asked, true));
    const kept = this.#worthTelling(results, without);
    return {
      hits: kept.slice(0, limit).flatMap((result) => this.#hitOf(result, asked) ?? []),
      total: kept.length,
      isAlike: exact.length === 0 && kept.length > 0,
    };
  }

  /** Not all places of a long text, and no title whose conversation is told by a turn that holds the words. */
  #worthTelling(results: readonly SearchResult[], without: ReadonlySet<string>): readonly SearchResult[] {
    const each = new Map<string, number>();
    const entries = results.flatMap((result) => {
      const entry = this.#entries.get(result.id as number);
      return entry === undefined ? [] : [{ result, kind: entry.kind, owner: ownerOf(entry.source) }];
    });
    const told = new Set(entries.flatMap(({ kind, owner }) => (kind === "turn" ? [owner] : [])));
    return entries.flatMap(({ result, kind, owner }) => {
      if (without.has(owner) || (kind === "conversation" && told.has(owner))) return [];
      const count = each.get(owner) ?? 0;
      each.set(owner, count + 1);
      return count < PLACES_EACH ? [result] : [];
    });
  }

  #hitOf({ id, terms }: SearchResult, asked: readonly Asked[]): Hit | undefined {
    const entry = this.#entries.get(id as number);
    if (entry === undefined) return undefined;
    const matched = new Set(terms);
    const isFound = (word: Word): boolean =>
      (word.whole !== undefined && matched.has(word.whole)) ||
      word.parts.some((part) => matched.has(part)) ||
      asked.some(({ plain }) => word.plain === plain);
    const { source } = entry;
    const excerpt = excerptOf(entry.fields.text, isFound);
    const told = {
      title: excerptOf(source.title, isFound).pieces,
      excerpt: excerpt.pieces,
      at: source.at,
    };
    if (source.kind === "document") {
      const before = entry.fields.text.slice(0, excerpt.at ?? 0).split("\n");
      const line = entry.line + before.length - 1;
      const column = (before.at(-1) ?? "").length + 1;
      return { kind: "document", document: source.id, path: source.path, line, column, ...told };
    }
    const { conversation } = source;
    if (entry.kind === "conversation") return { kind: "conversation", conversation, ...told };
    return { kind: "turn", turn: source.id, conversation, ...told };
  }

  /** A conversation is found by its title once, not with each of its turns. */
  #putTitle(text: IndexedText & { kind: "turn" }, turns: number): void {
    const { conversation, title } = text;
    const isSame = this.#conversations.get(conversation)?.title === title;
    this.#conversations.set(conversation, { title, turns });
    if (isSame) return;
    this.#remove(conversation);
    this.#add(conversation, [{ kind: "conversation", source: text, line: 1, fields: { title, path: "", text: "" } }]);
  }

  #add(key: string, all: readonly NewEntry[]): void {
    const ids: number[] = [];
    for (const { fields, ...entry } of all) {
      const id = this.#nextId;
      this.#nextId += 1;
      ids.push(id);
      this.#entries.set(id, { ...entry, fields: { id, ...fields } });
      this.#search.add({ id, ...fields });
    }
    this.#idsOf.set(key, ids);
  }

  /** Removes it whole: `discard` would clean up later, and breaks when something is added meanwhile. */
  #remove(key: string): void {
    for (const id of this.#idsOf.get(key) ?? []) {
      const entry = this.#entries.get(id);
      if (entry !== undefined) this.#search.remove(entry.fields);
      this.#entries.delete(id);
    }
    this.#idsOf.delete(key);
  }
}

const ownerOf = (source: IndexedText): string => (source.kind === "turn" ? source.conversation : source.id);

interface Asked extends Pick<Word, "plain" | "whole" | "parts"> {
  /** It is still being typed. */
  readonly isOpen: boolean;
}

/** The words that say something; the beginning of a word may be one that says nothing: "no" of "node". */
const askedOf = (text: string): readonly Asked[] =>
  [...wordsOf(text)].flatMap(({ to, ...word }) => {
    const isOpen = to === text.length && word.plain.length > 1;
    return isOpen || word.whole !== undefined || word.parts.length > 0 ? [{ ...word, isOpen }] : [];
  });

/** Every word: as a whole, or all of its parts; the one that is being typed also as a beginning. */
function queryOf(asked: readonly Asked[], isAlike: boolean): Query {
  const like = isAlike ? { fuzzy: mistakesIn } : {};
  const queries = asked.map(({ plain, whole, parts, isOpen }): Query => {
    const forms: Query[] = [];
    if (whole !== undefined) forms.push({ queries: [whole], prefix: isOpen, ...like });
    if (parts.length > 0) forms.push({ combineWith: "AND", queries: [...parts], ...like });
    if (isOpen && plain !== whole) forms.push({ queries: [plain], prefix: true });
    return { combineWith: "OR", queries: forms };
  });
  return { combineWith: "AND", queries };
}
