import { generatedRegions } from "../../region/generated-regions.ts";
import { missingLines } from "../../region/missing-lines.ts";
import { isSameBody, personalLines } from "../../region/personal-lines.ts";
import { regionsIn, regionText } from "../../region/region.ts";
import { isPlanRegion } from "../../region/region-kind.ts";
import { lineEndingAt } from "../../text/splice.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const staleRegion: Rule = {
  id: "region.stale",
  title: "A generated part that is not what the evidence or the plan gives now",
  why: "Readers decide on numbers that nobody can compute again.",
  remedy: "Let it be written again: the fix does, and so does the next run.",
  weight: "wrong",
  appliesTo: "any",
  bad: {
    text: '# Latency\n\nFour frames are faster.\n\n<!-- nomous:claims sha=5d0c1f3a9b77 -->\n\n[ev:ws-batch/p95]: ../evidence/ws-batch/20261129T061500-3f2a91.jsonl "−14.8 % [−17.2, −12.0], better"\n\n<!-- /nomous:claims -->\n',
  },
  good: {
    text: "# Latency\n\nFour frames are faster.\n\n<!-- nomous:claims sha=e3b0c44298fc -->\n\n<!-- /nomous:claims -->\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    const { text } = subject.markdown;
    const { surroundings } = subject;
    for (const region of regionsIn(subject.markdown)) {
      const now = generatedRegions(subject).find(({ name }) => name === region.name);
      if (now === undefined || isSameBody(region.body, now.body)) continue;
      const { from, to } = region;
      const missing = missingLines(region, surroundings);
      if (missing !== null) {
        yield { from, to: region.content.from, message: missing };
        continue;
      }
      const source = isPlanRegion(region.name) ? "plan" : "evidence";
      const message = `"${region.name}" is not what the ${source} gives now. Let it be written again.`;
      const insert = regionText(now).replaceAll("\n", lineEndingAt(text, from));
      const fix = { title: `Write "${region.name}" again`, edits: [{ from, to, insert }] };
      const isSafe = personalLines(region, now, subject).length === 0;
      yield { from, to: region.content.from, message, ...(isSafe ? { fix } : {}) };
    }
  },
};
