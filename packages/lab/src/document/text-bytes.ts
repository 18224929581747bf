// Bytes to text so that the same text gives the same bytes again. What is not UTF-8 is refused with the place, never repaired: a
// replaced character would be written back.
import { createLineIndex } from "@nomous/workbench/data";
import { SAMPLE_BYTES } from "../workspace/text-lines.ts";
import { WorkspaceError } from "../workspace/workspace-error.ts";

const STRICT = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const LENIENT = new TextDecoder("utf-8", { ignoreBOM: true });
const REPLACEMENT = "\uFFFD";

/** The text of a file, its byte order mark included. Throws a `WorkspaceError` that says where and how it is not UTF-8. */
export function decodeText(bytes: Buffer, path: string): string {
  const nul = bytes.indexOf(0);
  if (looksLikeUtf16(bytes)) throw new WorkspaceError("not-text", `${path} looks like UTF-16: save it as UTF-8.`);
  if (nul !== -1) throw refusal(bytes, nul, path, "is NUL, which no text has: it may be another kind of file.");
  try {
    return STRICT.decode(bytes);
  } catch {
    const first = findInvalidByte(bytes);
    const byte = bytes.toString("hex", first, first + 1).toUpperCase();
    throw refusal(
      bytes,
      first,
      path,
      `(0x${byte}) is not UTF-8. Open the file in the encoding it has, and save it as UTF-8.`,
    );
  }
}

function refusal(bytes: Buffer, offset: number, path: string, what: string): WorkspaceError {
  const before = LENIENT.decode(bytes.subarray(0, offset));
  const { line } = createLineIndex(before).positionOf(before.length);
  return new WorkspaceError("not-text", `${path}:${line}: byte ${offset} ${what}`);
}

/** Either a mark says so, or every other byte of most characters is NUL. */
function looksLikeUtf16(bytes: Buffer): boolean {
  if (bytes.length >= 2 && [0xfffe, 0xfeff].includes(bytes.readUInt16BE(0))) return true;
  const zeros = [0, 0];
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  for (const [i, byte] of sample.entries()) if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  return Math.min(...zeros) === 0 && Math.max(...zeros) * 4 > sample.length;
}

/** The first replacement character that the file does not itself contain stands where decoding failed. */
function findInvalidByte(bytes: Buffer): number {
  const text = LENIENT.decode(bytes);
  let offset = 0;
  let seen = 0;
  for (let at = text.indexOf(REPLACEMENT); at !== -1; at = text.indexOf(REPLACEMENT, seen)) {
    offset += Buffer.byteLength(text.slice(seen, at));
    if (bytes.toString("hex", offset, offset + 3) !== "efbfbd") break;
    offset += 3;
    seen = at + 1;
  }
  return offset;
}

/** The bytes of a text. Half a character has none, and what is put in its place would lose it: that is a fault of ours. */
export function encodeText(text: string, path: string): Buffer {
  if (!text.isWellFormed()) throw new TypeError(`What is to be written to ${path} cuts a character in half.`);
  return Buffer.from(text);
}
