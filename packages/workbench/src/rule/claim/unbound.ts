import { unboundNumbers } from "../../claim/unbound-numbers.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { resultWith, soundResult } from "./example.ts";

export const unboundNumber: Rule = {
  id: "claim.unbound",
  title: "A result whose number is bound to no evidence",
  why: "It is right on the day it is written. When the experiment runs again, nobody is told that this number stayed behind.",
  remedy: "Bind it as `[15 %][ev:EXPERIMENT/METRIC]`; `nomous claim` lists the keys.",
  weight: "wrong",
  appliesTo: "typed",
  bad: resultWith("p95 fell 15 % with four frames."),
  good: soundResult,
  *check(subject: Subject): Iterable<Problem> {
    const parts = [...partsOf(subject, "results"), ...partsOf(subject, "recommendation")];
    for (const { from, to, words } of unboundNumbers(
      subject.markdown,
      parts.map(({ content }) => content),
    ))
      yield { from, to, message: `${quote(words)} is bound to no evidence. ${unboundNumber.remedy}` };
  },
};
