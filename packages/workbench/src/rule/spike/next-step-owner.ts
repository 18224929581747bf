import type { Problem, Rule } from "../rule.ts";
import { isPlaceholder } from "../part-content.ts";
import { type Point, pointsIn } from "../points.ts";
import { quote } from "../quote.ts";
import { partsOf, type Subject } from "../subject.ts";
import { soundSpike, spikeWith } from "./example.ts";
import { namesPerson } from "./names-person.ts";

export const nextStepOwner: Rule = {
  id: "spike.next-step-owner",
  title: "A next step that nobody has",
  why: "Everybody agrees with it, and everybody thinks that somebody else is doing it.",
  remedy: "Name a person: `Maya Ruiz writes …`, or `@maya`.",
  weight: "missing",
  appliesTo: "typed",
  bad: spikeWith(
    "- Maya Ruiz writes the spec\n",
    "- Maya Ruiz writes the spec\n- Measure again on the small machine\n",
  ),
  good: soundSpike,
  *check(subject: Subject): Iterable<Problem> {
    for (const located of partsOf(subject, "next-steps")) {
      const steps = pointsIn(subject, located);
      const owned = steps.filter(hasOwner);
      // Where nobody is named at all, that is told of the whole part.
      const isToldAsWhole = located.part.expects?.some(({ kind }) => kind === "person") && owned.length === 0;
      if (isToldAsWhole) continue;
      for (const { from, to, text } of steps.filter((step) => !owned.includes(step)))
        yield { from, to, message: `Nobody has ${quote(text)}. ${nextStepOwner.remedy}` };
    }
  },
};

const hasOwner = ({ text, below, cellOf }: Point): boolean => {
  const cell = cellOf("Owner", "Who", "Person", "Assignee", "Responsible", "Owned by", "Lead");
  return cell === undefined ? namesPerson(`${text}\n${below}`) : !isPlaceholder(cell.text);
};
