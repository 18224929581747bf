import { readDecisions } from "../../decision/read-decisions.ts";
import { readExperiments } from "../../experiment/read-experiments.ts";
import { markersIn } from "../../region/marker.ts";
import { hasTasks } from "../../region/plan-regions.ts";
import { isPlanRegion, ownerOf, type RegionOwner } from "../../region/region-kind.ts";
import type { Markdown } from "../../text/markdown.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const unknownRegion: Rule = {
  id: "region.unknown",
  title: "A generated part of an experiment, decision or plan that the document does not have",
  why: "Nothing will ever bring it up to date again, and its numbers look as if somebody could.",
  remedy: "Give the block its old id back, or remove the part with its comments.",
  weight: "wrong",
  appliesTo: "any",
  bad: {
    text: "# Latency\n\n<!-- nomous:ws-batch/results -->\n\nThe 95th percentile is 140 ms.\n\n<!-- /nomous:ws-batch/results -->\n",
  },
  good: {
    text: "# Latency\n\n```yaml experiment\nid: ws-batch\nquestion: Do four frames a message lower p95?\nvariants:\n  - { id: one, run: [node, batch.mjs, one] }\n  - { id: four, run: [node, batch.mjs, four] }\nmetrics:\n  - { id: p95, unit: ms, better: lower, threshold: 5 % }\n```\n\n<!-- nomous:ws-batch/results -->\n\nThe 95th percentile is 140 ms.\n\n<!-- /nomous:ws-batch/results -->\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    const { markdown } = subject;
    for (const { from, to, name, isEnd } of markersIn(markdown)) {
      if (!isEnd && isPlanRegion(name) && !hasTasks(subject))
        yield {
          from,
          to,
          message: `"${name}" is computed from the tasks of a plan, and this document has no place for them. ${REMOVE}`,
        };
      const owner = isEnd ? null : ownerOf(name);
      if (owner === null || mayHave(markdown, owner)) continue;
      yield { from, to, message: `This document has no ${owner.of} "${owner.id}". ${unknownRegion.remedy}` };
    }
  },
};

const REMOVE = "Remove the part with its comments.";

/** A block that cannot be read may be the one. */
function mayHave(markdown: Markdown, { of, id }: RegionOwner): boolean {
  if (of === "experiment") return readExperiments(markdown).some((one) => one.id === null || one.id === id);
  return readDecisions(markdown).some(({ decision }) => decision === null || decision.id === id);
}
