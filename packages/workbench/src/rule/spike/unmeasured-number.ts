import { type Quantity, quantitiesIn, withoutIds } from "../../prose/quantity.ts";
import type { Span } from "../../text/span.ts";
import { isPhysical } from "../target/amount.ts";
import { quote } from "../quote.ts";
import type { Sentence } from "../research/sentences.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { spikeWith } from "./example.ts";
import { recommendationsOf } from "./recommendation-text.ts";
import { CONDITION } from "./verdict-words.ts";

export const unmeasuredNumber: Rule = {
  id: "spike.unmeasured-number",
  title: "A number in the recommendation that the spike does not have",
  why: "It is the number that everybody remembers, and nobody can find where it was measured.",
  remedy: "Write the number of the results, or measure this one.",
  weight: "wrong",
  appliesTo: "typed",
  bad: spikeWith("Adopt MessagePack for token frames,", "Adopt MessagePack for token frames at 2 % CPU,"),
  good: spikeWith("Adopt MessagePack for token frames,", "Adopt MessagePack for token frames at 3 % CPU,"),
  *check(subject: Subject): Iterable<Problem> {
    const { markdown } = subject;
    if (partsOf(subject, "results").length === 0) return;
    for (const { core } of recommendationsOf(subject)) {
      const known = numbersOutside(markdown.text, core);
      for (const sentence of core.filter(({ text }) => !DERIVED.test(text)))
        for (const { index, length, value, unit } of numbersIn(sentence)) {
          if (known.has(keyOf({ value, unit })) || !known.has(unit)) continue;
          const from = sentence.from + index;
          const words = sentence.text.slice(index, index + length).trim();
          yield {
            from,
            to: from + length,
            message: `${quote(words)} stands nowhere in this spike. ${unmeasuredNumber.remedy}`,
          };
        }
    }
  },
};

const keyOf = ({ value, unit }: Pick<Quantity, "value" | "unit">): string => `${value} ${unit}`;

/** What is computed from others, estimated or wished for has a number of its own. */
const DERIVED =
  /\b(?:reduc\w*|sav\w*|less|fewer|faster|slower|lower|smaller|more|higher|larger|times|increas\w*|decreas\w*|cut\w*|drop\w*|halv\w*|doubl\w*|gain\w*|improv\w*|about|around|roughly|approx\w*|estimat\w*|budget|expect\w*|target|limit\w*|at least|at most|between)\b|[~≈<>≤≥×]/i;

/** Those with a unit that can be measured, up to where a condition begins. */
function numbersIn({ text }: Sentence): Quantity[] {
  const end = CONDITION.exec(text)?.index ?? text.length;
  return quantitiesIn(masked(text.slice(0, end))).filter(({ unit }) => isPhysical(unit) && !EFFORT.has(unit));
}

const EFFORT: ReadonlySet<string> = new Set(["h", "day", "week", "month"]);

/** Ids as blanks, so that places stay. */
const masked = (text: string): string =>
  text.replaceAll(/\b[A-Za-z]+-?\d[\w.]*\b|\b\d{4}-\d{2}-\d{2}\b/g, (id) => " ".repeat(id.length));

/** Every number with its unit, and the units alone. */
function numbersOutside(text: string, skipped: readonly Span[]): ReadonlySet<string> {
  let rest = "";
  let done = 0;
  for (const { from, to } of skipped) {
    rest += `${text.slice(done, from)} `;
    done = to;
  }
  const numbers = quantitiesIn(withoutIds(rest + text.slice(done)));
  return new Set(numbers.flatMap((number) => [keyOf(number), number.unit]));
}
