// What a statement says is needed, and what it says is not: "works without an account" against "everybody must create an account".
import { subjectWords } from "./subject-words.ts";

const NAME = "((?:[\\p{L}\\p{N}-]+ )?[\\p{L}\\p{N}-]+)";
const NEEDED = new RegExp(
  `\\b(?:requires?|needs?|depends? on|must(?: (?:have|create|install|be given|run|use|do))?|has to|have to|only with)\\s+(?!no(?:t|thing)?\\b)(?:an? |the |to )?${NAME}|${NAME} (?:is|are) (?:required|needed|mandatory)\\b`,
  "giu",
);
const SPARED = new RegExp(
  `\\b(?:without|needs? no|requires? no) (?:an? |any |the )?${NAME}|\\bno ${NAME} (?:is |are )?(?:required|needed|necessary)\\b|\\b(?:does|do|need) not (?:require|need|depend on) (?:an? |any |the )?${NAME}`,
  "giu",
);

/** By the keys of their words. */
export interface Needs {
  readonly needed: ReadonlySet<string>;
  readonly spared: ReadonlySet<string>;
}

export const needsOf = (text: string): Needs => ({ needed: namesIn(text, NEEDED), spared: namesIn(text, SPARED) });

function namesIn(text: string, pattern: RegExp): ReadonlySet<string> {
  const names = [...text.matchAll(pattern)].flatMap((match) => match.slice(1).filter((name) => name !== undefined));
  return subjectWords(names.join(" "));
}
