import type { LocatedPart } from "../../type/locate-parts.ts";
import { entriesIn, isPlaceholder } from "../part-content.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { soundSpike } from "./example.ts";
import { optionsIn } from "./read-options.ts";

export const oneOption: Rule = {
  id: "spike.one-option",
  title: "A spike that compares one option with nothing",
  why: "What is compared with nothing always wins. The decision was taken before the spike began.",
  remedy: "Add what else was possible, at least to leave things as they are.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: soundSpike.text.replace(
      "- JSON: what we have today\n- MessagePack: one dependency of 30 kB\n",
      "#### MessagePack\n\n- one dependency of 30 kB\n- readers in every language\n",
    ),
  },
  good: soundSpike,
  *check(subject: Subject): Iterable<Problem> {
    for (const part of partsOf(subject, "options")) {
      const [only, second] = optionsIn(subject, part);
      if (only === undefined || second !== undefined || hasTooFewEntries(subject, part)) continue;
      const { from, to } = part.anchor;
      yield { from, to, message: `${quote(only.name)} is the only option. ${oneOption.remedy}` };
    }
  },
};

/** Is told of every part that asks for entries. */
function hasTooFewEntries({ markdown }: Subject, { part, content }: LocatedPart): boolean {
  const entries = entriesIn(markdown, content).filter(({ text }) => !isPlaceholder(text));
  return (
    part.expects?.some((expectation) => expectation.kind === "entries" && entries.length < expectation.min) ?? false
  );
}
