// A whole state as several updates that follow each other. A page takes them in one after the other, as they come, and is kept from its next
// frame by none of them; Yjs itself applies an update in one go, however large it is.
import * as Y from "yjs";

type Piece = Y.Item | Y.GC;

/** The pieces of one writer, and how far they are taken. */
interface Line {
  readonly pieces: readonly Piece[];
  next: number;
  /** Behind the last one that was taken. */
  clock: number;
}

/** Of one part: some 10 ms of work for who reads it. */
const MOST_PIECES = 6_000;
const MOST_UNITS = 64 * 1024;

/** Updates of encoding 2 that together are all that `doc` has, each behind what it builds on. It has forgotten what was deleted, as Yjs does. */
export function statePartsOf(doc: Y.Doc, mostPieces = MOST_PIECES): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let part: Piece[] = [];
  let units = 0;
  for (const piece of inOrder(doc)) {
    part.push(piece);
    if (!piece.deleted) units += piece.length;
    if (part.length < mostPieces && units < MOST_UNITS) continue;
    parts.push(encode(part));
    part = [];
    units = 0;
  }
  if (part.length > 0 || parts.length === 0) parts.push(encode(part));
  return parts;
}

function* inOrder(doc: Y.Doc): Generator<Piece> {
  const lines = new Map<number, Line>();
  for (const [client, pieces] of doc.store.clients) lines.set(client, { pieces, next: 0, clock: 0 });
  for (const line of lines.values()) {
    const waiting = [line];
    for (let top = waiting.at(-1); top !== undefined; top = waiting.at(-1)) {
      const piece = top.pieces[top.next];
      const before = piece && missing(lines, piece);
      if (before !== undefined) waiting.push(before);
      else if (piece === undefined) waiting.pop();
      else {
        top.next += 1;
        top.clock = piece.id.clock + piece.length;
        yield piece;
        if (top !== line) waiting.pop();
      }
    }
  }
}

/** Whose pieces have to come first. */
function missing(lines: ReadonlyMap<number, Line>, piece: Piece): Line | undefined {
  if (!(piece instanceof Y.Item)) return undefined;
  for (const id of [piece.origin, piece.rightOrigin]) {
    const line = id === null ? undefined : lines.get(id.client);
    if (id !== null && line !== undefined && line.clock <= id.clock) return line;
  }
  return undefined;
}

function encode(part: readonly Piece[]): Uint8Array {
  const encoder = new Y.UpdateEncoderV2();
  // The order in which Yjs writes them, and counts on when it merges updates.
  const lines = [...Map.groupBy(part, ({ id }) => id.client)].toSorted(([a], [b]) => b - a);
  writeNumber(encoder, lines.length);
  for (const [client, pieces] of lines) {
    writeNumber(encoder, pieces.length);
    encoder.writeClient(client);
    writeNumber(encoder, pieces[0]?.id.clock ?? 0);
    for (const piece of pieces) piece.write(encoder, 0);
  }
  // Pieces say themselves that they are deleted.
  writeNumber(encoder, 0);
  return encoder.toUint8Array();
}

/** Where Yjs writes a number as it is. */
function writeNumber(encoder: Y.UpdateEncoderV2, value: number): void {
  encoder.resetDsCurVal();
  encoder.writeDsClock(value);
}
