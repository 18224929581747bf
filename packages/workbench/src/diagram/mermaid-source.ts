// The part of a Mermaid text that draws. Readers look at `code`, which is as long as `text` and holds blanks where the text has
// front matter, comments, directives and descriptions for screen readers; codes such as `#59;` lose the `;` that would end a
// statement there. Offsets are the same in both, so what a person wrote is cut from `text`.

/** A text and its code, of the same length. */
export interface MermaidSource {
  readonly text: string;
  readonly code: string;
}

const FRONT_MATTER = /^\s*---[^\S\n]*\n/;
const FRONT_MATTER_END = /\n[^\S\n]*---[^\S\n]*(?:\n|$)/g;
/** A code for a character. The colour of a style looks like one, and ends with a `;` that counts. */
const ENTITY = /(?<!(?:fill|stroke|color|background):\s?)#\w+;|&(?:#\w+|amp|apos|gt|lt|nbsp|quot);/g;

export function maskMermaid(text: string): MermaidSource {
  const lines = text.replaceAll(/[\r\u2028\u2029]/g, "\n");
  const code = blankDirectives(blankFrontMatter(lines))
    .replaceAll(/^[^\S\n]*%%.*/gm, blank)
    .replaceAll(/^[^\S\n]*acc(?:Title|Descr)[^\S\n]*:.*/gm, blank)
    .replaceAll(/^[^\S\n]*accDescr[^\S\n]*\{[^{}]*\}/gm, blank)
    .replaceAll(/<\w[^<>]*>/g, (tag) => tag.replaceAll('"', "'"))
    .replaceAll(ENTITY, (entity) => "\uE000".repeat(entity.length));
  return { text, code };
}

function blankFrontMatter(text: string): string {
  const open = FRONT_MATTER.exec(text);
  if (open === null) return text;
  FRONT_MATTER_END.lastIndex = open[0].length - 1;
  const close = FRONT_MATTER_END.exec(text);
  if (close === null) return text;
  const end = close.index + close[0].length;
  return blank(text.slice(0, end)) + text.slice(end);
}

function blankDirectives(text: string): string {
  let code = "";
  for (;;) {
    const open = text.indexOf("%%{", code.length);
    const close = open < 0 ? -1 : text.indexOf("}%%", open);
    if (close < 0) return code + text.slice(code.length);
    code += text.slice(code.length, open) + blank(text.slice(open, close + 3));
  }
}

const blank = (text: string): string => text.replaceAll(/[^\n]/g, " ");
