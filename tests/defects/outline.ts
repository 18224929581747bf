// Where things stand in a clean document: its own small reader, so that a fault of the parser under test cannot hide in the truth.

interface Line {
  readonly from: number;
  /** Before its line feed. */
  readonly to: number;
}

export interface Section extends Line {
  readonly level: number;
  /** Without number and colon. */
  readonly title: string;
  /** Where its text begins. */
  readonly bodyFrom: number;
  /** No heading follows below it. */
  readonly isLeaf: boolean;
}

export interface Outline {
  readonly text: string;
  readonly sections: readonly Section[];
  /** Paragraphs and items of some words, each on one line. */
  readonly prose: readonly Line[];
  /** Of tables with three columns or more, without head. */
  readonly rows: readonly Line[];
}

const MIN_WORDS = 8;

export function outlineOf(text: string): Outline {
  const body = bodyLines(text);
  const lineText = ({ from, to }: Line): string => text.slice(from, to);
  const heads = body.filter((line) => /^#{1,6} /.test(lineText(line)));
  return {
    text,
    sections: heads.map((head, i) => sectionAt(text, head, heads[i + 1], lineText(head))),
    prose: body.filter(
      (line) => /^(?:[-*] |\d\. |\*\*|[A-Z"])/.test(lineText(line)) && lineText(line).split(" ").length >= MIN_WORDS,
    ),
    rows: tableRows(text, body),
  };
}

/** Of three columns or more. */
const isRow = (line: string): boolean => /^\|(?:[^|]*\|){3}/.test(line);

function tableRows(text: string, body: readonly Line[]): Line[] {
  let isBelowHead = false;
  return body.filter(({ from, to }) => {
    const line = text.slice(from, to);
    const isDelimiter = /^\| ?-/.test(line);
    isBelowHead = isDelimiter || (isBelowHead && line.startsWith("|"));
    return isBelowHead && !isDelimiter && isRow(line);
  });
}

function sectionAt(text: string, head: Line, next: Line | undefined, line: string): Section {
  const level = line.indexOf(" ");
  const to = next?.from ?? text.length;
  const title = line.slice(level + 1).replace(/^[\d.]+ /, "");
  const nextLevel = next === undefined ? 0 : text.slice(next.from).indexOf(" ");
  return { level, title, from: head.from, to, bodyFrom: Math.min(to, head.to + 2), isLeaf: nextLevel <= level };
}

/** Lines that are neither front matter nor in a fence. */
function bodyLines(text: string): Line[] {
  let from = 0;
  let isInFence = false;
  let isInFrontMatter = text.startsWith("---\n");
  return text.split("\n").flatMap((line, i) => {
    const here = { from, to: from + line.length };
    from = here.to + 1;
    const isEnd = isInFrontMatter && i > 0 && line === "---";
    const isFence = line.startsWith("```");
    const isBody = !isInFrontMatter && !isInFence && !isFence;
    if (isEnd) isInFrontMatter = false;
    if (isFence) isInFence = !isInFence;
    return isBody ? [here] : [];
  });
}
