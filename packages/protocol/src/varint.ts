// Variable-length integers: seven bits a byte, lowest first. Unsigned up to 2⁵³ − 1; signed ones are zigzag-coded.

/** Bytes that `value` takes. */
export function varuintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) size += 1;
  return size;
}

/** Writes `value` at `offset`; returns the offset behind it. */
export function writeVaruint(into: Uint8Array, offset: number, value: number): number {
  let at = offset;
  let rest = value;
  while (rest >= 0x80) {
    into[at++] = (rest % 0x80) | 0x80;
    rest = Math.floor(rest / 0x80);
  }
  into[at++] = rest;
  return at;
}

export const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
export const unzigzag = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);

/** Reads numbers off a byte array and remembers, instead of throwing, that it ran over the end or past 2⁵³. */
export class ByteReader {
  offset = 0;
  hasFailed = false;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get remaining(): number {
    return this.#bytes.length - this.offset;
  }

  byte(): number {
    const value = this.#bytes[this.offset];
    if (value === undefined) return this.#fail();
    this.offset += 1;
    return value;
  }

  varuint(): number {
    let value = 0;
    let scale = 1;
    for (let count = 0; count < 8; count += 1) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return Number.isSafeInteger(value) ? value : this.#fail();
      scale *= 0x80;
    }
    return this.#fail();
  }

  varint(): number {
    return unzigzag(this.varuint());
  }

  take(length: number): Uint8Array {
    if (length > this.remaining) {
      this.#fail();
      return new Uint8Array(0);
    }
    const part = this.#bytes.subarray(this.offset, this.offset + length);
    this.offset += length;
    return part;
  }

  #fail(): number {
    this.hasFailed = true;
    return 0;
  }
}
