// What a spike recommends: the part without what other parts below it are about, such as next steps and resources.
import type { LocatedPart } from "../../type/locate-parts.ts";
import { isWithin, type Span } from "../../text/span.ts";
import { writingOf } from "../part-content.ts";
import { type Sentence, sentencesIn } from "../research/sentences.ts";
import { partsOf, type Subject } from "../subject.ts";

export interface Recommendation {
  /** The heading or label that the first sentence stands under. */
  readonly anchor: Span;
  /** All that is recommended, resources and next steps left out. */
  readonly sentences: readonly Sentence[];
  /** Those that stand where the first one stands: what to do, without how. */
  readonly core: readonly Sentence[];
}

export function recommendationsOf(subject: Subject): Recommendation[] {
  const { markdown, typed } = subject;
  if (typed === null) return [];
  return partsOf(subject, "recommendation")
    .filter((part) => writingOf(markdown, part, typed.type) === "something")
    .map((part) => {
      const below = typed.located.filter((other) => other !== part && isWithin(other.content, part.content));
      const others = below.filter(({ part: { role } }) => role !== undefined && role !== "recommendation");
      const sentences = sentencesIn(markdown, part.content).filter(
        (one) => !others.some((other) => standsIn(one, other)),
      );
      const around = below.findLast((other) => sentences[0] !== undefined && standsIn(sentences[0], other));
      const isCore = (one: Sentence): boolean =>
        around === undefined ? !below.some((other) => standsIn(one, other)) : standsIn(one, around);
      return { anchor: (around ?? part).anchor, sentences, core: sentences.filter(isCore) };
    });
}

/** The label of a part is the beginning of its first sentence. */
const standsIn = ({ from, to }: Span, { anchor, content }: LocatedPart): boolean =>
  isWithin({ from, to }, { from: anchor.from, to: content.to });
