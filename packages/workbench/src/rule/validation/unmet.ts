import type { Cell, Markdown } from "../../text/markdown.ts";
import { plainText } from "../../text/plain-text.ts";
import { type Span, spansWithin } from "../../text/span.ts";
import { headingKey } from "../../type/locate-parts.ts";
import { hasSource } from "../analysis/has-source.ts";
import { columnsOf, namedRows } from "../named-rows.ts";
import { tablesIn } from "../part-content.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { namesArtefact } from "../task/is-verifiable.ts";
import { missingTask, taskFinder } from "../../task/named-tasks.ts";
import { waiverIn } from "../task/waiver.ts";

const bad = [
  "---",
  "nomous: plan",
  "---",
  "# Shared framing",
  "",
  "## Implementation Steps",
  "",
  "| ID | Task | Verify |",
  "| -- | ---- | ------ |",
  "| T1 | Frame messages once for all readers | `npm test -- frame` |",
  "",
  "## Validation",
  "",
  "| Criterion | Met by |",
  "| --------- | ------ |",
  "| Comprehensive testing approach | yes |",
  "| Backward compatibility | T4 |",
  "",
].join("\n");

export const unmetCriterion: Rule = {
  id: "validation.unmet",
  title: "A criterion of the plan that nothing meets",
  why: "A yes is no evidence. What nobody can point at was most often not done.",
  remedy: "Name the task, the section or the artefact that meets it, or write `not applicable, because …`.",
  weight: "missing",
  appliesTo: "typed",
  bad: { text: bad },
  good: {
    text: bad
      .replace("| yes |", "| T1, `tests/frame` |")
      .replace("| T4 |", "| not applicable, because no message changes |"),
  },
  *check(subject: Subject): Iterable<Problem> {
    const [tasksIn, isEvidence] = [taskFinder(subject), evidenceIn(subject.markdown)];
    const told = missingTask(subject, unmetCriterion.remedy);
    const criteria = partsOf(subject, "validation").flatMap(({ content }) => criteriaIn(subject.markdown, content));
    for (const { criterion, answer } of criteria) {
      const waiver = waiverIn(answer.text);
      if (waiver === "with a reason" || waiver === "left open") continue;
      const named = tasksIn(answer);
      for (const { id, isKnown, from, to } of named) if (!isKnown) yield { from, to, message: told(id) };
      if (named.length > 0 || (waiver === null && isEvidence(answer))) continue;
      const { from, to, text } = answer.text === "" ? criterion : answer;
      const what =
        answer.text === "" || answer.from === criterion.from
          ? `Nothing meets ${quote(criterion.text)}.`
          : `${quote(text)} is no evidence.`;
      yield { from, to, message: `${what} ${unmetCriterion.remedy}` };
    }
  },
};

interface Criterion {
  readonly criterion: Cell;
  readonly answer: Cell;
}

const COLUMNS = {
  criterion: ["criterion", "criteria", "validation criterion", "requirement", "check"],
  answer: ["met by", "evidence", "answer", "how", "artefact", "artifact", "verified by", "task", "proof"],
} as const;

function criteriaIn(markdown: Markdown, content: Span): Criterion[] {
  const rows = tablesIn(markdown, content).flatMap((table) => {
    const columns = columnsOf(table, COLUMNS);
    return namedRows(table, columns).flatMap(({ cell }) => {
      const [criterion, answer] = [cell("criterion"), cell("answer")];
      return criterion === null || answer === null ? [] : [{ criterion, answer }];
    });
  });
  return rows.length > 0 ? rows : criteriaOfList(markdown, content);
}

/** `- [x] Backward compatibility: T4`; without a colon the item has to name its evidence itself. */
function criteriaOfList({ items, tree, text }: Markdown, content: Span): Criterion[] {
  return spansWithin(items, content)
    .filter(({ depth }) => depth === 0)
    .map(({ content: words, to }) => {
      const criterion = { from: words.from, to: words.to, text: plainText(tree, text, words) };
      return { criterion, answer: { from: words.from, to, text: criterion.text.replace(/^[^:]{1,80}:\s*/, "") } };
    });
}

/** An artefact, a source, or a part of the document that is called by its heading. */
function evidenceIn(markdown: Markdown): (cell: Cell) => boolean {
  const titles = markdown.headings.map(({ title }) => headingKey(title)).filter((title) => title.length > 3);
  return (cell) => {
    const said = headingKey(cell.text);
    return namesArtefact(markdown, cell) || hasSource(markdown, cell) || titles.some((title) => said.includes(title));
  };
}
