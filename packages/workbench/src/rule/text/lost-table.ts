import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const lostTable: Rule = {
  id: "text.lost-table",
  title: "A table that is shown as text",
  why: "Readers see bars and hyphens in one long line.",
  remedy: "Write a row of hyphens below the header, with as many cells as it has.",
  weight: "broken",
  appliesTo: "any",
  bad: { text: "# Models\n\n| Model | Mode |\n| whisper-base | batch |\n| qwen3-4b | stream |\n" },
  good: { text: "# Models\n\n| Model | Mode |\n| --- | --- |\n| whisper-base | batch |\n| qwen3-4b | stream |\n" },
  *check({ markdown: { text, paragraphs, frontMatter } }: Subject): Iterable<Problem> {
    // The Markdown of such a site has tables without header.
    if (frontMatter !== null && /^layout:/m.test(text.slice(frontMatter.from, frontMatter.to))) return;
    for (const { from, to } of paragraphs) {
      const [header = "", next = "", ...others] = text.slice(from, to).split(/\r\n|\n|\r/);
      const isTable = [header, next].every((line) => ROW.test(line));
      if (!isTable || (others.length === 0 && !HYPHENS.test(next))) continue;
      const what = HYPHENS.test(next)
        ? `The row of hyphens has ${cellsOf(next)}, the header ${cellsOf(header)}, so this is no table.`
        : "Below the header a row of hyphens is missing, so this is no table.";
      yield { from, to: from + header.length, message: `${what} ${lostTable.remedy}` };
    }
  },
};

const ROW = /^[ \t>]*\|.*\|[ \t]*$/;
const HYPHENS = /^[ \t>]*\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*$/;

function cellsOf(row: string): string {
  const count = row.split(/(?<!\\)\|/).length - 2;
  return count === 1 ? "1 cell" : `${count} cells`;
}
