// What tests of storages write and read.
import type { Actor, ClientId, CommandId, CommandResult, StreamEnd, StreamId } from "@nomous/protocol";
import type { Append, Commit, Storage } from "./storage.ts";

/** Data that outlives the storages opened on it, one after the other. */
export interface StorageHome {
  open(): Promise<Storage>;
  remove(): Promise<void>;
}

export const SID = "generation/a" as StreamId;
export const OTHER = "generation/b" as StreamId;
export const CLIENT = "abcdefghijklmnopqrstuv" as ClientId;
export const ACTOR: Actor = { person: "Ada", client: CLIENT };
export const DONE: StreamEnd = { reason: "done", count: 1 };

export const commandId = (n: number): CommandId =>
  `00000000-0000-7000-8000-${String(n).padStart(12, "0")}` as CommandId;

export const resultOf = (id: CommandId, at = 7): CommandResult => ({ type: "RES", id, status: "applied", at });

export const command = (n: number, at = 7, client = CLIENT): NonNullable<Commit["dedup"]> => ({
  actor: { ...ACTOR, client },
  id: commandId(n),
  result: resultOf(commandId(n), at),
});

/** Storages keep bodies as they are; text makes them readable here. */
export function append(sid: StreamId, firstSeq: number, text = `item ${firstSeq}`, more: Partial<Append> = {}): Append {
  const create = { createdAt: 1_000, durability: "durable" } as const;
  return { sid, firstSeq, count: 1, body: Buffer.from(text), create, actor: ACTOR, at: 2_000, ...more };
}

export const record = (id: string, value: unknown, actor = ACTOR) => ({ kind: "note", id, value, actor });

/** All segments after a cursor, as text, in slices of `maxBytes`. */
export async function readAll(storage: Storage, sid: StreamId, after = 0, maxBytes = 1_000): Promise<string[]> {
  const texts: string[] = [];
  let last = after;
  for (;;) {
    const slice = await storage.read(sid, last, maxBytes);
    if (slice.length === 0) return texts;
    for (const { firstSeq, count, body } of slice) {
      if (firstSeq > last + 1) throw new Error(`item ${last + 1} is missing before ${firstSeq}`);
      last = firstSeq + count - 1;
      texts.push(Buffer.from(body).toString());
    }
  }
}
