import type { Markdown } from "../../text/markdown.ts";
import type { Span } from "../../text/span.ts";
import { isLeftOpen, isNumberedOnly } from "../placeholder.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { isInCode } from "../text/is-in-code.ts";
import { behindLabel } from "./behind-label.ts";

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
  *check({ markdown, typed }: Subject): Iterable<Problem> {
    if (typed === null) return;
    const { text, tables, paragraphs, items, definitions } = markdown;
    const cells = tables
      .flatMap(({ header, rows }) => [header, ...rows].flatMap((row) => row.cells))
      .filter((cell) => !IS_STATUS.test(cell.text));
    const names = new Set(definitions.map(({ name }) => `[${name.toLowerCase()}]`));
    for (const span of [...cells, ...paragraphs].map((one) => behindLabel(text, one)))
      if (!names.has(text.slice(span.from, span.to).toLowerCase())) yield* leftOpenIn(markdown, span);
    // What has items below it is their title.
    const leaves = items.filter(({ content, to }) => text.slice(content.to, to).trim() === "");
    for (const { content } of leaves) yield* numberedOnly(text, behindLabel(text, content));
  },
};

/** How far a task is. */
const IS_STATUS = /^to ?do$/;

const wholly = (text: string, span: Span): Problem => ({
  ...span,
  message: `${quote(text.slice(span.from, span.to))} stands where something is missing. ${placeholder.remedy}`,
});

function* leftOpenIn({ tree, text }: Markdown, span: Span): Iterable<Problem> {
  const written = text.slice(span.from, span.to);
  if (isLeftOpen(written) || isLeftOpen(written.replaceAll(/^[*_~]+|[*_~]+$/g, ""))) {
    yield wholly(text, span);
    return;
  }
  for (const { 0: mark, index } of written.matchAll(MARKS)) {
    const from = span.from + index;
    if (isInCode(tree, from) && !mark.startsWith("<")) continue;
    yield { from, to: from + mark.length, message: `${quote(mark)} is still to be decided. ${placeholder.remedy}` };
  }
}

function* numberedOnly(text: string, span: Span): Iterable<Problem> {
  if (isNumberedOnly(text.slice(span.from, span.to))) yield wholly(text, span);
}

/** In capitals, because people do speak of things to do; and not where the marks themselves are spoken of. */
const MARKS =
  /(?<![\w-])(?:TBD|TBC|TODO|FIXME)(?![\w-])(?! (?:comment|list|item|app|marker)s?\b)|(?<!\?)\?{3}(?!\?)|[[<](?:[Ii]nsert|[Yy]our|[Ff]ill in|[Ee]nter|[Dd]escribe|[Nn]ame of|[Aa]dd)\b[^\]>\r\n]{0,80}[\]>](?!\()/g;
