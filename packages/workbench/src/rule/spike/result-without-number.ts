import { quantitiesIn, withoutIds } from "../../prose/quantity.ts";
import type { LocatedPart } from "../../type/locate-parts.ts";
import { isWithin } from "../../text/span.ts";
import { fencesIn, isPlaceholder, tablesIn, waiverOf, writingOf, writtenIn } from "../part-content.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";

export const resultWithoutNumber: Rule = {
  id: "spike.result-without-number",
  title: "Results without any number",
  why: '"Clearly faster" is how it felt. Nobody can compare it with what is measured next year.',
  remedy: "Give what was measured, with unit and spread, or say why nothing was.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spike\n---\n# Which codec\n\n## Results\n\nMessagePack was clearly faster, and the frames were a lot smaller.\n",
  },
  good: {
    text: "---\nnomous: spike\n---\n# Which codec\n\n## Results\n\nMessagePack took 38 bytes a token, JSON 61 bytes.\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    const { markdown, typed } = subject;
    if (typed === null) return;
    for (const part of partsOf(subject, "results")) {
      yield* wordTables(subject, part);
      if (writingOf(markdown, part, typed.type) !== "something" || waiverOf(markdown, part, typed.type) !== null)
        continue;
      if (isToldElsewhere(subject, part) || fencesIn(markdown, part.content).length > 0) continue;
      const written = writtenIn(markdown, part.content, typed.type);
      if (quantitiesIn(withoutIds(written)).length > 0 || NO_RESULT.test(written)) continue;
      yield {
        from: part.anchor.from,
        to: part.anchor.to,
        message: `There is no number in these results. ${resultWithoutNumber.remedy}`,
      };
    }
  },
};

const MEASURED =
  /\b(?:p\d\d|latenc\w+|delay|time|duration|memory|cpu|gpu|load|bytes|sizes?|throughput|bandwidth|usage|accuracy|scores?|loss|energy|ms|[kmg]i?b)\b|%/i;

/** "slow", "high", "few" below headings that promise measurements. Decisions may judge in words. */
function* wordTables(subject: Subject, { content }: LocatedPart): Iterable<Problem> {
  const decisions = partsOf(subject, "decision").map((part) => part.content);
  for (const table of tablesIn(subject.markdown, content)) {
    const { header, rows } = table;
    const promises = header.cells.slice(1).filter(({ text }) => MEASURED.test(text));
    const values = rows.flatMap(({ cells }) => cells.slice(1)).map(({ text }) => text);
    const isEmpty = values.every((text) => isPlaceholder(text));
    if (
      promises.length === 0 ||
      isEmpty ||
      values.some((text) => /\d/.test(text)) ||
      decisions.some((span) => isWithin(table, span))
    )
      continue;
    yield {
      from: header.from,
      to: header.to,
      message: `There is no number in this table. ${resultWithoutNumber.remedy}`,
    };
  }
}

/** A part that asks for a number says so itself. */
const isToldElsewhere = ({ typed }: Subject, { content }: LocatedPart): boolean =>
  typed?.located.some(
    (other) => isWithin(other.content, content) && other.part.expects?.some(({ kind }) => kind === "number"),
  ) ?? false;

const NO_RESULT =
  /\b(?:could not|was not|were not|cannot|blocked|nothing was) (?:be )?(?:run|measured?|tried|built|finished|tested)\b|\bblocked\b/i;
