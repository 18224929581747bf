// Documents in memory, made of the log's updates: a bounded cache by what each one has. Of a document there are usually two, one as its file is
// and one as its log is. A state that is asked for is reached from the nearest one that has only what it has too.
import * as Y from "yjs";
import { type DocumentState, type LoggedUpdate, type ReadUpdates, StateGone } from "../merger.ts";
import { mergeUpdates } from "./merge-updates.ts";
import { apply, fork, hasGap } from "./ydoc.ts";

/** Of updates in documents in memory; each document counts for at least so much that there are not too many small ones. */
const MOST_BYTES = 128 * 1024 * 1024;
const LEAST_BYTES = 256 * 1024;
const STATES_OF_A_KEY = 2;

interface Kept extends DocumentState {
  readonly doc: Y.Doc;
  readonly sizeBytes: number;
}

export class DocumentStates {
  readonly #read: ReadUpdates;
  readonly #mostBytes: number;
  /** The one that was not used for the longest time first. */
  readonly #kept = new Set<Kept>();

  constructor(read: ReadUpdates, mostBytes = MOST_BYTES) {
    this.#read = read;
    this.#mostBytes = mostBytes;
  }

  /**
   * The document of a state, to be read only until another state is asked for. One call at a time for each key. Rejects with `StateGone` when the
   * log begins too late.
   */
  async doc(state: DocumentState): Promise<Y.Doc> {
    const ofKey = [...this.#kept].filter(({ key }) => key === state.key);
    const nearest = ofKey
      .filter((kept) => hasAllOf(state, kept))
      .toSorted((a, b) => a.upTo - b.upTo)
      .at(-1);
    if (nearest !== undefined && hasAllOf(nearest, state)) return this.#keep(nearest).doc;
    const updates = await this.#missing(state, nearest?.upTo ?? 0);
    const isTaken = nearest !== undefined && ofKey.length >= STATES_OF_A_KEY;
    if (isTaken) this.#kept.delete(nearest);
    const doc = nearest === undefined ? new Y.Doc() : isTaken ? nearest.doc : fork(nearest.doc);
    const merged = mergeUpdates(updates);
    if (merged !== undefined) apply(doc, merged);
    if (hasGap(doc)) throw new StateGone(state.key, state.upTo);
    const { key, upTo, plus } = state;
    const sizeBytes = (nearest?.sizeBytes ?? LEAST_BYTES) + (merged?.update.length ?? 0);
    return this.#keep({ key, upTo, plus, doc, sizeBytes }).doc;
  }

  async #missing({ key, upTo, plus }: DocumentState, after: number): Promise<LoggedUpdate[]> {
    const updates: LoggedUpdate[] = [];
    for await (const update of this.#read(key, after, Math.max(upTo, ...plus)))
      if (update.seq <= upTo || plus.includes(update.seq)) updates.push(update);
    return updates;
  }

  #keep(kept: Kept): Kept {
    this.#kept.delete(kept);
    this.#kept.add(kept);
    let sizeBytes = 0;
    for (const { sizeBytes: size } of this.#kept) sizeBytes += size;
    for (const oldest of this.#kept) {
      if (oldest === kept || sizeBytes <= this.#mostBytes) break;
      this.#kept.delete(oldest);
      sizeBytes -= oldest.sizeBytes;
    }
    return kept;
  }
}

/** Whether every update of `part` is in `state` too; both are of one key. */
export const hasAllOf = (state: DocumentState, part: DocumentState): boolean =>
  part.upTo <= state.upTo && part.plus.every((seq) => seq <= state.upTo || state.plus.includes(seq));
