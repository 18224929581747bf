// What a line is: what ends in LF, CRLF, or the end of the file. A byte order mark belongs to no line.
import { isUtf8 } from "node:buffer";

/** How much of a file is looked at to tell text from other bytes. */
export const SAMPLE_BYTES = 8 * 1024;

export const BYTE_ORDER_MARK = "\uFEFF";

/** The lines of a text. A last line break ends the last line and begins none. */
export function splitIntoLines(text: string): string[] {
  const plain = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  if (plain === "") return [];
  const lines = plain.split(/\r?\n/);
  if (lines.at(-1) === "" && plain.endsWith("\n")) lines.pop();
  return lines;
}

/** Whether the beginning of a file is UTF-8 without NUL. `isWhole` when nothing follows it. */
export function isTextSample(sample: Buffer, isWhole: boolean): boolean {
  if (sample.includes(0)) return false;
  return isUtf8(isWhole ? sample : sample.subarray(0, endOfLastCharacter(sample)));
}

/** A sample may end inside a character, which takes at most four bytes. */
function endOfLastCharacter(sample: Buffer): number {
  for (let back = 1; back <= Math.min(4, sample.length); back += 1) {
    const byte = sample[sample.length - back] ?? 0;
    if (byte < 0x80) return sample.length;
    if (byte >= 0xc0) return sample.length - back;
  }
  return sample.length;
}
