import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { soundSpike, spikeWith } from "./example.ts";
import { recommendationsOf } from "./recommendation-text.ts";
import { CONDITION } from "./verdict-words.ts";

export const noChangeCondition: Rule = {
  id: "spike.no-change-condition",
  title: "A recommendation that nothing could change",
  why: "In a year nobody knows whether it still holds, so it is either obeyed or ignored, and never looked at again.",
  remedy: "Say what would change it: `unless`, `as long as`, or `revisit when` with a number.",
  weight: "missing",
  appliesTo: "typed",
  bad: spikeWith(", unless the library stays without a release for a year", ""),
  good: soundSpike,
  *check(subject: Subject): Iterable<Problem> {
    for (const { anchor, sentences } of recommendationsOf(subject)) {
      if (sentences.length === 0 || sentences.some(({ text }) => CONDITION.test(text))) continue;
      const { from, to } = anchor;
      yield { from, to, message: `Nothing says what would change this recommendation. ${noChangeCondition.remedy}` };
    }
  },
};
