// A document as it is copied, folded from its items without building its text: nobody looks at it, and a text takes the time of a thread that
// others need. Items of the log and of a snapshot are read alike, as in document/document-model.ts.
import { decodeJson, DocumentEvent, fromUtf8, ITEM, UpdateReader } from "@nomous/protocol";
import type { StreamItem } from "../client.ts";
import { type CopiedDocument, decodeCopy, encodeCopy } from "../document/document-copy.ts";
import { epochOf, growFacts, NO_FACTS } from "../document/document-facts.ts";
import type { Update } from "../document/apply-update.ts";

const NOTHING: CopiedDocument = { facts: NO_FACTS, ahead: [], state: [], later: [] };

/** Beyond it a text opens slowly: then it is worth looking for a newer snapshot. */
const MOST_LATER = 500;

export class DocumentFold {
  #facts = NO_FACTS;
  #ahead: readonly number[] = [];
  #state: Update[] = [];
  #later: Update[] = [];
  #isState = false;
  #updates = new UpdateReader();

  /** False when the copy cannot be read: then this is empty. */
  begin(copy: Uint8Array | undefined): boolean {
    const copied = copy && decoded(copy);
    const { facts, ahead, state, later } = copied ?? NOTHING;
    this.#facts = facts;
    this.#ahead = ahead;
    this.#state = [...state];
    this.#later = [...later];
    this.#isState = false;
    this.#updates = new UpdateReader();
    return copied !== undefined;
  }

  /** Much was added to the state that it began with. */
  get isLong(): boolean {
    return this.#later.length > MOST_LATER;
  }

  read(items: readonly StreamItem[]): void {
    for (const { kind, data, at } of items) {
      if (kind === ITEM.text || kind === ITEM.end) this.#isState = kind === ITEM.text;
      if (kind === ITEM.bytes) {
        const update = this.#updates.read(data);
        if (update !== undefined) (this.#isState ? this.#state : this.#later).push(update);
      }
      if (kind !== ITEM.json) continue;
      const event = decodeJson(DocumentEvent, fromUtf8(data));
      if (event === undefined) continue;
      if (event.type === "epoch" && event.epoch !== epochOf(this.#facts)) this.#leave();
      this.#facts = growFacts(this.#facts, event, at);
    }
  }

  copy(): Uint8Array {
    return encodeCopy({ facts: this.#facts, ahead: this.#ahead, state: this.#state, later: this.#later });
  }

  #leave(): void {
    this.#ahead = [];
    this.#state = [];
    this.#later = [];
    this.#isState = false;
    this.#updates = new UpdateReader();
  }
}

/** What is damaged may have any shape. */
function decoded(copy: Uint8Array): CopiedDocument | undefined {
  try {
    return decodeCopy(copy);
  } catch {
    return undefined;
  }
}
