// The histories that were looked at last, each brought up to the log's end before it is shown.
import type { DocumentId, QueryArgs, QueryResult } from "@nomous/protocol";
import { DocumentFault } from "../document-log.ts";
import type { RoomLog } from "../journal-document-log.ts";
import { beginHistory, growHistory, type History } from "./history.ts";

const MAX_HISTORIES = 8;

export class Histories {
  readonly #log: RoomLog;
  readonly #histories = new Map<DocumentId, Promise<History>>();

  constructor(log: RoomLog) {
    this.#log = log;
  }

  /** Newest first, entries that lie below item `before`. */
  async page({
    document,
    before = Infinity,
    limit,
  }: QueryArgs<"document.history">): Promise<QueryResult<"document.history">> {
    const { entries } = await this.#history(document);
    const below = entries.filter(({ seq }) => seq[1] < before);
    return { entries: below.slice(-limit).toReversed(), hasMore: below.length > limit };
  }

  async #history(id: DocumentId): Promise<History> {
    const known = this.#histories.get(id);
    // One after the other: each goes on where the one before ended.
    const history = this.#grow(id, known);
    this.#histories.delete(id);
    this.#histories.set(id, history);
    history.catch(() => this.#histories.delete(id));
    for (const oldest of this.#histories.keys()) {
      if (this.#histories.size <= MAX_HISTORIES) break;
      this.#histories.delete(oldest);
    }
    return history;
  }

  async #grow(id: DocumentId, known: Promise<History> | undefined): Promise<History> {
    const room = await this.#log.room(id);
    const before = await known;
    if (before !== undefined && before.head >= room.first - 1) return this.#catchUp(id, before);
    // A document that began anew has a history from there on; one whose past is damaged has one of what came behind its snapshot.
    for (const start of [room.first - 1, room.epochAt - 1]) {
      try {
        return await this.#catchUp(id, beginHistory(room, start));
      } catch (error) {
        if (!(error instanceof DocumentFault) || error.code !== "damaged") throw error;
      }
    }
    return this.#catchUp(id, beginHistory(room, room.snapshot?.seq ?? room.first - 1));
  }

  async #catchUp(id: DocumentId, history: History): Promise<History> {
    for await (const entry of this.#log.entries(id, history.head)) growHistory(history, entry);
    return history;
  }
}
