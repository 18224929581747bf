import type { Cell, Markdown, Table } from "../../text/markdown.ts";
import { plainText } from "../../text/plain-text.ts";
import { type Span, spansWithin } from "../../text/span.ts";
import { columnsOf, namedRows } from "../named-rows.ts";
import { tablesIn } from "../part-content.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { waiverIn } from "../task/waiver.ts";
import { hasSource } from "./has-source.ts";

const bad = [
  "---",
  "nomous: plan",
  "---",
  "# Shared framing",
  "",
  "## Analysis",
  "",
  "| Aspect | Finding | Source |",
  "| ------ | ------- | ------ |",
  "| Feature | every reader frames the same message again | |",
  "| GPU | none | |",
  "",
].join("\n");

export const uncitedAnalysis: Rule = {
  id: "analysis.uncited",
  title: "A finding of the analysis that cites nothing",
  why: "A plan that rests on what somebody remembers is built for the system of last year.",
  remedy: "Cite the line, the document or the measurement, or say why the aspect does not apply.",
  weight: "missing",
  appliesTo: "typed",
  bad: { text: bad },
  good: {
    text: bad
      .replace("again | |", "again | `src/stream/reader.ts:40` |")
      .replace("| none | |", "| not applicable, because nothing runs on a card | |"),
    files: { "src/stream/reader.ts": "export const frame = 1;\n" },
  },
  *check(subject: Subject): Iterable<Problem> {
    const aspects = partsOf(subject, "analysis").flatMap(({ content }) => aspectsIn(subject.markdown, content));
    for (const { from, to, aspect, finding } of aspects) {
      const waiver = waiverIn(finding.text);
      const isFine = waiver === null ? hasSource(subject.markdown, { from, to }) : waiver !== "without a reason";
      if (isFine) continue;
      const what =
        waiver === null ? `The finding on ${quote(aspect)} cites nothing.` : `${quote(aspect)} has no finding.`;
      yield { from: finding.from, to: finding.to, message: `${what} ${uncitedAnalysis.remedy}` };
    }
  },
};

/** A row or an item: what was looked at, and what was found. */
interface Aspect extends Span {
  readonly aspect: string;
  readonly finding: Cell;
}

const COLUMNS = {
  aspect: ["aspect", "area", "topic", "question"],
  finding: ["finding", "findings", "answer", "result"],
} as const;

function aspectsIn(markdown: Markdown, content: Span): Aspect[] {
  const rows = tablesIn(markdown, content).flatMap((table) => aspectsOfTable(table));
  return rows.length > 0 ? rows : aspectsOfList(markdown, content);
}

function aspectsOfTable(table: Table): Aspect[] {
  const columns = columnsOf(table, COLUMNS);
  if (!columns.has("finding")) return [];
  return namedRows(table, columns).flatMap(({ from, to, cell }) => {
    const [aspect, finding] = [cell("aspect"), cell("finding")];
    return aspect === null || finding === null
      ? []
      : [{ from, to, aspect: aspect.text, finding: nonEmpty(finding, aspect) }];
  });
}

/** Where nothing was written, the aspect is shown. */
const nonEmpty = (finding: Cell, { from, to }: Cell): Cell => (finding.text === "" ? { from, to, text: "" } : finding);

function aspectsOfList({ items, tree, text }: Markdown, content: Span): Aspect[] {
  return spansWithin(items, content)
    .filter(({ depth }) => depth === 0)
    .map(({ from, to, content: words }) => {
      const said = plainText(tree, text, words);
      const [, aspect = said, finding = said] = /^([^:]{1,40}):\s*(.*)$/s.exec(said) ?? [];
      return { from, to, aspect, finding: { from: words.from, to: words.to, text: finding } };
    });
}
