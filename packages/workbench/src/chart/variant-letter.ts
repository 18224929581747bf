import type { SessionResults } from "../analysis/results.ts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** `A` is the baseline, and `A′` its second run in a round. */
export function variantLetter({ variants }: SessionResults, variant: string, isControl = false): string {
  const letter = LETTERS[variants.findIndex(({ id }) => id === variant)] ?? "?";
  return isControl ? `${letter}′` : letter;
}
