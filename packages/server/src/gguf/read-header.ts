// A header's length is known only after reading it. So a beginning of the file is parsed, and where that runs out, a longer
// one: the parser stays a plain function of bytes, a small header takes one read, and nothing but the header is ever read.
import { ByteReader, MAX_HEADER_BYTES, MoreBytes } from "./byte-reader.ts";
import { GgufError } from "./gguf-error.ts";
import type { GgufKeys } from "./gguf-keys.ts";
import { readKeys } from "./read-keys.ts";
import { readTensorList, type TensorList } from "./tensor-list.ts";

export interface GgufHeader {
  readonly version: number;
  readonly keys: GgufKeys;
  readonly tensors: TensorList;
  readonly fileBytes: number;
}

export interface HeaderSource {
  /** Bytes of the whole file. */
  readonly size: number;
  /** Fills `into` with what stands from byte `from` on, which the file has. Throws a `GgufError`. */
  read(into: Buffer, from: number): Promise<void>;
}

const FIRST_BYTES = 2 ** 16;
const GROWTH = 8;
const MAGIC = "GGUF";
const DEFAULT_ALIGNMENT = 32;

/** Throws a `GgufError`. */
export async function readHeader(source: HeaderSource): Promise<GgufHeader> {
  const limit = Math.min(source.size, MAX_HEADER_BYTES);
  const grow = async (known: Buffer, length: number): Promise<GgufHeader> => {
    const bytes = Buffer.allocUnsafeSlow(Math.min(length, limit));
    known.copy(bytes);
    await source.read(bytes.subarray(known.length), known.length);
    try {
      return parseHeader(bytes, source.size);
    } catch (error) {
      if (error instanceof MoreBytes) return grow(bytes, Math.max(error.length, bytes.length * GROWTH));
      throw error;
    }
  };
  return grow(Buffer.alloc(0), FIRST_BYTES);
}

/** `bytes` are the first of `fileBytes`. Throws a `GgufError`, or `MoreBytes`. */
function parseHeader(bytes: Buffer, fileBytes: number): GgufHeader {
  const magic = bytes.toString("latin1", 0, MAGIC.length);
  if (magic !== MAGIC) {
    const found = fileBytes === 0 ? "is empty" : `begins with “${magic}” instead of “${MAGIC}”`;
    throw new GgufError("not-gguf", `The file ${found}.`);
  }
  const reader = new ByteReader(bytes, fileBytes);
  reader.skip(MAGIC.length, "The header");
  const version = reader.u32("The header's version");
  checkVersion(version);
  const tensorCount = reader.count("The number of tensors");
  const keys = readKeys(reader, reader.count("The number of keys"));
  const tensors = readTensorList(reader, tensorCount, keys.count("general.alignment") ?? DEFAULT_ALIGNMENT);
  return { version, keys, tensors, fileBytes };
}

function checkVersion(version: number): void {
  if (version === 2 || version === 3) return;
  // What is small in the other order of bytes has no low half.
  const isForeign = version % 2 ** 16 === 0;
  const is = isForeign ? "for machines with the other order of bytes" : `GGUF of version ${version}, not 2 or 3`;
  throw new GgufError("unsupported", `The file is ${is}.`);
}
