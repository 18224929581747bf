import type { Markdown } from "../../text/markdown.ts";
import { plainText } from "../../text/plain-text.ts";
import { type Span, spansWithin } from "../../text/span.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { inDays, workingTimesIn } from "./working-hours.ts";

const bad = [
  "---",
  "nomous: spike",
  "---",
  "# Which codec",
  "",
  "## Overview",
  "",
  "### Timeline",
  "",
  "Time-box: 3 days, 2026-11-06 to 2026-11-02.",
  "",
  "- Build both codecs: 2 days",
  "- Measure them: 2 days",
  "",
].join("\n");

export const durationSum: Rule = {
  id: "duration.sum",
  title: "A time-box that ends before it begins, or is shorter than its parts",
  why: "The box is what stops the work. One that cannot hold stops nothing.",
  remedy: "Correct the dates, or cut the parts until they fit.",
  weight: "wrong",
  appliesTo: "typed",
  bad: { text: bad },
  good: {
    text: bad
      .replace("2026-11-06 to 2026-11-02", "2026-11-02 to 2026-11-04")
      .replace("Measure them: 2 days", "Measure them: 1 day"),
  },
  *check(subject: Subject): Iterable<Problem> {
    for (const { content } of partsOf(subject, "time-box")) {
      yield* reversedDates(subject.markdown, content);
      yield* tooShort(subject.markdown, content);
    }
  },
};

const DATE = "(\\d{4}-\\d{2}-\\d{2})";
const RANGE = new RegExp(`${DATE}\\s*(?:to|until|till|-|–|—|→)\\s*${DATE}`, "g");
const START = new RegExp(`\\b(?:starts?|begins?|from)\\b[^\\n\\d]{0,20}${DATE}`, "i");
const END = new RegExp(`\\b(?:ends?|deadline|due|finish(?:es)?)\\b[^\\n\\d]{0,20}${DATE}`, "i");

function* reversedDates({ text }: Markdown, content: Span): Iterable<Problem> {
  const said = text.slice(content.from, content.to);
  const ranges = [...said.matchAll(RANGE)].filter(([, start = "", end = ""]) => start > end);
  for (const { 0: range, index } of ranges)
    yield { ...at(content, index, range), message: `${quote(range)} ends before it begins. ${durationSum.remedy}` };
  const [start, end] = [START.exec(said), END.exec(said)];
  if (ranges.length === 0 && start?.[1] !== undefined && end?.[1] !== undefined && start[1] > end[1])
    yield {
      ...at(content, end.index, end[0]),
      message: `${quote(end[0])} is before ${start[1]}, when it starts. ${durationSum.remedy}`,
    };
}

const at = ({ from }: Span, index: number, { length }: string): Span => ({
  from: from + index,
  to: from + index + length,
});

/** The first duration is that of the box, those of the items or rows below are its parts. */
function* tooShort(markdown: Markdown, content: Span): Iterable<Problem> {
  const { tree, text } = markdown;
  const items = spansWithin(markdown.items, content);
  const least = items.reduce((depth, item) => Math.min(depth, item.depth), Number.POSITIVE_INFINITY);
  const tables = spansWithin(markdown.tables, content);
  const parts = [
    ...items.filter(({ depth }) => depth === least).map((item) => plainText(tree, text, item.content)),
    ...tables.flatMap(({ rows }) => rows.map(({ cells }) => cells.map((cell) => cell.text).join(" "))),
  ];
  const head = text.slice(
    content.from,
    Math.min(content.to, items[0]?.from ?? content.to, tables[0]?.from ?? content.to),
  );
  const box = workingTimesIn(head)[0];
  const hours = parts.filter((part) => !/\b(?:total|sum|time-?box)\b/i.test(part)).map((part) => workingTimesIn(part));
  if (box === undefined || hours.length < 2 || hours.some(({ length }) => length !== 1)) return;
  const sum = hours.reduce((all, [one]) => all + (one?.hours ?? 0), 0);
  if (sum <= box.hours) return;
  const words = head.slice(box.index, box.index + box.length);
  yield {
    ...at(content, box.index, words),
    message: `The parts take ${inDays(sum)}, more than ${quote(words)}. ${durationSum.remedy}`,
  };
}
