import { shareOfSubject } from "../../prose/subject-words.ts";
import { fencesIn, isPlaceholder } from "../part-content.ts";
import { isLeftOpen } from "../placeholder.ts";
import { rowStartsOf } from "../../type/table-text.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { soundSpike, spikeWith } from "./example.ts";
import { criteriaIn, type JudgedCriterion } from "./read-decision.ts";

export const missingCriterion: Rule = {
  id: "spike.criteria-missing",
  title: "A decision that leaves out a criterion, or does not judge it",
  why: "The option that is cheap to build and dear to keep wins wherever nobody asks what it costs to keep.",
  remedy: "Judge every option by it, with a number or a sentence.",
  weight: "missing",
  appliesTo: "typed",
  bad: spikeWith("| Maintenance impact | 1 | none | one dependency |\n", ""),
  good: soundSpike,
  *check(subject: Subject): Iterable<Problem> {
    const { markdown } = subject;
    for (const { part, anchor, content } of partsOf(subject, "decision")) {
      const criteria = criteriaIn(markdown, content);
      const isBegun = criteria.some(({ judgements }) => judgements.some(({ cell }) => !isPlaceholder(cell.text)));
      if (!isBegun || fencesIn(markdown, content).some(({ info }) => /\bdecision\b/.test(info))) continue;
      const missing = missingRows(
        rowStartsOf(part).map(({ text }) => text),
        criteria,
      );
      if (missing.length > 0)
        yield {
          from: anchor.from,
          to: anchor.to,
          message: `Nothing is judged by ${missing.map(quote).join(", ")}. ${missingCriterion.remedy}`,
        };
      const usesSigns = criteria.some(({ judgements }) => judgements.some(({ cell }) => /^\++$/.test(cell.text)));
      for (const criterion of criteria) yield* unjudged(criterion, usesSigns);
    }
  },
};

/** Other words for the criteria that the built-in spike begins with. */
const WORDS: Readonly<Record<string, RegExp>> = {
  "performance metrics": /\b(?:perform\w*|latenc\w+|throughput|speed|p\d\d|response|bytes|accuracy|quality)\b/i,
  "resource utilisation": /\b(?:resources?|memory|cpu|gpu|vram|ram|disk|footprint|utili[sz]ation|energy|cost)\b/i,
  "implementation effort": /\b(?:effort|implement\w*|complexity|integration|time to|days|work)\b/i,
  "maintenance impact": /\b(?:mainten\w*|maintain\w*|upkeep|operat\w*|support|dependenc\w*)\b/i,
  risk: /\b(?:risks?|lock-in|maturity|danger|unknowns?)\b/i,
};

/** A table with hardly any of the usual criteria has its own, which are as welcome. */
function missingRows(rows: readonly string[], criteria: readonly JudgedCriterion[]): string[] {
  const isThere = (row: string): boolean =>
    criteria.some(({ name: { text } }) => WORDS[row.toLowerCase()]?.test(text) ?? shareOfSubject(text, row) >= 0.5);
  const missing = rows.filter((row) => !isThere(row));
  return missing.length <= rows.length / 2 ? missing : [];
}

/** Where one option has a plus, a minus judges another. */
function* unjudged({ name, judgements }: JudgedCriterion, usesSigns: boolean): Iterable<Problem> {
  const isEmpty = (text: string): boolean =>
    isPlaceholder(text) && !isLeftOpen(text) && !(usesSigns && /^[-–−]+$/.test(text));
  const empty = judgements.filter(({ cell }) => isEmpty(cell.text));
  const [first] = empty;
  if (first === undefined) return;
  const { from, to } = first.cell.text === "" && name.text !== "" ? name : first.cell;
  const whom =
    empty.length === judgements.length ? "no option" : `not ${empty.map(({ option }) => quote(option)).join(", ")}`;
  yield { from, to, message: `${quote(name.text)} judges ${whom}. ${missingCriterion.remedy}` };
}
