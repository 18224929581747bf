import { trimmed } from "../../prose/statements.ts";
import type { Markdown } from "../../text/markdown.ts";
import { remember } from "../../text/remember.ts";
import { isWithin, type Span } from "../../text/span.ts";
import type { Role } from "../../type/document-type.ts";
import { openMarksIn } from "../open-marks.ts";
import { isLeftOpen, isNumberedOnly } from "../placeholder.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { codeAround } from "../text/is-in-code.ts";
import { piecesOf } from "./pieces.ts";

export const placeholder: Rule = {
  id: "structure.placeholder",
  title: "A placeholder that nobody replaced",
  why: "It reads as if something had been decided, and stays when everybody thinks that somebody else will fill it.",
  remedy: "Write what belongs here, or remove it.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Resume\n\n## 3. Goals and Non-Goals\n\n### 3.1 Functional Goals\n\n- [ ] G1: A reader resumes at its cursor within TBD ms\n- [ ] Goal 2\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Resume\n\n## 3. Goals and Non-Goals\n\n### 3.1 Functional Goals\n\n- [ ] G1: A reader resumes at its cursor within 200 ms\n- [ ] G2: Two browsers see one order of turns\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    const { markdown, typed } = subject;
    if (typed === null) return;
    const { text, headings, items, definitions } = markdown;
    const open = FOR_THE_OPEN.flatMap((role) => partsOf(subject, role)).map(({ content }) => content);
    const names = new Set(definitions.map(({ name }) => `[${name.toLowerCase()}]`));
    for (const span of [...headings, ...piecesOf(markdown)]) {
      const written = text.slice(span.from, span.to);
      if (IS_STATUS.test(written) || names.has(written.toLowerCase())) continue;
      const whole = written.length > LONGEST_PLACEHOLDER ? null : wholeIn(written);
      if (whole !== null) yield wholly(text, { from: span.to - whole.length, to: span.to });
      else yield* marksIn(markdown, span, !open.some((part) => isWithin(span, part)));
    }
    // What has items below it is their title.
    const leaves = items.filter(({ content, to }) => text.slice(content.to, to).trim() === "");
    for (const { content } of leaves) yield* numberedOnly(text, trimmed(text, content));
  },
};

/** Where it is the matter itself that something is not decided yet, or another rule reads what is not there yet. */
const FOR_THE_OPEN: readonly Role[] = [
  "question",
  "research-areas",
  "results",
  "limitations",
  "next-steps",
  "tests",
  "open-questions",
  "follow-up",
];

/** What stands for something else is short. */
const LONGEST_PLACEHOLDER = 200;

/** How far a task is. */
const IS_STATUS = /^to ?do$/;

const wholly = (text: string, span: Span): Problem => ({
  ...span,
  message: `${quote(text.slice(span.from, span.to))} stands where something is missing. ${placeholder.remedy}`,
});

/** A text of which nothing else is left, or nothing behind its first words: `Phase 3: …`. */
const wholeIn = remember((written): string | null => {
  const [, rest = ""] = /^(?!TODO|FIXME)[^:.]{1,40}:\s+((?!\{[^{]).*)$/s.exec(written) ?? [];
  return [written, rest].find((text) => isLeftOpen(text) || isLeftOpen(text.replaceAll(EMPHASIS, ""))) ?? null;
});

const EMPHASIS = /^[*_~]+|[*_~]+$/g;

function* marksIn({ tree, text }: Markdown, span: Span, withPhrases: boolean): Iterable<Problem> {
  const written = text.slice(span.from, span.to);
  for (const { mark, index } of openMarksIn(written, withPhrases)) {
    const from = span.from + index;
    // `<number>` is a tag to the parser.
    if ((codeAround(tree, from)?.name ?? "HTMLTag") !== "HTMLTag") continue;
    yield { from, to: from + mark.length, message: `${quote(mark)} is still to be decided. ${placeholder.remedy}` };
  }
}

function* numberedOnly(text: string, span: Span): Iterable<Problem> {
  if (isNumberedOnly(text.slice(span.from, span.to))) yield wholly(text, span);
}
