import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const openComment: Rule = {
  id: "text.open-comment",
  title: "A comment that never ends",
  why: "Everything from `<!--` on is hidden from readers, although it is there for whoever edits the file.",
  remedy: "Write `-->` where the comment ends.",
  weight: "broken",
  appliesTo: "any",
  bad: {
    text: "# Latency\n\n<!-- numbers of the second run\n\n## Results\n\nThe 95th percentile is 140 ms.\n",
  },
  good: {
    text: "# Latency\n\n<!-- numbers of the second run -->\n\n## Results\n\nThe 95th percentile is 140 ms.\n",
  },
  *check({ markdown: { text, comments, lines } }: Subject): Iterable<Problem> {
    for (const { from, to } of comments) {
      if (text.slice(from, to).includes("-->")) continue;
      const hidden = lines.positionOf(Math.max(from, to - 1)).line - lines.positionOf(from).line;
      if (hidden === 0) continue;
      const count = hidden === 1 ? "the line after it is" : `the ${hidden} lines after it are`;
      yield { from, to: from + 4, message: `This comment never ends: ${count} hidden. ${openComment.remedy}` };
    }
  },
};
