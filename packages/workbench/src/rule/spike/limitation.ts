import { waiverOf, writingOf } from "../part-content.ts";
import { quote } from "../quote.ts";
import { sentencesIn } from "../research/sentences.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { soundSpike, spikeWith } from "./example.ts";

export const noLimitation: Rule = {
  id: "spike.limitation",
  title: "Results that claim to have no limitations",
  why: "Every measurement has some. Whoever reads that there are none trusts the number where nobody has tried it.",
  remedy: "Say what was not measured: other machines, other loads, other data.",
  weight: "wrong",
  appliesTo: "typed",
  bad: spikeWith("Only one machine was measured, with one reader.", "There are no known limitations."),
  good: soundSpike,
  *check(subject: Subject): Iterable<Problem> {
    const { markdown, typed } = subject;
    for (const part of typed === null ? [] : partsOf(subject, "limitations")) {
      if (typed === null || writingOf(markdown, part, typed.type) !== "something") continue;
      // "Not applicable" is told of parts in which it answers nothing.
      if (part.part.isMandatory === true && waiverOf(markdown, part, typed.type) !== null) continue;
      const [only, second] = sentencesIn(markdown, part.content);
      if (only === undefined || second !== undefined || !CLAIMS_NONE.test(only.text)) continue;
      const { from, to } = only;
      yield { from, to, message: `${quote(markdown.text.slice(from, to))} is never true. ${noLimitation.remedy}` };
    }
  },
};

const QUALIFIED = "(?:known |real |significant |major |relevant |important )*";
const THING = "(?:limitations?|caveats?|limits?|restrictions?|threats to validity)";
const CLAIMS_NONE = new RegExp(
  `^\\W*(?:(?:there (?:are|were) |we (?:see|know|found) )?(?:no(?:ne)?|nothing|n/a|not applicable) ?(?:${QUALIFIED}${THING}|of note|known|found|identified|so far|to report)*)[.!]?$`,
  "i",
);
