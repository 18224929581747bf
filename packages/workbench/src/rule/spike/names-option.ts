import { shareOfSubject, subjectWords } from "../../prose/subject-words.ts";
import type { Option } from "./read-options.ts";

type Named = Pick<Option, "name" | "letter">;

/** Whether a text speaks of an option, by its letter or by most words of its name. */
export const isAboutOption = (text: string, option: Named): boolean =>
  saysLetter(text, option) || shareOfSubject(text, option.name) > 0.5;

export const namesOption = (text: string, options: readonly Named[]): boolean =>
  options.some((option) => isAboutOption(text, option));

/** Whether a text says as much as one word of the name of any of them. */
export function hintsAtOption(text: string, options: readonly Named[]): boolean {
  const said = subjectWords(text);
  return options.some(
    (option) => saysLetter(text, option) || [...subjectWords(option.name)].some((word) => said.has(word)),
  );
}

/** "Option B", and `B: fixed batches` at the beginning of a cell. */
function saysLetter(text: string, { letter }: Named): boolean {
  if (letter === null) return false;
  const [named, alone] = [
    `\\b(?:option|variant|candidate|approach|alternative) ${letter}\\b`,
    `^\\W*${letter}\\s*(?:[:.)–—-]|$)`,
  ];
  return new RegExp(named, "i").test(text) || new RegExp(alone).test(text);
}
