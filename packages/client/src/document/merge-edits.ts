// Many edits as few: merged in groups, which costs a fraction of merging them all at once, then written with runs of typing joined.
import { type DocumentEdit, LIMITS } from "@nomous/protocol";
import * as Y from "yjs";
import { fromBase64, toBase64 } from "./base64.ts";
import type { EditArgs } from "./edit-command.ts";
import { joinRuns } from "./join-runs.ts";

const GROUP = 32;

/** The same edits in as few commands as their labels, their writers and the size of a command allow. */
export function mergeEdits(all: readonly EditArgs[]): EditArgs[] {
  return partsOf(all).map(({ edits, updates }) => (edits.length === 1 ? edits[0] : joined(edits, updates)));
}

type Edits = [EditArgs, ...EditArgs[]];

/** Edits that can be one. */
interface Part {
  readonly edits: Edits;
  /** Encoding 1. */
  readonly updates: Uint8Array[];
  /** Of base64. */
  size: number;
  /** Where the writer's next item begins, once there is one. */
  clock: number | undefined;
}

function partsOf(all: readonly EditArgs[]): Part[] {
  const parts: Part[] = [];
  for (const args of all) {
    const { yjs, update: base64 } = args.edit;
    const update = updateOf(args);
    const { from, to } = Y.parseUpdateMeta(update);
    const part = parts.at(-1);
    if (part !== undefined && mayFollow(part, args, from.get(yjs))) {
      part.edits.push(args);
      part.updates.push(update);
      part.size += base64.length;
      part.clock = to.get(yjs) ?? part.clock;
    } else parts.push({ edits: [args], updates: [update], size: base64.length, clock: to.get(yjs) });
  }
  return parts;
}

/** An update with a hole in it is none to the bridge. */
function mayFollow({ edits, size, clock }: Part, { edit }: EditArgs, begins: number | undefined): boolean {
  const [{ edit: first }] = edits;
  const isPlain = first.label === undefined && edit.label === undefined;
  const isOfOne = first.yjs === edit.yjs && first.epoch === edit.epoch;
  const goesOn = begins === undefined || clock === undefined || begins <= clock;
  return isPlain && isOfOne && goesOn && size + edit.update.length <= LIMITS.updateBase64;
}

function joined(edits: Edits, updates: readonly Uint8Array[]): EditArgs {
  const [{ document, edit }] = edits;
  const { epoch, yjs } = edit;
  // What came into the log between two of them was not seen when the first was made: with a higher base, the bridge would take that for seen.
  const base = Math.min(...edits.map((args) => args.edit.base));
  const update = toBase64(Y.convertUpdateFormatV1ToV2(joinRuns(merged(updates))));
  return { document, edit: { epoch, base, yjs, encoding: 2, update, ...marksOf(edits) } };
}

/** One part that was made apart makes the whole so; it builds on whatever its parts build on. */
function marksOf(edits: Edits): Pick<DocumentEdit, "isApart" | "after"> {
  const after = new Set(edits.flatMap((args) => args.edit.after ?? []));
  after.delete(edits[0].edit.yjs);
  return {
    ...(edits.some((args) => args.edit.isApart === true) && { isApart: true }),
    ...(after.size > 0 && { after: [...after].slice(0, LIMITS.editsAfter) }),
  };
}

function merged(updates: readonly Uint8Array[]): Uint8Array {
  let level = [...updates];
  while (level.length > GROUP) {
    const next: Uint8Array[] = [];
    for (let at = 0; at < level.length; at += GROUP) next.push(Y.mergeUpdates(level.slice(at, at + GROUP)));
    level = next;
  }
  return Y.mergeUpdates(level);
}

function updateOf({ edit }: EditArgs): Uint8Array {
  const update = fromBase64(edit.update);
  if (update === undefined) throw new Error("An edit in the outbox is not base64.");
  return edit.encoding === 1 ? update : Y.convertUpdateFormatV2ToV1(update);
}
