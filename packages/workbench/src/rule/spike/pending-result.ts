import type { Table } from "../../text/markdown.ts";
import { isWithin, type Span, spansWithin } from "../../text/span.ts";
import { quote } from "../quote.ts";
import { sentencesIn } from "../research/sentences.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { spikeWith } from "./example.ts";

const TABLE =
  "### Performance data\n\n| Codec | Bytes a token | p95 |\n| ----- | ------------- | --- |\n| JSON | 61 | 4 ms |\n| MessagePack | 38 | 3 ms |\n\n### Evaluation Criteria";
const measured = spikeWith("### Evaluation Criteria", TABLE).text;

export const pendingResult: Rule = {
  id: "spike.pending-result",
  title: "A result that is not there yet",
  why: "The recommendation below it is already written, so it rests on what somebody expects to measure.",
  remedy: "Measure it, or say among the limitations that it was not.",
  weight: "missing",
  appliesTo: "typed",
  bad: { text: measured.replace("| 38 | 3 ms |", "| 38 | to be measured |") },
  good: { text: measured },
  *check(subject: Subject): Iterable<Problem> {
    const { markdown } = subject;
    const decisions = partsOf(subject, "decision").map(({ content }) => content);
    for (const { content } of partsOf(subject, "results")) {
      const isOwn = (span: Span): boolean => !decisions.some((decision) => isWithin(span, decision));
      const tables = spansWithin(markdown.tables, content).filter(isOwn);
      const cells = tables.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
      for (const { from, to, text } of [...sentencesIn(markdown, content).filter(isOwn), ...cells])
        if (PENDING.test(text)) yield { from, to, message: `${quote(text)} is no result. ${pendingResult.remedy}` };
      yield* tables.flatMap(gapsIn);
    }
  },
};

const PENDING =
  /\b(?:to be (?:measured|determined|filled(?: in)?|added|run)|not (?:yet )?(?:measured|run) yet|not yet (?:measured|run|known|available)|will be measured|measurements? (?:is |are )?(?:pending|outstanding)|results? (?:to follow|pending|will follow|outstanding))\b/i;

/** A row of which only the name is there, and an empty cell in a column of numbers. */
function gapsIn({ header, rows }: Table): Problem[] {
  const isNumeric = header.cells.map(
    (_, i) => i > 0 && rows.filter(({ cells }) => /\d/.test(cells[i]?.text ?? "")).length * 2 >= rows.length,
  );
  return rows.flatMap(({ cells: [name, ...values] }) => {
    if (name === undefined || name.text === "" || values.length === 0) return [];
    const isBare = values.every(({ text }) => text === "");
    if (!isBare && !values.some(({ text }, i) => text === "" && isNumeric[i + 1])) return [];
    const what = isBare ? "Nothing was found" : "A number is missing";
    return [{ from: name.from, to: name.to, message: `${what} for ${quote(name.text)}. ${pendingResult.remedy}` }];
  });
}
