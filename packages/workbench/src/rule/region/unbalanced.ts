import { markersIn } from "../../region/marker.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const unbalancedRegion: Rule = {
  id: "region.unbalanced",
  title: "A generated part without a clear beginning and end",
  why: "The next run cannot tell what it may replace, so old numbers stay in the document.",
  remedy: "Give each part one opening and one closing comment of its own name, one part after the other.",
  weight: "broken",
  appliesTo: "any",
  bad: {
    text: "# Latency\n\n## Results\n\n<!-- nomous:results -->\n\nThe 95th percentile is 140 ms.\n",
  },
  good: {
    text: "# Latency\n\n## Results\n\n<!-- nomous:results -->\n\nThe 95th percentile is 140 ms.\n\n<!-- /nomous:results -->\n",
  },
  *check({ markdown }: Subject): Iterable<Problem> {
    const markers = markersIn(markdown);
    const lastEnds = new Map(markers.filter(({ isEnd }) => isEnd).map(({ name, from }) => [name, from]));
    const begun = new Set<string>();
    /** Told already, where they began. */
    const nested = new Set<string>();
    let open: string | null = null;
    for (const { from, to, name, isEnd } of markers) {
      if (isEnd) {
        if (open === name) open = null;
        else if (!nested.delete(name)) yield { from, to, message: `"${name}" ends here and has not begun. ${ADVICE}` };
        continue;
      }
      const message = wrongBeginning(name, open, begun, (lastEnds.get(name) ?? -1) > from);
      if (message !== null) yield { from, to, message };
      begun.add(name);
      if ((lastEnds.get(name) ?? -1) <= from) continue;
      if (open === null) open = name;
      else nested.add(name);
    }
  },
};

const ADVICE = "Remove this comment, or write its other half.";

function wrongBeginning(name: string, open: string | null, begun: ReadonlySet<string>, hasEnd: boolean): string | null {
  if (!hasEnd) return `"${name}" begins here and never ends. ${ADVICE}`;
  if (open !== null) return `"${name}" begins inside "${open}". End that one before.`;
  return begun.has(name) ? `"${name}" is there a second time. Remove one of them.` : null;
}
