import { sha256 } from "../document/content-hash.ts";

/** Grows with every change to what counts as meaning: a lock with an older one is compared through its commit. */
const RULES = 1;

/** As a lock holds it: `1:` and 32 hexadecimal digits. */
export const fingerprintOf = (words: readonly string[]): string => `${RULES}:${sha256(words.join("\0")).slice(0, 32)}`;

/** Whether a fingerprint was made by the rules of this version. */
export const isComparable = (fingerprint: string): boolean => fingerprint.startsWith(`${RULES}:`);
