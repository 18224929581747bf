// Reads little-endian values from the beginning of a file, each checked against the file's size before it is touched.
import { GgufError } from "./gguf-error.ts";

/** What a header may have: five times the largest known, which is a list of 260,000 tokens with their merges. */
export const MAX_HEADER_BYTES = 64 * 2 ** 20;

/** Not an error of the file: more of it has to be read, up to `length` at least. */
export class MoreBytes extends Error {
  readonly length: number;
  constructor(length: number) {
    super(`${length} bytes are needed`);
    this.length = length;
  }
}

export class ByteReader {
  readonly #bytes: Buffer;
  readonly #fileBytes: number;
  #at = 0;

  /** `bytes` are the first of `fileBytes`. Reading throws a `GgufError`, or `MoreBytes` when the file has what they lack. */
  constructor(bytes: Buffer, fileBytes: number) {
    this.#bytes = bytes;
    this.#fileBytes = fileBytes;
  }

  get at(): number {
    return this.#at;
  }

  /** Bytes of the file from here on. */
  get left(): number {
    return this.#fileBytes - this.#at;
  }

  /** Where the next `length` bytes begin. `what` names them for people. */
  skip(length: number, what: string): number {
    const from = this.#at;
    const to = from + length;
    if (to > this.#fileBytes) {
      throw new GgufError("truncated", `${what}, at byte ${from}, does not end before the file does.`);
    }
    if (to > MAX_HEADER_BYTES) throw new GgufError("corrupt", `${what}, at byte ${from}, is longer than any header.`);
    if (to > this.#bytes.length) throw new MoreBytes(to);
    this.#at = to;
    return from;
  }

  u32(what: string): number {
    return this.#bytes.readUInt32LE(this.skip(4, what));
  }

  /** A number of 64 bits that counts something, so one that a file can have. */
  count(what: string): number {
    const from = this.skip(8, what);
    const high = this.#bytes.readUInt32LE(from + 4);
    if (high >= 2 ** 21) throw new GgufError("corrupt", `${what}, at byte ${from}, is impossibly large.`);
    return high * 2 ** 32 + this.#bytes.readUInt32LE(from);
  }

  /** A string of at most `limit` bytes. */
  text(limit: number, what: string): string {
    const length = this.count(what);
    if (length > limit) {
      throw new GgufError("corrupt", `${what}, at byte ${this.#at}, has ${length} bytes; ${limit} is the most.`);
    }
    const from = this.skip(length, what);
    return this.#bytes.toString("utf8", from, from + length);
  }

  /** `count` strings as they stand there, unread. */
  texts(count: number, what: string): Buffer {
    const from = this.#at;
    for (let i = 0; i < count; i += 1) this.skip(this.count(what), what);
    return this.#bytes.subarray(from, this.#at);
  }

  /** The value that `read` finds in the next `size` bytes. */
  value<T>(size: number, read: (bytes: Buffer, from: number) => T, what: string): T {
    return read(this.#bytes, this.skip(size, what));
  }
}
