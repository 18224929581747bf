// How long work takes is known to the plan, which computes it from its tasks. What a phase has to hold for, a soak of 24 hours or 30
// days of retention, is part of the design and stays.
import type { Markdown } from "../../text/markdown.ts";
import { type Span, spansWithin } from "../../text/span.ts";
import { allParts, type Role } from "../../type/document-type.ts";
import { quote } from "../quote.ts";
import { sentencesIn } from "../research/sentences.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { scheduleWordsIn } from "./schedule-words.ts";

const bad = [
  "---",
  "nomous: spec",
  "---",
  "# Segment log",
  "",
  "## 8. Migration, Rollout, and Testing",
  "",
  "### 8.1 Deployment Strategy",
  "",
  "- [ ] Phase 1 (2 weeks): new turns are written as segments on one host",
  "- [ ] Phase 2: all hosts, by the end of Q3",
  "",
].join("\n");

export const durationInSpec: Rule = {
  id: "duration.in-spec",
  title: "A duration or a date of the work in a document that holds phases only",
  why: "It is a guess that nobody updates. The plan computes it from tasks, and then two documents disagree.",
  remedy: "Say what must hold before the next phase begins, and leave the time to the plan.",
  weight: "advice",
  appliesTo: "typed",
  bad: { text: bad },
  good: {
    text: bad.replace(" (2 weeks)", "").replace(", by the end of Q3", ", after 24 h on one host without a lost turn"),
  },
  *check(subject: Subject): Iterable<Problem> {
    const { markdown, typed } = subject;
    const roles = new Set([...allParts(typed?.type.parts ?? [])].map(({ role }) => role));
    if (!roles.has("phases") || roles.has("steps")) return;
    for (const role of PLACES)
      for (const { from: start, text, label } of partsOf(subject, role).flatMap(({ content }) =>
        textsIn(markdown, content),
      ))
        for (const words of scheduleWordsIn(text, { label, isPhase: role === "phases" })) {
          const [from, to] = [start + words.from, start + words.to];
          yield {
            from,
            to,
            message: `${quote(markdown.text.slice(from, to))} is a schedule. ${durationInSpec.remedy}`,
          };
        }
  },
};

const PLACES: readonly Role[] = ["phases", "goals"];

interface Text {
  readonly from: number;
  readonly text: string;
  readonly label: string;
}

function textsIn(markdown: Markdown, content: Span): Text[] {
  const { text, headings, tables } = markdown;
  const raw = ({ from, to }: Span): string => text.slice(from, to).replaceAll("*", " ");
  return [
    ...sentencesIn(markdown, content).map((sentence) => ({ ...sentence, label: "" })),
    ...spansWithin(headings, content).map((heading) => ({ from: heading.from, text: raw(heading), label: "" })),
    ...spansWithin(tables, content).flatMap(({ header, rows }) =>
      rows.flatMap(({ cells }) =>
        cells.map((cell, i) => ({ from: cell.from, text: raw(cell), label: header.cells[i]?.text ?? "" })),
      ),
    ),
  ];
}
