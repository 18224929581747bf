// An answer grows at its end, so everything before the last blank line outside a fence is finished. Cut there, each
// block is rendered once and a streaming answer costs its last block, not its whole length.

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
/** A line that may belong to what stands above the blank line: list items, indented text, quotes, tables. */
const CONTINUES = /^(\s|[-*+>|]|\d{1,9}[.)])/;
/** Definitions and footnotes are seen from everywhere: such a text is one block. */
const DEFINITION = /^ {0,3}\[[^\]\n]+\]:/m;

/** Cuts Markdown into blocks that render alone to what they render to together. */
export function splitBlocks(text: string): readonly string[] {
  if (DEFINITION.test(text)) return [text];
  const blocks: string[] = [];
  let block: string[] = [];
  let fence: string | undefined;
  let isBlank = false;
  for (const line of text.split("\n")) {
    if (fence === undefined && isBlank && line !== "" && !CONTINUES.test(line)) {
      blocks.push(block.join("\n"));
      block = [];
    }
    const mark = FENCE.exec(line)?.[1];
    if (fence === undefined) fence = mark;
    else if (mark !== undefined && closes(mark, fence, line)) fence = undefined;
    isBlank = line.trim() === "";
    block.push(line);
  }
  return [...blocks, block.join("\n")];
}

const closes = (mark: string, fence: string, line: string): boolean =>
  mark[0] === fence[0] && mark.length >= fence.length && line.trim() === mark;
