// A log of updates in memory, for what reads one: writers of Yjs append to it, and it can be trimmed.
import * as Y from "yjs";
import { type DocumentState, type LoggedUpdate, type ReadUpdates, StateGone } from "../merger.ts";
import { write } from "./ydoc.ts";
import { diffText } from "./text-diff.ts";

export interface LogFixture {
  readonly read: ReadUpdates;
  /** How often it was read, and how many updates were given. */
  readonly reads: { calls: number; updates: number };
  /** The state of everything so far. */
  readonly state: DocumentState;
  /** Appends an update as it is. Returns its item. */
  append(update: Uint8Array, encoding?: 1 | 2, writer?: number): number;
  /** Somebody who has everything makes this text. Returns the item. */
  type(text: string, yjs: number): number;
  /** Forgets everything up to `seq`; with a snapshot of it in its place, or without. */
  trim(seq: number, snapshot: readonly Uint8Array[] | null): void;
}

export function createLogFixture(key: string): LogFixture {
  let updates: LoggedUpdate[] = [];
  let first = 1;
  let head = 0;
  const doc = new Y.Doc();
  const reads = { calls: 0, updates: 0 };
  const append = (update: Uint8Array, encoding: 1 | 2 = 1, writer = 1): number => {
    head += 1;
    updates.push({ seq: head, encoding, writer, base: head - 1, update });
    if (encoding === 1) Y.applyUpdate(doc, update);
    else Y.applyUpdateV2(doc, update);
    return head;
  };
  return {
    reads,
    append,
    get state() {
      return { key, upTo: head, plus: [] };
    },
    type(text, yjs) {
      const copy = new Y.Doc();
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
      const update = write(copy, diffText(copy.getText("text").toJSON(), text), yjs);
      if (update === null) throw new Error("nothing was typed");
      return append(update);
    },
    trim(seq, snapshot) {
      updates = updates.filter((update) => update.seq > seq);
      const parts = snapshot ?? [];
      updates.unshift(...parts.map((update) => ({ seq, encoding: 2 as const, writer: 1, base: seq, update })));
      first = snapshot === null ? seq + 1 : seq;
    },
    async *read(wanted, after, upTo) {
      reads.calls += 1;
      if (wanted !== key || upTo < first) throw new StateGone(wanted, upTo);
      for (const update of updates) {
        if (update.seq <= after || update.seq > upTo) continue;
        reads.updates += 1;
        yield update;
      }
    },
  };
}
