// Whether a claim can be read at all.
import { KEY_FORM } from "./claim-key.ts";
import { type Claim, wordsOf } from "./read-claims.ts";

/** What is wrong with the form of a claim; null when it can be read. */
export function formMessage(claim: Claim): string | null {
  const { key, name, form } = claim;
  const words = wordsOf(claim);
  if (key === null) return `"${name}" is no key. Write ${KEY_FORM}.`;
  if (form === "address") return `A key stands in square brackets: [${words}][${name}].`;
  if (form === "bare") return `A claim has words with the number before its key: [15 %][${name}].`;
  if (words.length > LONGEST_WORDS)
    return "These words are too long for a claim. Bind only those that carry the number.";
  const [foreign] = FOREIGN_NUMBER.exec(words) ?? [];
  return foreign === undefined ? null : `A comma separates thousands here. Write ${inOurDigits(foreign)}.`;
}

/** Nobody marks more as one number. */
const LONGEST_WORDS = 300;

/** `14,8` and `1.214,5`. */
const FOREIGN_NUMBER = /(?<![\d.,])\d{1,3}(?:\.\d{3})+,\d+|(?<![\d.,])\d+,\d{1,2}(?!\d)/;

const inOurDigits = (number: string): string => number.replaceAll(/[.,]/g, (mark) => (mark === "," ? "." : ","));
