// Words of a plan in a cell of a generated table, where they mean nothing but themselves and leave room for the numbers beside them.
import { cutLetters } from "../text/cut-letters.ts";
import { plain } from "./plain.ts";

const MOST_LETTERS = 80;

/** On one line, and cut when it is long. */
export const planCell = (text: string): string => inCell(plain(cutLetters(text, MOST_LETTERS)));

/** `plain` doubles every backslash, so a bar that has one before it still ends a cell. */
export const inCell = (text: string): string => text.replaceAll("|", String.raw`\|`);
