import { GgufError } from "./gguf-error.ts";
import { describeGguf, type Gguf } from "./read-gguf.ts";
import { readHeader, type GgufHeader } from "./read-header.ts";

/** The header of a file that is in memory. Throws a `GgufError`. */
export function memoryHeader(file: Buffer): Promise<GgufHeader> {
  return readHeader({
    size: file.length,
    async read(into, from) {
      file.copy(into, 0, from);
    },
  });
}

/** What a file that is in memory is. Throws a `GgufError`. */
export async function describeFile(file: Buffer): Promise<Gguf> {
  return describeGguf([await memoryHeader(file)]);
}

/** With which error something is refused; rejects when it is not. */
export async function refusalOf(reading: Promise<unknown>): Promise<GgufError> {
  try {
    await reading;
  } catch (error) {
    if (error instanceof GgufError) return error;
    throw error;
  }
  throw new Error("it was not refused");
}
