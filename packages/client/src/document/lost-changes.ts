// What a text has that the bridge lost, as changes of the text that the bridge has now. Both may have gone on since they parted, so texts alone
// do not tell who had more. Yjs does: each piece of a text has an id, and a document knows the ids that it ever had. What only the bridge has is
// kept, and what the bridge had and deleted stays deleted.
import * as Y from "yjs";
import { DOCUMENT_TEXT, type TextChange } from "./live-document.ts";
import { difference } from "./text-difference.ts";

export interface TextAtItem {
  readonly doc: Y.Doc;
  readonly epoch: number;
  /** Up to this item of its stream it was read. */
  readonly seq: number;
}

/** To the other document a piece is new, stands there too, or stood there once. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly kind: "new" | "here" | "gone";
}

/** The changes that give `present` what `lost` has more; none when that has nothing, or nobody can tell. */
export function lostChanges(present: TextAtItem, lost: TextAtItem): TextChange[] {
  const [is, was] = [stringOf(present.doc), stringOf(lost.doc)];
  if (is === was) return [];
  if (present.epoch === lost.epoch) return changesOfOne(present.doc, lost.doc, difference(is, was));
  // Texts of two epochs have no id in common.
  return lost.epoch > present.epoch || lost.seq > present.seq ? difference(is, was) : [];
}

export const stringOf = (doc: Y.Doc): string => doc.getText(DOCUMENT_TEXT).toJSON();

/** A change of the text that the bridge has, and where its pieces stand in the other text. */
interface Hunk extends TextChange {
  readonly removed: readonly Piece[];
  readonly inserted: readonly Piece[];
  /** `insert` without what the bridge has deleted. */
  readonly said: string;
}

function changesOfOne(present: Y.Doc, lost: Y.Doc, changes: readonly TextChange[]): TextChange[] {
  const text = stringOf(present);
  const hunks = hunksOf(present, lost, changes);
  if (!hunks.some(isMore)) return [];
  // What stands in both can be removed by one hunk and said again by another: these go together.
  return hunks
    .filter(
      (hunk) => isMore(hunk) || hereOf(hunk.removed, text, 0) !== hereOf(hunk.inserted, hunk.insert, startOf(hunk)),
    )
    .flatMap((hunk) => withoutRemovingNew(hunk, text));
}

function hunksOf(present: Y.Doc, lost: Y.Doc, changes: readonly TextChange[]): Hunk[] {
  const [theirs, mine] = [piecesOf(present, lost), piecesOf(lost, present)];
  let shift = 0;
  return changes.map((change) => {
    const { from, to, insert } = change;
    const at = from + shift;
    shift += insert.length - (to - from);
    const inserted = within(mine, at, at + insert.length);
    const said = inserted
      .filter((piece) => !isGone(piece))
      .map((piece) => insert.slice(piece.from - at, piece.to - at));
    return { ...change, removed: within(theirs, from, to), inserted, said: said.join("") };
  });
}

const isMore = ({ removed, inserted }: Hunk): boolean => removed.some(isGone) || inserted.some(isNew);

const startOf = ({ inserted }: Hunk): number => inserted[0]?.from ?? 0;

/** What of some pieces stands in both texts; `text` begins at `start`. */
const hereOf = (pieces: readonly Piece[], text: string, start: number): string =>
  pieces
    .filter(({ kind }) => kind === "here")
    .map(({ from, to }) => text.slice(from - start, to - start))
    .join("");

/** One word for another is told as such; else what is new to whoever proposes this is not removed. */
function withoutRemovingNew({ from, to, said, removed, inserted }: Hunk, text: string): TextChange[] {
  const present = text.slice(from, to);
  if (present === said) return [];
  const isReplaced = inserted.some(isNew) && !present.includes("\n");
  if (isReplaced || !removed.some(isNew)) return [{ from, to, insert: said }];
  const removals = removed
    .filter((piece) => !isNew(piece))
    .map((piece) => ({ from: piece.from, to: piece.to, insert: "" }));
  const [first, ...rest] = removals;
  if (first?.from === from) return [{ ...first, insert: said }, ...rest];
  return said === "" ? removals : [{ from, to: from, insert: said }, ...removals];
}

const isNew = ({ kind }: Piece): boolean => kind === "new";
const isGone = ({ kind }: Piece): boolean => kind === "gone";

/** What stands in a document, in order. */
function piecesOf(doc: Y.Doc, other: Y.Doc): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (let item = doc.getText(DOCUMENT_TEXT)._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue;
    const { client, clock } = item.id;
    const known = Y.getState(other.store, client);
    for (let at = clock; at < clock + item.length;) {
      const struct = at < known ? Y.getItem(other.store, Y.createID(client, at)) : undefined;
      const end = Math.min(clock + item.length, struct === undefined ? Infinity : struct.id.clock + struct.length);
      const kind = struct === undefined ? "new" : struct.deleted ? "gone" : "here";
      pieces.push({ from, to: from + end - at, kind });
      from += end - at;
      at = end;
    }
  }
  return pieces;
}

/** Their parts in a range; `pieces` are in order and without a hole. */
function within(pieces: readonly Piece[], from: number, to: number): Piece[] {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.to ?? 0) <= from) low = middle + 1;
    else high = middle;
  }
  const parts: Piece[] = [];
  for (let piece = pieces[low]; piece !== undefined && piece.from < to; piece = pieces[(low += 1)])
    parts.push({ ...piece, from: Math.max(from, piece.from), to: Math.min(to, piece.to) });
  return parts;
}
