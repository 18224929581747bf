// What a text had more, as commands that propose it. Their ids are those of what they say: who proposes the same once more, from another tab or
// after a crash, is told that it exists.
import { type CommandArgs, type Cursor, type DocumentId, LIMITS, type SuggestionId } from "@nomous/protocol";
import type { TextChange } from "./live-document.ts";

export const LOST_NOTE = "What this browser had when the bridge went back to a backup";

/** A command takes so many changes, and a frame holds what they insert. */
const MOST = { changes: 200, units: 100_000 };

export interface LostSuggestions {
  readonly document: DocumentId;
  /** Of the text that is there now. */
  readonly epoch: number;
  readonly cursor: Cursor;
  /** The text that was here. */
  readonly was: string;
  readonly changes: readonly TextChange[];
}

export async function lostSuggestions(lost: LostSuggestions): Promise<CommandArgs<"document.suggest">[]> {
  const { document, epoch, cursor, was, changes } = lost;
  const text = new TextEncoder().encode(`${document} ${cursor.epoch}\n${was}`);
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", text));
  return groupsOf(changes.flatMap(piecesOf)).map((group, n) => ({
    document,
    suggestion: idOf(hash, n),
    epoch,
    base: cursor.seq,
    note: LOST_NOTE,
    changes: group,
  }));
}

/** The form of a UUID of version 8: 104 bits of the hash, and the number of the suggestion. */
function idOf(hash: Uint8Array, n: number): SuggestionId {
  const bytes = [...hash.subarray(0, 14), n >> 8, n & 255];
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-") as SuggestionId;
}

/** At line ends where there are some. */
function piecesOf({ from, to, insert }: TextChange): TextChange[] {
  if (insert.length <= LIMITS.hunkLength) return [{ from, to, insert }];
  const most = insert.slice(0, LIMITS.hunkLength);
  const line = most.lastIndexOf("\n") + 1;
  const isPair = /[\uD800-\uDBFF]$/.test(most);
  const end = line > 0 ? line : most.length - (isPair ? 1 : 0);
  return [{ from, to, insert: insert.slice(0, end) }, ...piecesOfRest(to, insert.slice(end))];
}

const piecesOfRest = (at: number, insert: string): TextChange[] => piecesOf({ from: at, to: at, insert });

function groupsOf(changes: readonly TextChange[]): TextChange[][] {
  const groups: TextChange[][] = [];
  let units = 0;
  for (const change of changes) {
    const last = groups.at(-1);
    units += change.insert.length;
    if (last !== undefined && last.length < MOST.changes && units <= MOST.units) last.push(change);
    else {
      groups.push([change]);
      units = change.insert.length;
    }
  }
  return groups;
}
