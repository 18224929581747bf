// Sentences of a specification template that many people begin from, so that one which is left in a document is known even when its
// marks were taken off. They are not our words, so only what identifies them is kept: FNV-1a, 32 bits, of the sentence in lower case
// without punctuation.
const SENTENCES: ReadonlySet<number> = new Set([
  0x72798bc9, 0xc08563e6, 0x1a26ad6e, 0x883fb1c4, 0x419a1d2a, 0xdb57e568, 0x1c6e296b, 0x3942768f, 0x52cf9ce6,
  0xfe1c4144, 0x7126d180, 0xdf5cf6fd, 0x0f42edbf, 0xc1add8a9, 0x4b1e5a10, 0x9914f32f, 0x3fb09cb9, 0x96f36ec6,
  0x6d950c7f,
]);

/** Whether a sentence, in lower case and without punctuation, is one of another template. */
export const isOfForeignTemplate = (sentence: string): boolean => SENTENCES.has(fingerprint(sentence));

function fingerprint(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}
