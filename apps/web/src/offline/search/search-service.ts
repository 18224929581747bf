// The worker that searches, without the worker: it reads the texts of this browser at the first look, later what came since, and answers in
// between, so that the first hits are there before everything is read.
import { LocalIndex, type IndexedText } from "./local-index.ts";
import type { FromSearch, ToSearch } from "./search-message.ts";

/** A text that is here, or a document or conversation that is to be forgotten; `cursor`: where reading goes on behind it. */
export type ReadText<Cursor> = (
  | IndexedText
  | { readonly kind: "gone"; readonly id: Parameters<LocalIndex["remove"]>[0] }
) & { readonly cursor: Cursor };

export interface SearchPorts<Cursor> {
  /** What is new since the cursor; everything without one. */
  readonly read: (since: Cursor | undefined) => AsyncIterable<ReadText<Cursor>>;
  readonly post: (message: FromSearch) => void;
}

/** So often is told how far it is. */
const TOLD_EACH = 200;

export function createSearchService<Cursor>({ read, post }: SearchPorts<Cursor>): (message: ToSearch) => void {
  const index = new LocalIndex();
  let since: Cursor | undefined;
  let isReading = false;
  let isAsked = false;
  let revision = 0;
  let trouble: string | undefined;
  const tell = (): void => post({ type: "state", state: { ...index.size, isReading, revision, trouble } });

  const readNew = async (): Promise<void> => {
    let count = 0;
    for await (const one of read(since)) {
      if (one.kind === "gone") index.remove(one.id);
      else index.put(one);
      since = one.cursor;
      count += 1;
      revision += 1;
      if (count % TOLD_EACH === 0) tell();
    }
  };

  const look = async (): Promise<void> => {
    isAsked = true;
    if (isReading) return;
    isReading = true;
    while (isAsked) {
      isAsked = false;
      trouble = undefined;
      try {
        await readNew();
      } catch (error) {
        // What was read stays searched; the next look goes on behind it.
        trouble = error instanceof Error ? error.message : String(error);
      }
    }
    isReading = false;
    tell();
  };

  return (message) => {
    switch (message.type) {
      case "look":
        void look();
        return;
      case "find": {
        const { n, text, limit, without } = message;
        post({ type: "found", n, found: index.find(text, limit, new Set(without)) });
      }
    }
  };
}
