// Yjs merges updates without joining what was typed letter by letter: each letter stays a piece of its own, five times the size of the text.
// This writes the same pieces with neighbours joined, in the first encoding of Yjs, which is simple.
//
//   update = n clients × ( n pieces | client | clock | pieces ) | n clients × ( client | n ranges | ranges: clock, length )
import { utf8, varuintSize, writeVaruint } from "@nomous/protocol";
import * as Y from "yjs";

type Piece = ReturnType<typeof Y.decodeUpdate>["structs"][number];
type DeleteSet = ReturnType<typeof Y.decodeUpdate>["ds"];

/** A piece of text with where it was put. */
interface Text {
  readonly item: Y.Item;
  text: string;
}

/** The same update, encoding 1, with its runs joined. One that holds anything but text is left as it is. */
export function joinRuns(update: Uint8Array): Uint8Array {
  const { structs, ds } = Y.decodeUpdate(update);
  const runs = runsOf(structs);
  return runs === undefined ? update : encode(runs, ds);
}

function runsOf(structs: readonly Piece[]): Map<number, Text[]> | undefined {
  const clients = new Map<number, Text[]>();
  for (const item of structs) {
    if (!(item instanceof Y.Item) || !(item.content instanceof Y.ContentString)) return undefined;
    const runs = clients.get(item.id.client) ?? [];
    clients.set(item.id.client, runs);
    const last = runs.at(-1);
    if (last !== undefined && endOf(last) !== item.id.clock) return undefined;
    if (last !== undefined && goesOn(last, item)) last.text += item.content.str;
    else runs.push({ item, text: item.content.str });
  }
  return clients;
}

const endOf = ({ item, text }: Text): number => item.id.clock + text.length;

/** Typed directly behind it, with the same right neighbour. */
const goesOn = (last: Text, { origin, rightOrigin }: Y.Item): boolean =>
  origin !== null &&
  Y.compareIDs(origin, Y.createID(last.item.id.client, endOf(last) - 1)) &&
  Y.compareIDs(rightOrigin, last.item.rightOrigin);

function encode(clients: ReadonlyMap<number, readonly Text[]>, ds: DeleteSet): Uint8Array {
  const out = new Bytes();
  out.number(clients.size);
  // Yjs writes the highest client first.
  for (const [client, runs] of [...clients].toSorted(([a], [b]) => b - a)) {
    out.number(runs.length, client, runs[0]?.item.id.clock ?? 0);
    for (const run of runs) encodeText(out, run);
  }
  out.number(ds.clients.size);
  for (const [client, ranges] of ds.clients) {
    out.number(client, ranges.length);
    for (const { clock, len } of ranges) out.number(clock, len);
  }
  return out.done();
}

const TEXT_CONTENT = 4;
const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const NAMED_PARENT = 1;

function encodeText(out: Bytes, { item, text }: Text): void {
  const { origin, rightOrigin } = item;
  out.byte(TEXT_CONTENT | (origin === null ? 0 : HAS_ORIGIN) | (rightOrigin === null ? 0 : HAS_RIGHT_ORIGIN));
  if (origin !== null) out.number(origin.client, origin.clock);
  if (rightOrigin !== null) out.number(rightOrigin.client, rightOrigin.clock);
  if (origin === null && rightOrigin === null) {
    out.number(NAMED_PARENT);
    out.text(item.parent as unknown as string);
  }
  out.text(text);
}

/** Bytes that grow. */
class Bytes {
  #bytes = new Uint8Array(1_024);
  #length = 0;

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  number(...values: readonly number[]): void {
    for (const value of values) {
      this.#reserve(varuintSize(value));
      this.#length = writeVaruint(this.#bytes, this.#length, value);
    }
  }

  text(text: string): void {
    const bytes = utf8(text);
    this.number(bytes.length);
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  done(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * (this.#length + more));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}
