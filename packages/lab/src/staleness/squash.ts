// A text without what may differ between two layouts of the same code, roughly: to see without parsing that a version cannot hold a piece.
import { keep } from "./keep.ts";
import { languageOf } from "./syntax/grammar.ts";

const LAYOUT = /[\s;,()'"`|]+|\\(?=["'`])/g;
const JAVASCRIPT_COMMENT = /\/\*[\s\S]*?\*\/|(?<![:"'`\w])\/\/[^\n]*/g;
const PYTHON_COMMENT = /(?<=^|\s)#[^\n]*/gm;

const plain = keep((text: string): string => text.replaceAll(LAYOUT, ""));
const javascript = keep((text: string): string => text.replaceAll(JAVASCRIPT_COMMENT, "").replaceAll(LAYOUT, ""));
const python = keep((text: string): string => text.replaceAll(PYTHON_COMMENT, "").replaceAll(LAYOUT, ""));

/** `path`: of the file that the text is from. */
export function squash(text: string, path: string): string {
  const language = languageOf(path);
  if (language === null) return plain(text);
  return language === "python" ? python(text) : javascript(text);
}
