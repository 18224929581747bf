// A document that two people have open, and what the log and the records say of edits that were made apart.
import {
  type Clock,
  type ConflictId,
  type DocumentEvent,
  type DocumentId,
  type EditConflict,
  type Meeting,
  type Runtime,
} from "@nomous/protocol";
import { type DocumentFixture, openDocuments, type Scribe } from "../document-fixture.ts";
import { createMerger } from "../merge/merger-core.ts";
import type { Merger } from "../merger.ts";
import { type Absence, ABSENCE_RECORD, readAbsences } from "./absence.ts";

/** Time passes when a test says so. */
interface TestRuntime extends Runtime {
  readonly clock: Clock & { advance(ms: number): Promise<void> };
}

export const PATH = "a.md";
export const TEXT = "# Keeping\n\nThe box keeps items for one hour.\n\n# Sending\n\nItems are sent in order.\n";

type Options = Parameters<typeof openDocuments>[1];

/** Ada and Bob have read all of it, some time ago. */
export async function openApart<R extends TestRuntime>(runtime: R, options: Options = {}) {
  const bridge = await openDocuments(runtime, { files: { [PATH]: TEXT }, ...options });
  const id = await bridge.open(PATH);
  await runtime.clock.advance(10_000);
  const [ada, bob] = [await bridge.scribe(id), await bobOf(bridge, id)];
  return { runtime, bridge, id, ada, bob };
}

export const bobOf = (bridge: DocumentFixture, id: DocumentId): Promise<Scribe> =>
  bridge.scribe(id, "Bob", "b".repeat(22));

/** Replaces `words` where the scribe sees them, without sending it. */
export function replace(scribe: Scribe, words: string, by: string): Uint8Array {
  const at = scribe.text.indexOf(words);
  if (at < 0) throw new Error(`there is no "${words}" in the text`);
  return scribe.change(at, by, words.length);
}

/** Somebody who comes back has this in their outbox. */
export const bring = (scribe: Scribe, words: string, by: string) =>
  scribe.send(scribe.edit(replace(scribe, words, by)), true);

/** What is on record of edits that were made apart. */
export async function absencesOf({ storage }: DocumentFixture, id: DocumentId): Promise<readonly Absence[]> {
  return readAbsences(await storage.record(ABSENCE_RECORD, id));
}

export const conflictsIn = (events: readonly DocumentEvent[]): EditConflict[] =>
  events.flatMap((event) => (event.type === "conflict" ? [event.conflict] : []));

export const meetingsIn = (events: readonly DocumentEvent[]): Meeting[] =>
  events.flatMap((event) => (event.type === "met" ? [event.meeting] : []));

export async function onlyConflict(bridge: DocumentFixture, id: DocumentId): Promise<EditConflict> {
  const all = conflictsIn(await bridge.events(id));
  const [conflict] = all;
  if (conflict === undefined || all.length > 1) throw new Error(`${all.length} conflicts were told`);
  return conflict;
}

/** Lets the time pass in which conflicts are looked for. */
export const findAll = (runtime: TestRuntime): Promise<void> => runtime.clock.advance(3_000);

/** A merger that says how often it was asked where edits met. */
export function countingMerger() {
  const counts = { meet: 0 };
  const merger = (read: Parameters<typeof createMerger>[0]): Merger => {
    const real = createMerger(read);
    return {
      ...real,
      meet(apart) {
        counts.meet += 1;
        return real.meet(apart);
      },
    };
  };
  return { counts, merger };
}

export const resolveArgs = (document: DocumentId, conflict: ConflictId, text: string) => ({
  document,
  conflict,
  choice: "own" as const,
  text,
});
