// A vocabulary with a token twice ends llama.cpp's process. There are hundreds of thousands of tokens to look at for each
// file that is found, so they are compared by 64 bits of hash, in a table without objects. Two tokens of an honest file that
// only look the same to it are as likely as a broken disk.

/**
 * Whether a string occurs twice among `count`, each after its length in 64 bits. As in C a string ends at a 0; empty ones do
 * not count.
 */
export function hasTwins(bytes: Buffer, count: number): boolean {
  const mask = 2 ** Math.ceil(Math.log2(2 * count + 2)) - 1;
  const slots = new Uint32Array(2 * (mask + 1));
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    const begin = at + 8;
    at = begin + bytes.readUInt32LE(at);
    if (at > begin && bytes[begin] !== 0 && !enter(slots, mask, bytes, begin, at)) return true;
  }
  return false;
}

/** False when the string is there. Half of the slots stay empty, so that one is soon found. */
function enter(slots: Uint32Array, mask: number, bytes: Buffer, begin: number, end: number): boolean {
  let low = 0x811c9dc5;
  let high = 0;
  for (let at = begin; at < end && bytes[at] !== 0; at += 1) {
    const byte = bytes[at] ?? 0;
    low = Math.imul(low ^ byte, 0x01000193);
    high = Math.imul(high + byte, 0x5bd1e995) ^ (high >>> 15);
  }
  low >>>= 0;
  // 0 marks an empty slot.
  high = high >>> 0 || 1;
  for (let slot = (low ^ (low >>> 15)) & mask; ; slot = (slot + 1) & mask) {
    if (slots[2 * slot + 1] === 0) {
      slots[2 * slot] = low;
      slots[2 * slot + 1] = high;
      return true;
    }
    if (slots[2 * slot] === low && slots[2 * slot + 1] === high) return false;
  }
}
