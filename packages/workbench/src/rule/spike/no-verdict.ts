import { plainText } from "../../text/plain-text.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { soundSpike, spikeWith } from "./example.ts";
import { namesOption } from "./names-option.ts";
import { type Option, optionsOf } from "./read-options.ts";
import { type Recommendation, recommendationsOf } from "./recommendation-text.ts";
import { BLOCKED, HEDGE, VERDICT } from "./verdict-words.ts";

export const noVerdict: Rule = {
  id: "spike.no-verdict",
  title: "A recommendation that recommends nothing",
  why: "The time-box is spent, and whoever waited for the answer has to guess all the same.",
  remedy: "Name the option, or say that the spike could not tell and what is missing.",
  weight: "missing",
  appliesTo: "typed",
  bad: spikeWith(
    "Adopt MessagePack for token frames, unless the library stays without a release for a year.",
    "Both codecs have their merits, so it depends on the use case. Further investigation is needed.",
  ),
  good: soundSpike,
  *check(subject: Subject): Iterable<Problem> {
    const options = optionsOf(subject);
    for (const recommendation of recommendationsOf(subject)) {
      if (isVerdict(subject, recommendation, options)) continue;
      const hedge = recommendation.sentences.find(({ text }) => text.search(HEDGE) >= 0);
      const { from, to } = hedge ?? recommendation.anchor;
      const what =
        hedge === undefined
          ? "Nothing is recommended here."
          : `${quote(subject.markdown.text.slice(from, to))} recommends nothing.`;
      yield { from, to, message: `${what} ${noVerdict.remedy}` };
    }
  },
};

function isVerdict(
  { markdown: { tree, text } }: Subject,
  { sentences }: Recommendation,
  options: readonly Option[],
): boolean {
  const firm = sentences.map((sentence) => ({ ...sentence, rest: sentence.text.replaceAll(HEDGE, " ") }));
  if (firm.length === 0 || firm.some(({ text: said, rest }) => VERDICT.test(rest) || BLOCKED.test(said))) return true;
  const isHedged = firm.some(({ text: said, rest }) => said !== rest);
  // Without options nobody can tell a name from any other word.
  if (!isHedged && options.length === 0) return true;
  return firm.some(
    ({ text: said, rest, from, to }) => said === rest && namesOption(plainText(tree, text, { from, to }), options),
  );
}
