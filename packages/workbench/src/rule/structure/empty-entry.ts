import type { ListItem, Row, Table } from "../../text/markdown.ts";
import { isWithin, type Span } from "../../text/span.ts";
import { trimmed } from "../../prose/statements.ts";
import { writingOf } from "../part-content.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { isTyped, type TypedSubject } from "./expectation.ts";

export const emptyEntry: Rule = {
  id: "structure.empty-entry",
  title: "An item or a row with nothing in it, or a table without rows",
  why: "A reader cannot tell whether something was lost, or is still to come, or was never there.",
  remedy: "Write what belongs here, or remove it.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: research\n---\n# Resume\n\n## Open Questions\n\n- [ ] Who closes a stream that nobody reads?\n- [ ]\n",
  },
  good: {
    text: "---\nnomous: research\n---\n# Resume\n\n## Open Questions\n\n- [ ] Who closes a stream that nobody reads?\n- [ ] How long is a cursor kept?\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    if (!isTyped(subject)) return;
    const { text, items, tables } = subject.markdown;
    const told = unwrittenParts(subject);
    const empty = [
      ...items.filter((item) => isEmptyItem(item, text)).map((item) => ({ what: "This item", span: item })),
      ...tables.flatMap(emptyIn),
    ];
    for (const { what, span } of empty)
      if (!told.some((part) => isWithin(span, part)))
        yield { ...trimmed(text, span), message: `${what} is empty. ${emptyEntry.remedy}` };
  },
};

/** Where nothing at all is written, the heading is told. */
const unwrittenParts = ({ markdown, typed }: TypedSubject): Span[] =>
  typed.located.filter((part) => writingOf(markdown, part, typed.type) !== "something").map(({ content }) => content);

const isEmptyItem = ({ content, to }: ListItem, text: string): boolean =>
  /^\s*(?:\[[ xX]\]\s*)?$/.test(text.slice(content.from, to));

function emptyIn({ header, rows }: Table): { what: string; span: Span }[] {
  if (rows.length === 0) return [{ what: "This table", span: header }];
  return rows.filter(isEmptyRow).map((row) => ({ what: "This row", span: row }));
}

const isEmptyRow = ({ cells }: Row): boolean => cells.every(({ text }) => text === "");
