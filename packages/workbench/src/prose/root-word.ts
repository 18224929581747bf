// Folds words of one family to one key: "encrypt", "encryption" and "encrypted" meet. Coarser than `foldWord`, which searching needs
// to stay exact; here two texts by two hands are compared, and one says "recovery" where the other says "recovers".
import { foldWord } from "./fold-word.ts";

const ENDING =
  /(?:i[sz]ation|i[sz]e?|ation|at|ion|ment|anc|enc|ance|ence|ness|ity|abil|abl|ibil|ibl|able|ible|ally|ly|(?<=.{5})al|er|or|ag|y|e)$/;

/** A shorter rest says too little. */
const MIN_STEM = 4;

/** Words that say the same in technical prose, by their keys, and what the endings above do not reach. */
const SAME: ReadonlyMap<string, string> = new Map(
  Object.entries({
    authentic: "auth",
    configur: "config",
    display: "show",
    eras: "delet",
    purg: "delet",
    remov: "delet",
    persist: "stor",
    preserv: "keep",
    retain: "keep",
    behaviour: "behavi",
    loss: "los",
    resumpt: "resum",
    synchron: "sync",
    tok: "token",
    transcript: "transcrib",
    usag: "use",
    used: "use",
  }),
);

/** The key of the family that a lower-case word belongs to. */
export function rootOf(word: string): string {
  let root = foldWord(word);
  for (;;) {
    const shorter = root.replace(ENDING, "");
    if (shorter === root || shorter.length < MIN_STEM) return SAME.get(root) ?? root;
    root = shorter;
  }
}
