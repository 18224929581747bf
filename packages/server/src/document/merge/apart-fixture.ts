// Two people who write in one document without seeing each other, with real documents of Yjs, and what the merger says of it.
import * as Y from "yjs";
import type { Met } from "../merger.ts";
import { createLogFixture, type LogFixture } from "./log-fixture.ts";
import { createMerger } from "./merger-core.ts";
import { fork, textIn, textOf } from "./ydoc.ts";

export interface Pen {
  /** Types behind the first place of `after`; "": at the beginning. */
  type(after: string, insert: string): void;
  /** Replaces the first place of a text. */
  change(text: string, insert: string): void;
  insert(at: number, insert: string): void;
  remove(from: number, to: number): void;
  readonly text: string;
}

export interface Meeting {
  readonly met: Met;
  readonly mine: string;
  readonly theirs: string;
  readonly merged: string;
  /** With everything. */
  readonly doc: Y.Doc;
}

const KEY = "document/1";
const [MINE, THEIRS] = [7, 8];

/** `mine` came back to what `theirs` made meanwhile; `ids`: the client ids of Yjs, which decide what comes first where both put something; the
 * others may know what `mine` did, once they are `knowing`. */
export async function meetApart(
  base: string,
  mine: (pen: Pen) => void,
  theirs: (pen: Pen) => void,
  ids: readonly [number, number] = [200, 300],
  others: "unknowing" | "knowing" = "unknowing",
): Promise<Meeting> {
  const log = createLogFixture(KEY);
  const merger = createMerger(log.read);
  log.append(await merger.seed(base, 1), 2);
  const { state } = log;
  const doc = new Y.Doc();
  Y.applyUpdateV2(doc, (await merger.snapshot(state)).updates[0] ?? new Uint8Array());
  const before = others === "knowing" ? write(log, doc, ids[0], MINE, mine) : undefined;
  const seen = before === undefined ? doc : fork(doc);
  for (const update of before?.updates ?? []) Y.applyUpdate(seen, update);
  const their = write(log, seen, ids[1], THEIRS, theirs);
  const own = before ?? write(log, doc, ids[0], MINE, mine);
  const met = await merger.meet({ state, mine: [MINE], last: log.state.upTo });
  const merged = await merger.text(log.state);
  await merger.close();
  for (const { updates } of [own, their]) for (const update of updates) Y.applyUpdate(doc, update);
  return { met, mine: own.text, theirs: their.text, merged, doc };
}

function write(log: LogFixture, base: Y.Doc, yjs: number, writer: number, write: (pen: Pen) => void) {
  const doc = fork(base);
  doc.clientID = yjs;
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => {
    updates.push(update);
    log.append(update, 1, writer);
  });
  write(penOf(doc));
  return { text: textOf(doc), updates };
}

function penOf(doc: Y.Doc): Pen {
  const text = textIn(doc);
  const place = (wanted: string): number => {
    const at = textOf(doc).indexOf(wanted);
    if (at === -1) throw new Error(`"${wanted}" is not in the text`);
    return at;
  };
  const replace = (from: number, to: number, insert: string): void =>
    doc.transact(() => {
      text.delete(from, to - from);
      text.insert(from, insert);
    });
  return {
    type: (after, insert) => replace(place(after) + after.length, place(after) + after.length, insert),
    change: (old, insert) => replace(place(old), place(old) + old.length, insert),
    insert: (at, insert) => replace(at, at, insert),
    remove: (from, to) => replace(from, to, ""),
    get text() {
      return textOf(doc);
    },
  };
}
