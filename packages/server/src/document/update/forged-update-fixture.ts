// Updates of Yjs, encoding 1, written by hand: what Yjs itself would never make, but can read.
//
//   update  = clients, each: count, client, first clock, items; then deletions, each: client, count, (clock, length)
//   item    = info (kind | 0x80 origin | 0x40 right origin | 0x20 key), [origin], [right origin], else [parent]; content
import { utf8, varuintSize, writeVaruint } from "@nomous/protocol";

type Id = readonly [client: number, clock: number];

export interface ForgedItem {
  readonly origin?: Id;
  readonly right?: Id;
  /** The shared type that it stands in, when it stands beside nothing. */
  readonly parent?: string;
  readonly kind: number;
  readonly content: readonly number[];
}

export interface ForgedItems {
  readonly client: number;
  readonly clock: number;
  readonly items: readonly ForgedItem[];
}

export interface ForgedDeletes {
  readonly client: number;
  /** First clock and length. */
  readonly spans: readonly Id[];
}

const varuint = (value: number): number[] => {
  const bytes = new Uint8Array(varuintSize(value));
  writeVaruint(bytes, 0, value);
  return [...bytes];
};

const string = (text: string): number[] => {
  const bytes = utf8(text);
  return [...varuint(bytes.length), ...bytes];
};

const GC = 0;
const DELETED = 1;
const STRING = 4;
const DOCUMENT = 9;
const SKIP = 10;

export const gone = (length: number): ForgedItem => ({ kind: GC, content: varuint(length) });
export const skip = (length: number): ForgedItem => ({ kind: SKIP, content: varuint(length) });
export const deleted = (length: number, beside: Partial<ForgedItem> = {}): ForgedItem => ({
  ...beside,
  kind: DELETED,
  content: varuint(length),
});
export const text = (content: string, beside: Partial<ForgedItem> = {}): ForgedItem => ({
  ...beside,
  kind: STRING,
  content: string(content),
});
/** A document inside the document. */
export const inner = (): ForgedItem => ({ kind: DOCUMENT, content: [...string(""), 118, 0] });

export function forgedUpdate(all: readonly ForgedItems[], deletes: readonly ForgedDeletes[] = []): Uint8Array {
  const bytes: number[] = varuint(all.length);
  for (const { client, clock, items } of all) {
    bytes.push(...varuint(items.length), ...varuint(client), ...varuint(clock));
    for (const item of items) for (const byte of itemBytes(item)) bytes.push(byte);
  }
  bytes.push(...varuint(deletes.length));
  for (const { client, spans } of deletes) {
    bytes.push(...varuint(client), ...varuint(spans.length));
    for (const [clock, length] of spans) bytes.push(...varuint(clock), ...varuint(length));
  }
  return Uint8Array.from(bytes);
}

function itemBytes({ kind, origin, right, parent = "text", content }: ForgedItem): number[] {
  if (kind === GC || kind === SKIP) return [kind, ...content];
  const info = kind | (origin === undefined ? 0 : 0x80) | (right === undefined ? 0 : 0x40);
  const ids = [origin, right].flatMap((id) => (id === undefined ? [] : [...varuint(id[0]), ...varuint(id[1])]));
  const place = origin === undefined && right === undefined ? [1, ...string(parent)] : [];
  return [info, ...ids, ...place, ...content];
}
