// The versions of a document's history, as the bridge tells them.
import type { DocumentId, QueryArgs, QueryName, QueryResult } from "@nomous/protocol";

type Ask = <Name extends QueryName>(name: Name, args: QueryArgs<Name>) => Promise<QueryResult<Name>>;

const HISTORY_ENTRIES = 50;

export class DocumentVersions {
  readonly #ask: Ask;
  readonly #document: DocumentId;

  constructor(ask: Ask, document: DocumentId) {
    this.#ask = ask;
    this.#document = document;
  }

  history(before?: number): Promise<QueryResult<"document.history">> {
    const more = before === undefined ? {} : { before };
    return this.#ask("document.history", { document: this.#document, limit: HISTORY_ENTRIES, ...more });
  }

  async text(version: string): Promise<string> {
    let text = "";
    for (;;) {
      const page = await this.#ask("document.version", { document: this.#document, version, from: text.length });
      text += page.text;
      if (page.text === "" || text.length >= page.total) return text;
    }
  }
}
