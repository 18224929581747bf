// Markdown by section: the headings above a section are its title, and long sections are split at paragraphs, never
// inside a code fence that fits.
import { type CutCost, isBlank, paragraphCost, type PassageSpan, splitLines } from "./passage-span.ts";

interface Heading {
  readonly depth: number;
  readonly text: string;
}

interface Section {
  readonly from: number;
  /** The first line after the heading. */
  readonly body: number;
  readonly end: number;
  readonly title: string;
}

const BETWEEN_HEADINGS = " › ";

/** The passages of a Markdown file. */
export function cutMarkdown(lines: readonly string[]): PassageSpan[] {
  const fenced = findFences(lines);
  const betweenParagraphs = paragraphCost(lines);
  const cutCost: CutCost = (index) => (fenced.has(index) ? Number.POSITIVE_INFINITY : betweenParagraphs(index));
  return findSections(lines, fenced)
    .filter((section, i, all) => hasBody(lines, section) || !isAbove(section, all[i + 1]))
    .flatMap(({ from, end, title }) =>
      splitLines(lines, from, end, cutCost).map((piece) => ({ line: piece.from + 1, endLine: piece.end, title })),
    );
}

/** A bare heading needs no passage when the next section carries it in its title. */
const isAbove = ({ title }: Section, next: Section | undefined): boolean =>
  next?.title.startsWith(`${title}${BETWEEN_HEADINGS}`) ?? false;

function hasBody(lines: readonly string[], { body, end }: Section): boolean {
  return lines.slice(body, end).some((line) => !isBlank(line));
}

/** Indices of lines inside a code fence or the front matter, the opening line not counted. */
function findFences(lines: readonly string[]): ReadonlySet<number> {
  const inside = new Set<number>();
  let closes: RegExp | undefined = lines[0]?.trimEnd() === "---" ? /^(?:---|\.\.\.)\s*$/ : undefined;
  for (const [index, line] of lines.entries()) {
    if (closes !== undefined) {
      if (index > 0) inside.add(index);
      if (index > 0 && closes.test(line)) closes = undefined;
      continue;
    }
    const [, fence = ""] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    if (fence !== "") closes = new RegExp(`^ {0,3}${fence[0]}{${fence.length},}\\s*$`);
  }
  return inside;
}

function findSections(lines: readonly string[], fenced: ReadonlySet<number>): Section[] {
  const sections: Section[] = [];
  let above: Heading[] = [];
  let from = 0;
  let body = 0;
  const close = (end: number): void => {
    if (end > from) sections.push({ from, body, end, title: above.map(({ text }) => text).join(BETWEEN_HEADINGS) });
  };
  for (const index of lines.keys()) {
    if (fenced.has(index) || index < body) continue;
    const heading = headingAt(lines, index, isBlank(lines[index - 1]) || fenced.has(index - 1));
    if (heading === undefined) continue;
    close(index);
    above = [...above.filter(({ depth }) => depth < heading.depth), heading];
    from = index;
    body = index + heading.lines;
  }
  close(lines.length);
  return sections;
}

/** The heading that begins at a line. `mayUnderline` when a paragraph may, which the line below would make a heading. */
function headingAt(
  lines: readonly string[],
  index: number,
  mayUnderline: boolean,
): (Heading & { readonly lines: number }) | undefined {
  const line = lines[index] ?? "";
  const [, marks = "", text = ""] = /^ {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*$/.exec(line) ?? [];
  if (marks !== "") return { depth: marks.length, text, lines: 1 };
  if (!mayUnderline || !/^ {0,3}[^\s#>|*+\-`~\d]/.test(line)) return undefined;
  const [, underline] = /^ {0,3}(=+|-{2,})\s*$/.exec(lines[index + 1] ?? "") ?? [];
  if (underline === undefined) return undefined;
  return { depth: underline.startsWith("=") ? 1 : 2, text: line.trim(), lines: 2 };
}
