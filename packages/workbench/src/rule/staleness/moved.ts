import { boundBindings } from "../../staleness/bound-mentions.ts";
import { movedFix } from "../../staleness/moved-fix.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { boundTo, stated } from "./example.ts";
import { createToldElsewhere } from "./told-elsewhere.ts";

export const movedBinding: Rule = {
  id: "staleness.moved",
  title: "A citation of something that stands elsewhere now",
  why: "It says what it said, but who follows the address finds something else.",
  remedy: "Write where it stands now: the fix does.",
  weight: "advice",
  appliesTo: "any",
  bad: boundTo("fresh", null, "src/session/cursor.ts#resumeAt"),
  good: stated,
  *check(subject: Subject): Iterable<Problem> {
    const isTold = createToldElsewhere(subject);
    for (const one of boundBindings(subject)) {
      const { binding, bound } = one;
      const [mention] = binding.mentions;
      if (bound.movedTo === null || mention === undefined || isTold(mention)) continue;
      const fix = movedFix(subject, one);
      const { from, to } = mention;
      const message = `${quote(bound.target)} is ${quote(bound.movedTo)} now. ${movedBinding.remedy}`;
      yield { from, to, message, ...(fix !== null && { fix }) };
    }
  },
};
