// What the main thread and the writer's thread tell each other. A group of commits is one message: plain fields are
// cloned, all bodies lie one after the other in one buffer that changes hands.
import type { Actor, CommandId, StreamId } from "@nomous/protocol";
import type { Verdict } from "./check-commit.ts";
import type { Append, Commit, RecordChange, StorageErrorCode } from "./storage.ts";

export interface WriterData {
  readonly file: string;
  /** Bound of the database file, in bytes. */
  readonly maxBytes: number | undefined;
}

export interface PackedAppend extends Pick<Append, "sid" | "firstSeq" | "count" | "create" | "actor" | "at"> {
  readonly bodyBytes: number;
  readonly end?: string;
}

export interface PackedRecord {
  readonly kind: string;
  readonly id: string;
  /** `null` removes. */
  readonly json: string | null;
  readonly actor: Actor;
}

/** A commit, with all that is stored as JSON text. What a commit does not have is left out: fields cost time to clone. */
export interface PackedCommit extends Pick<Commit, "expect" | "trims" | "drops" | "floor"> {
  readonly dedup?: { readonly actor: Actor; readonly id: CommandId; readonly result: string };
  readonly appends?: readonly PackedAppend[];
  readonly records?: readonly PackedRecord[];
  readonly raisesEpoch?: true;
}

export interface CommitGroup {
  readonly commits: readonly PackedCommit[];
  /** The bodies of all appends, in their order. */
  readonly bodies: Uint8Array<ArrayBuffer>;
}

export type WriterCall = ({ readonly type: "write" } & CommitGroup) | { readonly type: "close" };

export type WriterReply =
  | { readonly type: "ready" }
  /** One verdict for each commit of the group. All that are `committed` are on disk. */
  | { readonly type: "written"; readonly verdicts: readonly Verdict[] }
  /** Nothing of the group was applied. */
  | { readonly type: "failed"; readonly code: StorageErrorCode; readonly message: string };

export const packCommit = ({ dedup, expect, appends, records, ...plain }: Commit): PackedCommit => ({
  ...plain,
  ...(expect && { expect: expect.filter(({ sid, head }) => !isImplied(appends, sid, head)) }),
  ...(dedup && { dedup: { ...dedup, result: JSON.stringify(dedup.result) } }),
  ...(appends && { appends: appends.map(packAppend) }),
  ...(records && { records: records.map(packRecord) }),
});

/** Whether an append says the same already. */
const isImplied = (appends: Commit["appends"], sid: StreamId, head: number): boolean =>
  appends?.find((append) => append.sid === sid)?.firstSeq === head + 1;

const packAppend = ({ sid, firstSeq, count, create, actor, at, body, end }: Append): PackedAppend => ({
  sid,
  firstSeq,
  count,
  actor,
  at,
  bodyBytes: body.length,
  // Only a first item can make a stream.
  ...(create && firstSeq === 1 && { create }),
  ...(end && { end: JSON.stringify(end) }),
});

const packRecord = ({ value, ...record }: RecordChange): PackedRecord => ({
  ...record,
  json: value === null ? null : JSON.stringify(value),
});

/** Copies bodies once: their owners go on sending them to readers. */
export function joinBodies(bodies: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(bodies.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const body of bodies) {
    joined.set(body, at);
    at += body.length;
  }
  return joined;
}
