import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { openConflictPlace } from "./open-conflict-place.ts";
import { openConflictWords } from "./open-conflict-words.ts";

const text =
  "---\nnomous: spec\nstatus: in-review\n---\n# Resume\n\n## 1. Executive Summary\n\nLogs are read every morningon Fridays.\n";

export const openConflict: Rule = {
  id: "lifecycle.open-conflict",
  title: "Edits that met in one place and that nobody has decided between",
  why: "Two people changed the same sentence without seeing each other. Every letter of both was kept, what the sentence says now may be what neither of them meant, and whoever approves it approves that unseen.",
  remedy: "Decide between them, in the browser or with `nomous conflicts`, which writes down that it is decided.",
  weight: "wrong",
  appliesTo: "any",
  bad: {
    text,
    given: {
      review: {
        approval: "",
        conflicts: [
          {
            line: 9,
            about: "Executive Summary",
            place: "reviews.jsonl:1",
            id: "0199c1d2-7a3b-7c4d-8e5f-5a6b7c8d9e0f",
            kind: "overlap",
            people: ["Ada", "Ben"],
            merged: "Logs are read every morningon Fridays.\n",
          },
        ],
      },
    },
  },
  good: {
    text: text.replace("every morningon Fridays", "on Fridays"),
    given: { review: { approval: "", conflicts: [] } },
  },
  *check({ path, markdown: { text, lines }, surroundings: { review } }: Subject): Iterable<Problem> {
    for (const conflict of review?.conflicts ?? []) {
      // Without its words, the line is that of the moment when they met: the document may be shorter by now.
      const line = Math.min(Math.max(conflict.line ?? 1, 1), lines.count);
      const from = openConflictPlace(text, conflict, lines)?.from ?? lines.startOf(line);
      const [words = ""] = /^[^\r\n]*/.exec(text.slice(from)) ?? [];
      yield { from, to: from + words.length, message: openConflictWords(conflict, path) };
    }
  },
};
