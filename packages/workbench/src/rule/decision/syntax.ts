import { readDecisions } from "../../decision/read-decisions.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { measuredWith, soundMeasured } from "./example.ts";

export const decisionSyntax: Rule = {
  id: "decision.syntax",
  title: "A decision block that cannot be read",
  why: "Nothing is computed from it, so the table below it stays as it was, and nobody is told.",
  remedy: "Correct the place that the message names; docs/deciding.md shows a whole block.",
  weight: "broken",
  appliesTo: "typed",
  bad: measuredWith("MessagePack: 6", "MesagePack: 6"),
  good: soundMeasured,
  *check({ markdown }: Subject): Iterable<Problem> {
    const ids = new Set<string>();
    for (const { decision, problems, placeOf } of readDecisions(markdown)) {
      yield* problems.map(({ from, to, message }) => ({ from, to, message: asSentence(message) }));
      if (decision === null) continue;
      if (ids.has(decision.id))
        yield { ...placeOf(["id"]), message: `Another decision has the id "${decision.id}". Give this one its own.` };
      ids.add(decision.id);
    }
  },
};

function asSentence(phrase: string): string {
  const sentence = phrase.charAt(0).toUpperCase() + phrase.slice(1);
  return /[.?]$/.test(sentence) ? sentence : `${sentence}.`;
}
