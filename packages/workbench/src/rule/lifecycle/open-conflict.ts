import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

const text =
  "---\nnomous: spec\nstatus: in-review\n---\n# Resume\n\n## 1. Executive Summary\n\nReaders keep their own cursor.\n";

export const openConflict: Rule = {
  id: "lifecycle.open-conflict",
  title: "Edits that contradict each other and that nobody has put together",
  why: "Somebody's edit stands in the document and somebody else's does not, and whoever approves it approves one side unseen.",
  remedy: "Decide between them where they met, which writes down that it is decided.",
  weight: "wrong",
  appliesTo: "typed",
  bad: {
    text,
    given: { review: { approval: "", conflicts: [{ line: 9, about: "Executive Summary", place: "reviews.jsonl:1" }] } },
  },
  good: { text, given: { review: { approval: "", conflicts: [] } } },
  *check({ markdown: { text, lines }, surroundings: { review } }: Subject): Iterable<Problem> {
    for (const { line, about, place } of review?.conflicts ?? []) {
      // The line is that of the moment when they met: the document may be shorter by now.
      const from = lines.startOf(Math.min(line ?? 1, lines.count));
      const [words = ""] = /^[^\r\n]*/.exec(text.slice(from)) ?? [];
      const message = `An edit${about === "" ? "" : ` about ${quote(about)}`} is not put together with another one (${place}). ${openConflict.remedy}`;
      yield { from, to: from + words.length, message };
    }
  },
};
