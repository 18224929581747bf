// What is known of a document, folded from its items: those of the log and those of a snapshot are read alike. Only in a snapshot is there text;
// what follows it, up to END, are the parts of one state.
import {
  type ConflictId,
  decodeJson,
  DocumentEvent,
  fromUtf8,
  ITEM,
  type SuggestionId,
  UpdateReader,
  type ConflictResolution,
} from "@nomous/protocol";
import type { StreamItem } from "../client.ts";
import { decodeCopy, encodeCopy } from "./document-copy.ts";
import { type DocumentFacts, epochOf, growFacts, NO_FACTS, withoutHunks } from "./document-facts.ts";
import type { EditContext } from "./local-edits.ts";
import type { Update } from "./apply-update.ts";
import { SharedText } from "./shared-text.ts";

export interface ModelParts {
  /** A client id of Yjs for a new Y.Doc. */
  readonly newYjs: () => number;
  /** What an edit of the present text is made on. */
  readonly context: () => EditContext;
  /** Somebody here edited a Y.Doc. */
  readonly made: (update: Uint8Array, context: EditContext) => void;
  readonly changed: () => void;
  /** Lets others work: a long text is read from its copy part by part. */
  readonly rest: () => Promise<void>;
}

export class DocumentModel {
  readonly #parts: ModelParts;
  #facts: DocumentFacts = NO_FACTS;
  #text: SharedText | undefined;
  /** Of a snapshot whose state is not here yet. */
  #preview = "";
  #isState = false;
  #updates = new UpdateReader();
  /** What is here is what the last copy has. */
  #isCopied = false;
  /** What edits of texts that were left are made on. */
  readonly #left = new WeakMap<SharedText, EditContext>();

  constructor(parts: ModelParts) {
    this.#parts = parts;
  }

  get facts(): DocumentFacts {
    return this.#facts;
  }

  get epoch(): number {
    return epochOf(this.#facts);
  }

  get text(): SharedText | undefined {
    return this.#text;
  }

  get string(): string {
    return this.#text?.text ?? this.#preview;
  }

  read(items: readonly StreamItem[]): void {
    let updates: Update[] = [];
    for (const { kind, data, at } of items) {
      if (kind === ITEM.text) this.#preview += fromUtf8(data);
      if (kind === ITEM.text || kind === ITEM.end) this.#isState = kind === ITEM.text;
      if (kind === ITEM.bytes) {
        const update = this.#updates.read(data);
        if (update !== undefined) updates.push(update);
      }
      if (kind !== ITEM.json) continue;
      const event = decodeJson(DocumentEvent, fromUtf8(data));
      if (event === undefined) continue;
      if (event.type === "epoch" && event.epoch !== this.epoch) {
        this.#take(updates);
        updates = [];
        this.#leave();
      }
      this.#facts = growFacts(this.#facts, event, at);
    }
    this.#take(updates);
    this.#isCopied = false;
    this.#parts.changed();
  }

  /** Hunks that this client's own command settled: the bridge does not send it. */
  settle(suggestion: SuggestionId, hunks: readonly number[]): void {
    this.#facts = withoutHunks(this.#facts, suggestion, hunks);
    this.#isCopied = false;
    this.#parts.changed();
  }

  /** Another decision that this client's own command stored; true when it is the first, and its edit counts. */
  resolve(conflict: ConflictId, resolution: Omit<ConflictResolution, "isFirst">): boolean {
    const isFirst = this.#facts.conflicts.get(conflict)?.resolutions.length === 0;
    const event = { type: "resolved", conflict, ...resolution, isFirst } as const;
    this.#facts = growFacts(this.#facts, event, resolution.at);
    this.#isCopied = false;
    this.#parts.changed();
    return isFirst;
  }

  /**
   * Begins with a copy, and resolves with whose edits in it its stream may not have yet; with nothing when it cannot be read, or something else
   * came meanwhile.
   */
  async load(data: Uint8Array): Promise<readonly number[] | undefined> {
    const copy = decodeCopy(data);
    if (copy === undefined) return undefined;
    const text = this.#newText();
    for (const [n, part] of copy.state.entries()) {
      if (n > 0) await this.#parts.rest();
      text.build(part);
    }
    text.apply(copy.later);
    if (this.#text !== undefined) return undefined;
    this.#facts = copy.facts;
    this.#text = text;
    this.#isCopied = true;
    return copy.ahead;
  }

  /** `undefined` when the copy that was made or loaded last has all of it. */
  copy(ahead: readonly number[]): Uint8Array | undefined {
    if (this.#text === undefined || this.#isCopied) return undefined;
    this.#isCopied = true;
    return encodeCopy({ facts: this.#facts, ahead, ...this.#text.parts() });
  }

  clear(): void {
    this.#leave();
    this.#facts = NO_FACTS;
  }

  #take(updates: readonly Update[]): void {
    if (updates.length === 0) return;
    this.#text ??= this.#newText();
    if (!this.#isState) return this.#text.apply(updates);
    for (const update of updates) this.#text.build(update, this.#preview);
  }

  #leave(): void {
    if (this.#text !== undefined) this.#left.set(this.#text, this.#parts.context());
    this.#text = undefined;
    this.#preview = "";
    this.#isState = false;
    this.#updates = new UpdateReader();
    this.#isCopied = false;
  }

  /** A Y.Doc that was left may be edited for a moment by whoever has not noticed: that is an edit of what it was. */
  #newText(): SharedText {
    const { newYjs, context, made } = this.#parts;
    const changed = (): void => {
      this.#isCopied = false;
      this.#parts.changed();
    };
    const take = (update: Uint8Array): void => made(update, this.#left.get(text) ?? context());
    const text: SharedText = new SharedText(newYjs(), take, changed);
    return text;
  }
}
