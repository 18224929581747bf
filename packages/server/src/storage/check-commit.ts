// The decision that every storage makes before it writes: does what the caller believed still hold? It only reads, so a
// commit that is known or stale leaves nothing to undo. Pure and without dependencies: the writer's thread runs it too.
import type { Actor, ClientId, CommandId, CommandResult, StreamId } from "@nomous/protocol";
import type { Append, Commit } from "./storage.ts";

/** What is on disk, as the check needs it. Results are the JSON text that was stored. */
export interface Facts {
  answer(client: ClientId, id: CommandId): string | undefined;
  /** Commands below were answered and forgotten; "" before the first. */
  floor(client: ClientId): string;
  stream(sid: StreamId): { readonly head: number; readonly isEnded: boolean } | undefined;
}

/** The part of a commit that is checked. */
export interface CheckedCommit {
  readonly dedup?: { readonly actor: Actor; readonly id: CommandId };
  readonly expect?: Commit["expect"];
  readonly appends?: readonly (Pick<Append, "sid" | "firstSeq" | "count" | "create"> & { readonly end?: unknown })[];
}

export type Verdict =
  | { readonly status: "committed" }
  | { readonly status: "known"; readonly result: string }
  /** The row that proves the first answer is gone: applying again could be the second time. `floor`: of its client. */
  | { readonly status: "expired"; readonly floor: string }
  | { readonly status: "stale"; readonly sid: StreamId; readonly head: number };

const COMMITTED: Verdict = { status: "committed" };

export function checkCommit({ dedup, expect = [], appends = [] }: CheckedCommit, facts: Facts): Verdict {
  if (dedup !== undefined) {
    const { client } = dedup.actor;
    const result = facts.answer(client, dedup.id);
    if (result !== undefined) return { status: "known", result };
    const floor = facts.floor(client);
    if (dedup.id < floor) return { status: "expired", floor };
  }
  for (const { sid, head } of expect) {
    const now = facts.stream(sid)?.head ?? 0;
    if (now !== head) return { status: "stale", sid, head: now };
  }
  // One commit may append to a stream several times.
  const grown = new Map<StreamId, { head: number; isEnded: boolean }>();
  for (const { sid, firstSeq, count, create, end } of appends) {
    const stream = grown.get(sid) ?? facts.stream(sid);
    const head = stream?.head ?? 0;
    const isMissing = stream === undefined && create === undefined;
    if (isMissing || stream?.isEnded === true || firstSeq !== head + 1) return { status: "stale", sid, head };
    grown.set(sid, { head: head + count, isEnded: end !== undefined });
  }
  return COMMITTED;
}

/** The result that a command below its client's floor gets (rule C5). Who never sent it before may do so under an id that is not below. */
export function expiredResult({ id, at }: CommandResult, floor: string): CommandResult {
  const message =
    "This command is older than what is remembered of commands: if it was sent before, its effect stands.";
  return { type: "RES", id, status: "expired", error: { code: "expired", message, details: { floor } }, at };
}
