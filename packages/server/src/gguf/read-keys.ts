import type { ByteReader } from "./byte-reader.ts";
import { GgufError, quoted } from "./gguf-error.ts";
import { GgufKeys, type GgufValue } from "./gguf-keys.ts";

/** Known files have less than 100. */
const MAX_KEYS = 10_000;
const MAX_KEY_BYTES = 1_024;
/** Chat templates are the longest; known ones stay below 64 KiB. */
const MAX_TEXT_BYTES = 2 ** 20;
/** Lists with a number for each layer; llama.cpp runs at most 512. */
const MAX_KEPT_NUMBERS = 512;

const TEXT = 8;
const LIST = 9;

interface NumberType {
  readonly size: number;
  readonly read: (bytes: Buffer, from: number) => number;
}

/** Numbers of 64 bits that JavaScript cannot tell from their neighbours come out unsafe; nobody needs such a one. */
const NUMBERS: ReadonlyMap<number, NumberType> = new Map([
  [0, { size: 1, read: (bytes, from) => bytes.readUInt8(from) }],
  [1, { size: 1, read: (bytes, from) => bytes.readInt8(from) }],
  [2, { size: 2, read: (bytes, from) => bytes.readUInt16LE(from) }],
  [3, { size: 2, read: (bytes, from) => bytes.readInt16LE(from) }],
  [4, { size: 4, read: (bytes, from) => bytes.readUInt32LE(from) }],
  [5, { size: 4, read: (bytes, from) => bytes.readInt32LE(from) }],
  [6, { size: 4, read: (bytes, from) => bytes.readFloatLE(from) }],
  [7, { size: 1, read: (bytes, from) => Number(bytes.readUInt8(from) !== 0) }],
  [10, { size: 8, read: (bytes, from) => Number(bytes.readBigUInt64LE(from)) }],
  [11, { size: 8, read: (bytes, from) => Number(bytes.readBigInt64LE(from)) }],
  [12, { size: 8, read: (bytes, from) => bytes.readDoubleLE(from) }],
]);

export function readKeys(reader: ByteReader, count: number): GgufKeys {
  if (count > MAX_KEYS) throw new GgufError("corrupt", `The header claims to have ${count} keys.`);
  const values = new Map<string, GgufValue>();
  while (values.size < count) {
    const key = reader.text(MAX_KEY_BYTES, "A key's name");
    if (key === "") throw new GgufError("corrupt", `A key before byte ${reader.at} has no name.`);
    if (values.has(key)) throw new GgufError("corrupt", `The key ${quoted(key)} stands there twice.`);
    values.set(key, readValue(reader, `The key ${quoted(key)}`));
  }
  return new GgufKeys(values);
}

function readValue(reader: ByteReader, what: string): GgufValue {
  const type = reader.u32(what);
  if (type === TEXT) return reader.text(MAX_TEXT_BYTES, what);
  if (type === LIST) return readList(reader, what);
  const { size, read } = numberType(type, what);
  return reader.value(size, read, what);
}

function readList(reader: ByteReader, what: string): GgufValue {
  const type = reader.u32(what);
  const length = reader.count(what);
  if (type === LIST) throw new GgufError("unsupported", `${what} is a list of lists, which llama.cpp does not read.`);
  if (type === TEXT) return { texts: { length, bytes: reader.texts(length, what) } };
  const { size, read } = numberType(type, what);
  if (length > MAX_KEPT_NUMBERS) {
    reader.skip(length * size, what);
    return { numbers: { length } };
  }
  return { numbers: { length, values: Array.from({ length }, () => reader.value(size, read, what)) } };
}

function numberType(type: number, what: string): NumberType {
  const found = NUMBERS.get(type);
  if (!found) throw new GgufError("corrupt", `${what} is of the type ${type}, which does not exist.`);
  return found;
}
