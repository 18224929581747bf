// What the main thread and the merging thread tell each other. The worker asks for the updates that it lacks while it works on a call; their
// bytes lie one after the other in one buffer that changes hands.
import { joinBodies } from "../../storage/writer-message.ts";
import { type LoggedUpdate, type Merger, StateGone } from "../merger.ts";

type MergeMethod = Exclude<keyof Merger, "close">;

/** A method with its arguments. */
export type MergeRequest = {
  [Name in MergeMethod]: { readonly name: Name; readonly args: Parameters<Merger[Name]> };
}[MergeMethod];

/** Updates without their bytes, but for how many those are. */
interface PackedUpdate extends Omit<LoggedUpdate, "update"> {
  readonly sizeBytes: number;
}

export interface PackedUpdates {
  readonly heads: readonly PackedUpdate[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A `StateGone`, which would not keep its class on the way to another thread. */
export type Gone = Pick<StateGone, "key" | "upTo">;

export type MergeCall =
  | { readonly type: "call"; readonly id: number; readonly request: MergeRequest }
  | { readonly type: "updates"; readonly read: number; readonly updates: PackedUpdates }
  | { readonly type: "unreadable"; readonly read: number; readonly gone: Gone | undefined };

export type MergeReply =
  | {
      readonly type: "read";
      readonly read: number;
      readonly key: string;
      readonly after: number;
      readonly upTo: number;
    }
  | { readonly type: "done"; readonly id: number; readonly value: unknown }
  | { readonly type: "failed"; readonly id: number; readonly failure: MergeFailure };

export type MergeFailure =
  | { readonly type: "error"; readonly message: string }
  | { readonly type: "gone"; readonly gone: Gone }
  /** What the main thread could not read. */
  | { readonly type: "unreadable"; readonly read: number };

export const goneOf = (error: unknown): Gone | undefined =>
  error instanceof StateGone ? { key: error.key, upTo: error.upTo } : undefined;

export function packUpdates(updates: readonly LoggedUpdate[]): PackedUpdates {
  const heads = updates.map(({ update, ...head }) => ({ ...head, sizeBytes: update.length }));
  return { heads, bytes: joinBodies(updates.map(({ update }) => update)) };
}

export function unpackUpdates({ heads, bytes }: PackedUpdates): LoggedUpdate[] {
  let at = 0;
  return heads.map(({ sizeBytes, ...head }) => ({ ...head, update: bytes.subarray(at, (at += sizeBytes)) }));
}
