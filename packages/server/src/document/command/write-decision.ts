// A decision that writes to a document: its items, what goes with them, and the room that the log has once all of it is durable.
import { type Decision, type DecisionContext, type Effect, reject } from "../../command/decision.ts";
import type { RecordChange } from "../../storage/storage.ts";
import type { StreamAppend } from "../../stream/journal.ts";
import type { Entries } from "../document-log.ts";
import type { LoadedRoom } from "../room/loaded-room.ts";
import { type CheckedEntry, writeEntries } from "../room/write-entries.ts";
import type { Refusal } from "../update/check-update.ts";

interface Wanted {
  readonly entries: readonly CheckedEntry[];
  /** What is committed with them, given the room as it will be. */
  readonly records?: (next: LoadedRoom) => readonly RecordChange[];
  /** The absences from then on, given the first and the last of its items. */
  readonly absences?: Entries["absences"] | undefined;
  /** What RES tells; by default the items, which are then not sent to who wrote them. */
  readonly result?: unknown;
}

export interface WriteDecision {
  readonly status: "applied";
  readonly change: {
    readonly expect: Expectation;
    readonly appends: readonly StreamAppend[];
    readonly records: readonly RecordChange[];
  };
  readonly result: unknown;
  readonly effect: Extract<Effect, { type: "document.grown" }>;
}

type Expectation = readonly { readonly sid: LoadedRoom["sid"]; readonly head: number }[];

export function writeTo(
  room: LoadedRoom,
  { entries, records, absences, result }: Wanted,
  context: DecisionContext,
): WriteDecision {
  const { actor, now, origin } = context;
  const { sid, head } = room;
  const written = writeEntries(room, { entries, actor, ...(absences && { absences }) }, now);
  const next = written.room;
  const isNamed = result === undefined;
  const append: StreamAppend = { sid, items: written.items, actor, ...(isNamed && { origin }) };
  return {
    status: "applied",
    change: {
      expect: [{ sid, head }],
      appends: [append],
      records: [...written.records, ...(records?.(next) ?? [])],
    },
    result: result ?? { items: [head + 1, next.head] },
    effect: { type: "document.grown", room: next },
  };
}

/** Nothing is written, and RES says so. */
export const nothing = (result: unknown): Decision => ({ status: "applied", change: {}, result });

export const refused = ({ code, message }: Refusal): Decision => reject(code, message);
