// Whether an update has anything but text in it, told from the kinds of its items alone: Yjs makes whatever an update asks for while it reads it,
// and tens of thousands of documents within a document take seconds. What cannot be read is left for Yjs to refuse.
import { ByteReader, type UpdateEncoding } from "@nomous/protocol";

/** Kinds of items as Yjs numbers them, in the low five bits of what comes before each. */
const KIND = 0x1f;
const [GC, DELETED, STRING, SKIP] = [0, 1, 4, 10];
const KINDS: ReadonlySet<number> = new Set([GC, DELETED, STRING, SKIP]);
const [HAS_ORIGIN, HAS_RIGHT, HAS_KEY] = [0x80, 0x40, 0x20];

/** The column of encoding 2 that has the kinds: pairs of a byte and how often it follows again. */
const KIND_COLUMN = 4;

export function hasOtherKinds(encoding: UpdateEncoding, update: Uint8Array): boolean {
  const reader = new ByteReader(update);
  return encoding === 1 ? walksIntoOther(reader) : isOtherInColumn(reader);
}

function isOtherInColumn(reader: ByteReader): boolean {
  reader.varuint();
  for (let column = 0; column < KIND_COLUMN; column += 1) reader.take(reader.varuint());
  const kinds = new ByteReader(reader.take(reader.varuint()));
  while (kinds.remaining > 0) {
    if (!KINDS.has(kinds.byte() & KIND)) return true;
    kinds.varuint();
  }
  return false;
}

function walksIntoOther(reader: ByteReader): boolean {
  for (let clients = reader.varuint(); clients > 0 && !reader.hasFailed; clients -= 1) {
    let items = reader.varuint();
    skip(reader, 2);
    for (; items > 0 && !reader.hasFailed; items -= 1) {
      const info = reader.byte();
      const kind = info & KIND;
      if (!KINDS.has(kind)) return true;
      if (kind !== GC && kind !== SKIP) passNeighbours(reader, info);
      if (kind === STRING) passString(reader);
      else reader.varuint();
    }
  }
  return false;
}

function passNeighbours(reader: ByteReader, info: number): void {
  if ((info & HAS_ORIGIN) !== 0) skip(reader, 2);
  if ((info & HAS_RIGHT) !== 0) skip(reader, 2);
  if ((info & (HAS_ORIGIN | HAS_RIGHT)) !== 0) return;
  if (reader.varuint() === 1) passString(reader);
  else skip(reader, 2);
  if ((info & HAS_KEY) !== 0) passString(reader);
}

const passString = (reader: ByteReader): void => void reader.take(reader.varuint());

function skip(reader: ByteReader, numbers: number): void {
  for (let i = 0; i < numbers; i += 1) reader.varuint();
}
