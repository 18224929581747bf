// A text without what may differ between two layouts of the same code, roughly: to see without parsing that a version cannot hold a piece.
import { keep } from "./keep.ts";

const COMMENTS = /\/\*[\s\S]*?\*\/|(?<![:"'`\w])\/\/[^\n]*|(?<=^|\s)#[^\n]*/gm;
const LAYOUT = /[\s;,()'"`|]+|\\(?=["'`])/g;

export const squash = keep((text: string): string => text.replaceAll(COMMENTS, "").replaceAll(LAYOUT, ""));
