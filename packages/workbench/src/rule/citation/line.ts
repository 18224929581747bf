import { followed } from "../../staleness/moved-fix.ts";
import { createLineIndex } from "../../text/line-index.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject, Surroundings } from "../subject.ts";
import { findCitedFile } from "./cited-file.ts";
import { citationsIn, type LineRange } from "./code-citation.ts";

export const citedLine: Rule = {
  id: "citation.line",
  title: "A citation of a line that its file does not have",
  why: "The file has changed since, and what the sentence says may have changed with it.",
  remedy: "Look up where it stands now.",
  weight: "wrong",
  appliesTo: "any",
  bad: {
    text: "# Resume\n\n## Findings\n\n- A reader asks for the cursor that it saw last (`src/cursor.ts:40-44`).\n",
    files: { "src/cursor.ts": "export interface Cursor {\n  readonly at: number;\n}\n" },
  },
  good: {
    text: "# Resume\n\n## Findings\n\n- A reader asks for the cursor that it saw last (`src/cursor.ts:1-3`).\n",
    files: { "src/cursor.ts": "export interface Cursor {\n  readonly at: number;\n}\n" },
  },
  *check(subject: Subject): Iterable<Problem> {
    const countLines = createLineCounter(subject.surroundings);
    for (const citation of citationsIn(subject)) {
      if (citation.lines.length === 0) continue;
      const file = findCitedFile(citation, subject);
      const count = file.status === "found" ? countLines(file.path) : null;
      const [message] = citation.lines.flatMap((range) => problemOf(range, citation.path, count));
      if (message !== undefined) yield followed(subject, { from: citation.from, to: citation.to, message });
    }
  },
};

function problemOf({ first, last }: LineRange, path: string, count: number | null): string[] {
  if (first === 0) return ["Lines count from 1. Look up which one is meant."];
  if (last < first) return [`Lines ${first} to ${last} run backwards. Write the smaller number first.`];
  if (count === null || last <= count) return [];
  return [`${quote(path)} has ${count} line${count === 1 ? "" : "s"}. ${citedLine.remedy}`];
}

/** Of a file, once; null when its text is not known. A line end at the end begins no line. */
function createLineCounter(surroundings: Surroundings): (path: string) => number | null {
  const counts = new Map<string, number | null>();
  return (path) => {
    const before = counts.get(path);
    if (before !== undefined) return before;
    const text = surroundings.textOf(path);
    const count = text === undefined ? null : createLineIndex(text.replace(/(?:\r\n|\n|\r)$/, "")).count;
    counts.set(path, count);
    return count;
  };
}
