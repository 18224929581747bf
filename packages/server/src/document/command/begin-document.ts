// How a file becomes a document: an epoch, and the file's text as its first update. What the file was like is remembered in the same commit, so
// that the first look at it finds nothing new.
import type { Decision, DecisionContext } from "../../command/decision.ts";
import type { FileVersion } from "../document-source.ts";
import { newShadow, shadowRecord } from "../file/shadow.ts";
import type { EventOf, LoadedRoom } from "../room/loaded-room.ts";
import type { CheckedEntry } from "../room/write-entries.ts";
import { takeSnapshot } from "../snapshot/take-snapshot.ts";
import { writeTo } from "./write-decision.ts";

/** A file as the first text of an epoch. */
export interface Seed {
  readonly file: FileVersion;
  /** git's HEAD. */
  readonly commit: string | null;
  /** The text as an update of encoding 2 by the writer `yjs`. */
  readonly update: Uint8Array;
  readonly yjs: number;
}

/** `room` is empty and has the id of the new document. */
export function beginDocument(room: LoadedRoom, seed: Seed, context: DecisionContext): Decision {
  const { file, commit } = seed;
  const { actor } = context;
  const created: CheckedEntry = { event: { type: "created", path: file.path, actor } };
  const entries = [created, ...epochEntries(1, "created", seed, room.head + 2, context)];
  const result = { document: room.id, path: file.path };
  return writeTo(
    room,
    { entries, result, records: (next) => [shadowRecord(room.id, newShadow(file, next, commit), actor)] },
    context,
  );
}

/**
 * Begins a damaged document anew. `rest` is what can be read of it, `head` the last item that it should have, `told` its open conflicts in the new text;
 * with the snapshot behind it nobody needs to read over the damage.
 */
export function restartDocument(
  { room: rest, head }: { readonly room: LoadedRoom; readonly head: number },
  seed: Seed,
  told: readonly CheckedEntry[],
  context: DecisionContext,
): Decision {
  const { file, commit, update } = seed;
  const { actor, now } = context;
  // Writers and epochs that nobody can read may have had as many numbers as there are items.
  const lost = head - rest.head;
  const created: EventOf<"created"> = rest.created ?? { type: "created", path: file.path, actor };
  const room: LoadedRoom = { ...rest, head, path: file.path, created, lastWriter: rest.lastWriter + lost };
  const entries = [...epochEntries(room.epoch + lost + 1, "damaged", seed, head + 1, context), ...told];
  const decision = writeTo(room, { entries, result: { document: room.id, path: file.path } }, context);
  const taken = takeSnapshot(decision.effect.room, { updates: [update], text: file.text }, now, actor);
  const { appends, records } = decision.change;
  return {
    ...decision,
    change: {
      ...decision.change,
      appends: [...appends, ...taken.change.appends],
      records: [...records, ...taken.change.records, shadowRecord(room.id, newShadow(file, taken.room, commit), actor)],
      drops: taken.change.drops,
    },
    effect: { type: "document.grown", room: taken.room },
  };
}

function epochEntries(
  epoch: number,
  why: "created" | "damaged",
  { update, yjs, commit }: Seed,
  base: number,
  { actor }: DecisionContext,
): CheckedEntry[] {
  const began: EventOf<"epoch"> = { type: "epoch", epoch, why, commits: [commit, commit], actor };
  return [{ event: began }, { update: { encoding: 2, base, update }, yjs }];
}
