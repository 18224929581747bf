import type { Markdown } from "../../text/markdown.ts";
import { type Span, spansWithin } from "../../text/span.ts";
import { isCodeFile } from "../citation/text-file.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { factsIn } from "./read-facts.ts";

const bad = [
  "---",
  "nomous: research",
  "---",
  "# How readers resume",
  "",
  "## Detailed Findings",
  "",
  "- The cursor is one number (`src/cursor.ts:2`)",
  "- It moves forward only (`src/cursor.ts:6`)",
  "- A stream expires after one hour (`src/cursor.ts:9`)",
  "- A reader without cursor begins at zero (`src/cursor.ts`)",
  "",
].join("\n");
const files = { "src/cursor.ts": Array.from({ length: 12 }, (_, i) => `export const line${i} = ${i};`).join("\n") };

export const sourceWithoutLine: Rule = {
  id: "research.no-line",
  title: "A finding that cites a file and no line, where all others do",
  why: "Whoever checks it reads the whole file, or believes it.",
  remedy: "Add the line, such as `src/cursor.ts:10`.",
  weight: "advice",
  appliesTo: "typed",
  bad: { text: bad, files },
  good: { text: bad.replace("(`src/cursor.ts`)", "(`src/cursor.ts:11`)"), files },
  *check(subject: Subject): Iterable<Problem> {
    const { markdown } = subject;
    for (const { content } of partsOf(subject, "findings")) {
      const cited = factsIn(markdown, content).filter(({ isCited }) => isCited);
      const without = cited.flatMap((fact) => fileWithoutLine(markdown, fact));
      if (cited.length - without.length < MIN_WITH_LINE || without.length > cited.length * ODD) continue;
      for (const { from, to } of without) {
        const path = markdown.text.slice(from, to).replaceAll("`", "");
        yield { from, to, message: `${quote(path)} names no line. ${sourceWithoutLine.remedy}` };
      }
    }
  },
};

/** Where files are cited as a whole, that is how the author does it. */
const MIN_WITH_LINE = 3;
const ODD = 0.25;

/** The only source of a fact, when it is a file of code without a line. */
function fileWithoutLine({ text, codeSpans, links }: Markdown, fact: Span): Span[] {
  if (/:\d|#L?\d|\blines? \d|https?:/.test(text.slice(fact.from, fact.to)) || spansWithin(links, fact).length > 0)
    return [];
  const files = spansWithin(codeSpans, fact).filter(
    (code) => /^[\w@./-]+\.\w+$/.test(code.text) && isCodeFile(code.text),
  );
  const [only, second] = files;
  return only === undefined || second !== undefined ? [] : [{ from: only.from, to: only.to }];
}
