import type { Cell } from "../../text/markdown.ts";
import { columnsOf, namedRows } from "../named-rows.ts";
import { tablesIn } from "../part-content.ts";
import { isLeftOpen } from "../placeholder.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { soundSpike, spikeWith } from "./example.ts";

export const criterionWeight: Rule = {
  id: "spike.weight",
  title: "A criterion whose weight is no number",
  why: "The options cannot be added up, and whoever has the last word decides how much it counts.",
  remedy: "Give every criterion a number above zero, or none of them.",
  weight: "wrong",
  appliesTo: "typed",
  bad: spikeWith("| Maintenance impact | 1 |", "| Maintenance impact | some |"),
  good: soundSpike,
  *check(subject: Subject): Iterable<Problem> {
    for (const { content } of partsOf(subject, "decision"))
      for (const table of tablesIn(subject.markdown, content)) {
        const rows = namedRows(table, columnsOf(table, COLUMNS)).flatMap(({ cells, cell }) => {
          const weight = cell("weight");
          return weight === null ? [] : [{ name: cells[0] ?? weight, weight }];
        });
        // Before the first number is there, weights are words, or still to come.
        if (!rows.some(({ weight }) => isNumber(weight))) continue;
        for (const { name, weight } of rows)
          if (!isNumber(weight) && !isLeftOpen(weight.text) && !TOTAL.test(name.text)) {
            const { from, to } = weight.text === "" ? name : weight;
            const what =
              weight.text === "" ? `${quote(name.text)} has no weight.` : `${quote(weight.text)} is no weight.`;
            yield { from, to, message: `${what} ${criterionWeight.remedy}` };
          }
      }
  },
};

const COLUMNS = { weight: ["weight", "weights", "importance", "priority"] } as const;
const TOTAL = /^(?:total|sum|score|result|must\b.*)$/i;

const isNumber = ({ text }: Cell): boolean =>
  /^×?\s*\d+(?:[.,]\d+)?\s*(?:%|×|x)?$/.test(text) && !/^0+(?:[.,]0+)?\s*%?$/.test(text);
