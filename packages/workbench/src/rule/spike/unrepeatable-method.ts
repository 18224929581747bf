import { quantitiesIn, withoutIds } from "../../prose/quantity.ts";
import { hasSource } from "../analysis/has-source.ts";
import { fencesIn, waiverOf, writingOf, writtenIn } from "../part-content.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";

const bad = [
  "---",
  "nomous: spike",
  "---",
  "# Which codec",
  "",
  "## Technical Details",
  "",
  "### Test methodology",
  "",
  "Both codecs are run with typical frames, and the results are compared.",
  "",
].join("\n");

export const unrepeatableMethod: Rule = {
  id: "spike.unrepeatable-method",
  title: "A method that nobody could repeat",
  why: "A number that cannot be measured again cannot be doubted either, and is worth what its author's word is worth.",
  remedy: "Say how often what is run, on which machine and data, and which difference counts.",
  weight: "missing",
  appliesTo: "typed",
  bad: { text: bad },
  good: {
    text: bad.replace(
      "Both codecs are run with typical frames",
      "Each codec encodes `bench/frames.json` 20 times in random order",
    ),
  },
  *check(subject: Subject): Iterable<Problem> {
    const { markdown, typed } = subject;
    for (const part of typed === null ? [] : partsOf(subject, "method")) {
      if (
        typed === null ||
        writingOf(markdown, part, typed.type) !== "something" ||
        waiverOf(markdown, part, typed.type) !== null
      )
        continue;
      const hasNumber = quantitiesIn(withoutIds(writtenIn(markdown, part.content, typed.type))).length > 0;
      if (hasNumber || fencesIn(markdown, part.content).length > 0 || hasSource(markdown, part.content)) continue;
      const { from, to } = part.anchor;
      yield {
        from,
        to,
        message: `Neither a number nor a command says how it is measured. ${unrepeatableMethod.remedy}`,
      };
    }
  },
};
