import type { Markdown } from "../../text/markdown.ts";
import type { Span } from "../../text/span.ts";
import { isGuidance } from "../guidance.ts";
import {
  type Entry,
  entriesIn,
  isPlaceholder,
  itemsIn,
  notApplicable,
  paragraphsIn,
  wordsOf,
} from "../part-content.ts";
import { UNDECIDED } from "../placeholder.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";

const SPEC = "---\nnomous: spec\nstatus: approved\n---\n# Resume\n\n## 9. Open Questions / Unresolved Issues\n\n";

export const openQuestion: Rule = {
  id: "lifecycle.open-question",
  title: "A question that is still open in an approved document",
  why: "Whoever builds from the document answers it alone, each in another way.",
  remedy: "Write the answer and tick it, or move it to an issue and link that.",
  weight: "wrong",
  appliesTo: "typed",
  bad: {
    text: `${SPEC}- [x] Who closes a stream that nobody reads? The bridge, after an hour.\n- [ ] How long is a cursor kept?\n`,
  },
  good: {
    text: `${SPEC}- [x] Who closes a stream that nobody reads? The bridge, after an hour.\n- [x] How long is a cursor kept? 30 days.\n`,
  },
  *check(subject: Subject): Iterable<Problem> {
    const { markdown, stage, typed } = subject;
    if (typed === null || stage !== "approved") return;
    for (const { content } of partsOf(subject, "open-questions"))
      for (const { from, to, text } of openIn(markdown, content))
        if (!isGuidance(text, typed.type))
          yield {
            from,
            to,
            message: `${quote(text)} is still open, and the document is ${typed.state?.label ?? "approved"}. ${openQuestion.remedy}`,
          };
  },
};

type Question = Span & { readonly text: string };

/** The questions in a span that nobody has answered there. */
export function openIn(markdown: Markdown, content: Span): Question[] {
  const ends = new Map(itemsIn(markdown, content).map(({ from, to }) => [from, to]));
  const entries = entriesIn(markdown, content);
  const open = entries.filter((entry) =>
    isOpen(entry, markdown.text.slice(entry.to, ends.get(entry.from) ?? entry.to)),
  );
  const paragraphs = paragraphsIn(markdown, content)
    .filter(({ isQuoted }) => entries.length === 0 && !isQuoted)
    .map(({ from, to }) => ({ from, to, text: wordsOf(markdown, { from, to }) }))
    .filter(({ text }) => isUnanswered(text));
  return [...open, ...paragraphs].filter(({ text }) => !isPlaceholder(text) && notApplicable(text) === null);
}

const ANSWER = /→|=>|\b(?:answer(?:ed)?|decision|decided|resolved|resolution|closed|moved to|tracked in)\b/i;
const CLOSED = /\b(?:closed|resolved|answered|done|decided|moved)\b/i;

/** What is said instead of an answer. */
const NO_ANSWER = new RegExp(
  String.raw`\b(?:unclear|undecided|unresolved|unanswered|(?:still|remains?) (?:open|unknown)|(?:not|never|nobody|no one)(?: (?:has|have|is|was))?(?: yet)? (?:answered|asked|clear|decided|knows?|known|looked|settled|tried)|(?:still|yet|remains|is|are) to be (?:${UNDECIDED}|seen))\b`,
  "i",
);
/** A question that ends without its mark, and so without an answer. */
const INDIRECT = /^(?:whether|who|whom|whose|what|when|where|why|which|how)\b[^.!?:;–—]*[.]?$/i;

function isUnanswered(text: string): boolean {
  if (ANSWER.test(text.replace(NO_ANSWER, ""))) return false;
  const behind = text.slice(text.lastIndexOf("?") + 1);
  return behind === "" || NO_ANSWER.test(behind) || INDIRECT.test(text);
}

/** A box says it best, then a column, then whether anything stands behind the question mark or below the question. */
function isOpen({ task, text, cells, cellOf }: Entry, below: string): boolean {
  if (task !== null) return task === "open";
  if (cells.length === 0) return isUnanswered(text) && below.trim() === "";
  const answer = cellOf("Answer", "Decision", "Resolution", "Resolved", "Outcome");
  const status = cellOf("Status", "State");
  if (answer !== undefined && !isPlaceholder(answer.text)) return false;
  if (status !== undefined) return !CLOSED.test(status.text);
  return answer !== undefined || cells.some((cell) => cell.text.endsWith("?"));
}
